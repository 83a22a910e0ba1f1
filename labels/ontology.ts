/** The ontology, read from its one file. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import type { Ontology } from '#contracts/label';

const FILE = join('labels', 'ontology', 'nearmiss.yaml');

/** From here upwards: sources and built files lie at different depths. */
function find(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, FILE)) && dirname(folder) !== folder) folder = dirname(folder);
  return join(folder, FILE);
}

export const ontology: Ontology = parse(readFileSync(find(), 'utf8')) as Ontology;

/** Semantic id of every class. */
export const semanticIds: Readonly<Record<string, number>> = Object.fromEntries(
  ontology.classes.map(({ id, index }) => [id, index]),
);

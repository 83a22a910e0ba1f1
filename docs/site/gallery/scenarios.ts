/** The shipped scenarios, as the gallery shows them. */
import { readdir, readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { parse } from 'yaml';

export interface Shown {
  /** In the repository: `scenarios/wildlife/moose-at-night.yaml`. */
  readonly file: string;
  readonly family: string;
  readonly name: string;
  readonly title: string;
  readonly hazard: string;
  readonly sources: readonly string[];
  readonly text: string;
}

/** Parts for other scenarios are no scenarios. */
const PARTS = 'catalogs';

/** @param root of the repository @returns by family, then name */
export async function shippedScenarios(root: string): Promise<Shown[]> {
  const folders = (await readdir(join(root, 'scenarios'), { withFileTypes: true })).filter((entry) => entry.isDirectory());
  const families = folders.map(({ name }) => name).filter((name) => name !== PARTS);
  const shown = await Promise.all(families.sort().map((family) => scenariosOf(root, family)));
  return shown.flat();
}

async function scenariosOf(root: string, family: string): Promise<Shown[]> {
  const files = (await readdir(join(root, 'scenarios', family))).filter((name) => name.endsWith('.yaml'));
  return Promise.all(
    files.sort().map(async (name) => {
      const file = posix.join('scenarios', family, name);
      const text = await readFile(join(root, file), 'utf8');
      const { title, hazard, sources = [] } = parse(text) as { title: string; hazard: string; sources?: string[] };
      return { file, family, name: name.replace(/\.yaml$/, ''), title, hazard, sources, text };
    }),
  );
}

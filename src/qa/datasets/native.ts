import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Ontology } from '#contracts/label';
import { usageError } from '#core/errors';
import type { Layout, Picture, Vocabulary } from './dataset.js';
import { filesBelow, isFile } from './files.js';

/** What `nearmiss generate` writes: `samples/<sample>/<camera>/rgb` and `semantic`, classes in `ontology.json`. */
export const native: Layout = {
  name: 'nearmiss',
  about: 'manifest.json, ontology.json and samples/<sample>/<camera>/{rgb,semantic}/<frame>.png',
  async open(folder) {
    if (!(await isFile(join(folder, 'manifest.json'))) || !(await isFile(join(folder, 'ontology.json')))) return undefined;
    const colours = (await filesBelow(join(folder, 'samples'), ['.png'])).filter((path) => path.split('/')[2] === 'rgb');
    if (colours.length === 0) return undefined;
    const vocabulary = vocabularyOf(await readOntology(folder));
    const pictures = colours.map((path): Picture => {
      const [sample, camera, , frame] = path.split('/') as [string, string, string, string];
      return {
        id: `${sample}/${camera}/${frame}`,
        image: join(folder, 'samples', path),
        truth: join(folder, 'samples', sample, camera, 'semantic', frame),
        sequence: sample,
        vocabulary,
      };
    });
    return { folder, layout: 'nearmiss', pictures };
  },
};

export async function readOntology(folder: string): Promise<Ontology> {
  const path = join(folder, 'ontology.json');
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Ontology;
  } catch {
    throw usageError('NM8103', `${path} can't be read`, 'was the dataset copied whole?');
  }
}

/** nearmiss's own name first, then what Cityscapes calls it. */
export function namesOf({ id, cityscapes }: Ontology['classes'][number]): readonly string[] {
  return cityscapes === undefined ? [id] : [id, cityscapes.name];
}

function vocabularyOf({ classes }: Ontology): Vocabulary {
  return new Map(classes.map((entry) => [entry.index, namesOf(entry)]));
}

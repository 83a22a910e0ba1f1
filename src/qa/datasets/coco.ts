import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { usageError } from '#core/errors';
import type { Dataset, Layout, Picture, Vocabulary } from './dataset.js';
import { isFile } from './files.js';
import { namesOf, readOntology } from './native.js';

interface Panoptic {
  readonly categories: readonly { readonly id: number; readonly name: string }[];
  readonly images: readonly { readonly id: number; readonly file_name: string; readonly sample?: string }[];
  readonly annotations: readonly {
    readonly image_id: number;
    readonly file_name: string;
    readonly segments_info: readonly { readonly id: number; readonly category_id: number }[];
  }[];
}

/** COCO's panoptic format as nearmiss writes it: `coco/panoptic.json`, ids in `coco/panoptic/*.png`. */
export const coco: Layout = {
  name: 'nearmiss COCO',
  about: 'coco/panoptic.json and coco/panoptic/<...>.png',
  async open(folder) {
    const path = join(folder, 'coco', 'panoptic.json');
    return (await isFile(path)) ? openPanoptic(folder, await readPanoptic(path)) : undefined;
  },
};

async function readPanoptic(path: string): Promise<Panoptic> {
  try {
    const tree = JSON.parse(await readFile(path, 'utf8')) as Panoptic;
    if ([tree.categories, tree.images, tree.annotations].every(Array.isArray)) return tree;
  } catch {
    // said below
  }
  throw usageError('NM8103', `${path} is no panoptic annotation file`, 'it has categories, images and annotations');
}

async function openPanoptic(folder: string, { categories, images, annotations }: Panoptic): Promise<Dataset> {
  const known = (await isFile(join(folder, 'ontology.json'))) ? (await readOntology(folder)).classes : [];
  const synonyms = new Map(known.map((entry) => [entry.id, namesOf(entry)]));
  const names = new Map(categories.map(({ id, name }) => [id, synonyms.get(name) ?? [name]]));
  const byId = new Map(images.map((image) => [image.id, image]));
  const pictures = annotations.map(({ image_id, file_name, segments_info }): Picture => {
    const image = byId.get(image_id);
    if (image === undefined) throw usageError('NM8103', `${folder}: annotation ${file_name} is of no image`);
    const vocabulary: Vocabulary = new Map([
      [0, ['unlabeled']],
      ...segments_info.map(({ id, category_id }): [number, readonly string[]] => [id, names.get(category_id) ?? []]),
    ]);
    return {
      id: image.file_name,
      image: join(folder, image.file_name),
      truth: join(folder, 'coco', 'panoptic', file_name),
      sequence: image.sample ?? image.file_name,
      vocabulary,
    };
  });
  return { folder, layout: 'nearmiss COCO', pictures };
}

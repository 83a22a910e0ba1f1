import { resolve } from 'node:path';
import { usageError } from '#core/errors';
import { cityscapes } from './cityscapes.js';
import { coco } from './coco.js';
import type { Dataset, Layout } from './dataset.js';
import { isFolder } from './files.js';
import { folders } from './folders.js';
import { kitti } from './kitti.js';
import { native } from './native.js';

/** In the order in which they are tried. */
export const LAYOUTS: readonly Layout[] = [native, coco, cityscapes, kitti, folders];

/** The dataset in a folder, of whatever layout. @throws NearmissError NM8101 when none fits; NM8102, NM8103 when it is broken. */
export async function openDataset(path: string): Promise<Dataset> {
  const folder = resolve(path);
  if (!(await isFolder(folder))) throw usageError('NM8101', `${path} is no folder`);
  for (const layout of LAYOUTS) {
    const dataset = await layout.open(folder);
    if (dataset === undefined) continue;
    if (dataset.pictures.length === 0) throw usageError('NM8101', `${path} (${layout.name}) holds no picture with truth`);
    return dataset;
  }
  const known = LAYOUTS.map(({ name, about }) => `${name}: ${about}`).join('; ');
  throw usageError('NM8101', `${path} is laid out in no way that is known`, known);
}

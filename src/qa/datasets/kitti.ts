import { join } from 'node:path';
import { usageError } from '#core/errors';
import { CITYSCAPES_IDS } from '../classes/cityscapes-ids.js';
import { byIndex, type Layout, type Picture } from './dataset.js';
import { filesBelow, isFile, isFolder } from './files.js';

/** KITTI's semantic benchmark (Alhaija et al. 2018, doi 10.1007/s11263-018-1070-x): masks hold Cityscapes' ids. */
export const kitti: Layout = {
  name: 'KITTI semantics',
  about: 'image_2/*.png and semantic/*.png, or training/ with these in it',
  async open(folder) {
    const part = (await isFolder(join(folder, 'training'))) ? join(folder, 'training') : folder;
    if (!(await isFolder(join(part, 'image_2'))) || !(await isFolder(join(part, 'semantic')))) return undefined;
    const vocabulary = byIndex(CITYSCAPES_IDS);
    const pictures: Picture[] = [];
    for (const name of await filesBelow(join(part, 'image_2'), ['.png'])) {
      const truth = join(part, 'semantic', name);
      if (!(await isFile(truth))) throw usageError('NM8103', `${name} has no truth`, `it would be ${truth}`);
      pictures.push({ id: name, image: join(part, 'image_2', name), truth, sequence: name, vocabulary });
    }
    return { folder, layout: 'KITTI semantics', pictures };
  },
};

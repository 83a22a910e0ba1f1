import { dirname, join, sep } from 'node:path';
import { usageError } from '#core/errors';
import { CITYSCAPES_IDS, CITYSCAPES_TRAIN_IDS } from '../classes/cityscapes-ids.js';
import { byIndex, type Dataset, type Layout, type Picture, type Vocabulary } from './dataset.js';
import { filesBelow, isFile, isFolder } from './files.js';

const IMAGES = 'leftImg8bit';
const TRUTH = 'gtFine';
const IMAGE_END = /_leftImg8bit\.(png|jpg)$/;

const MASKS: readonly (readonly [end: string, vocabulary: Vocabulary])[] = [
  ['_gtFine_labelIds.png', byIndex(CITYSCAPES_IDS)],
  ['_gtFine_labelTrainIds.png', byIndex(CITYSCAPES_TRAIN_IDS).set(255, ['unlabeled'])],
];

/** Cityscapes' folders: the whole, or `leftImg8bit/train` and the like for a part of it. */
export const cityscapes: Layout = {
  name: 'Cityscapes',
  about: `${IMAGES}/<...>/*_leftImg8bit.png and ${TRUTH}/<...>/*_gtFine_labelIds.png or ..._labelTrainIds.png`,
  async open(folder) {
    const { root, part } = placeIn(folder);
    if (!(await isFolder(join(root, IMAGES))) || !(await isFolder(join(root, TRUTH)))) return undefined;
    return openAt(folder, root, part);
  },
};

/** The dataset's own folder, and the part of it that was asked for. */
function placeIn(folder: string): { readonly root: string; readonly part: string } {
  const steps = folder.split(sep);
  const at = steps.lastIndexOf(IMAGES);
  if (at < 0) return { root: folder, part: '' };
  return { root: steps.slice(0, at).join(sep) || sep, part: steps.slice(at + 1).join('/') };
}

async function openAt(folder: string, root: string, part: string): Promise<Dataset> {
  const images = await filesBelow(join(root, IMAGES, part), ['_leftimg8bit.png', '_leftimg8bit.jpg']);
  const pictures = await Promise.all(images.map((path) => pictureOf(root, part, path)));
  // The test part's labels are not public: every pixel is void there.
  return { folder, layout: 'Cityscapes', pictures };
}

async function pictureOf(root: string, part: string, path: string): Promise<Picture> {
  const base = path.replace(IMAGE_END, '');
  for (const [end, vocabulary] of MASKS) {
    const truth = join(root, TRUTH, part, base + end);
    if (!(await isFile(truth))) continue;
    const [city, sequence] = (base.split('/').at(-1) as string).split('_');
    const id = part === '' ? path : `${part}/${path}`;
    return { id, image: join(root, IMAGES, part, path), truth, sequence: `${dirname(path)}/${city}_${sequence}`, vocabulary };
  }
  const hint = `it would be ${join(root, TRUTH, part, base)}${MASKS[0]?.[0]}`;
  throw usageError('NM8103', `${path} has no truth`, hint);
}

import { basename, dirname, extname, join } from 'node:path';
import sharp from 'sharp';
import { usageError } from '#core/errors';
import { CAMVID_32, SEGNET_11 } from '../classes/camvid32.js';
import { byIndex, colorCode, type Dataset, type Layout, type Picture, type Vocabulary } from './dataset.js';
import { filesBelow, IMAGE_ENDINGS, isFolder } from './files.js';
import { findPalette } from './palette.js';

const IMAGE_FOLDERS = ['images', 'image', 'imgs', 'rgb', '701_StillsRaw_full'] as const;
const TRUTH_FOLDERS = ['labels', 'label', 'masks', 'mask', 'annotations', 'LabeledApproved_full'] as const;
/** SegNet's CamVid has `train` and `trainannot`. */
const TRUTH_SUFFIXES = ['annot', '_labels'] as const;
/** What a truth file's name may have beyond its picture's. */
const NAME_ENDS = ['', '_L', '_P', '_label', '_labels', '_mask'] as const;

/** A folder of pictures and one of masks with matching names, as CamVid has them. */
export const folders: Layout = {
  name: 'folders',
  about: `images/ and labels/ with files of the same names (also ${[...TRUTH_FOLDERS].slice(1).join(', ')}; or NAME and NAMEannot)`,
  async open(folder) {
    const pair = await folderPair(folder);
    return pair === undefined ? undefined : openPair(folder, pair);
  },
};

interface Pair {
  readonly images: string;
  readonly truths: string;
}

async function folderPair(folder: string): Promise<Pair | undefined> {
  const existing = async (names: readonly string[]): Promise<string | undefined> => {
    for (const name of names) if (await isFolder(join(folder, name))) return join(folder, name);
    return undefined;
  };
  const images = await existing(IMAGE_FOLDERS);
  const truths = await existing(TRUTH_FOLDERS);
  if (images !== undefined && truths !== undefined) return { images, truths };
  for (const suffix of TRUTH_SUFFIXES) if (await isFolder(folder + suffix)) return { images: folder, truths: folder + suffix };
  return undefined;
}

async function openPair(folder: string, { images, truths }: Pair): Promise<Dataset> {
  const colours = await filesBelow(images, IMAGE_ENDINGS);
  const masks = new Map((await filesBelow(truths, IMAGE_ENDINGS)).map((path) => [withoutEnding(path), path]));
  const matched = colours.map((path): readonly [string, string] => {
    const base = withoutEnding(path);
    const mask = NAME_ENDS.map((end) => masks.get(base + end)).find((found) => found !== undefined);
    if (mask !== undefined) return [path, mask];
    const hint = `${truths} has ${masks.size} masks, none called ${base}, ${base}_L, ${base}_label or ${base}_mask`;
    throw usageError('NM8103', `${join(images, path)} has no truth`, hint);
  });
  const first = matched[0];
  if (first === undefined) return { folder, layout: 'folders', pictures: [] };
  const { vocabulary, named } = await vocabularyOf(folder, truths, join(truths, first[1]));
  const pictures = matched.map(
    ([path, mask]): Picture => ({
      id: path,
      image: join(images, path),
      truth: join(truths, mask),
      sequence: sequenceOf(path),
      vocabulary,
    }),
  );
  return { folder, layout: `folders, masks by ${named}`, pictures };
}

/** `0001TP_006690.png` is a frame of `0001TP`; a picture that is only a number stands alone. */
function sequenceOf(path: string): string {
  const prefix = withoutEnding(basename(path)).replace(/[_-]?f?\d+$/, '');
  return prefix === '' ? path : join(dirname(path), prefix);
}

async function vocabularyOf(folder: string, truths: string, mask: string): Promise<{ vocabulary: Vocabulary; named: string }> {
  const palette = await findPalette([folder, truths, dirname(folder)]);
  if (palette !== undefined) return { vocabulary: palette.vocabulary, named: basename(palette.file) };
  const { channels } = await sharp(mask).metadata();
  if (channels >= 3) {
    const colors = Object.entries(CAMVID_32).map(([name, color]): [number, readonly string[]] => [colorCode(...color), [name]]);
    return { vocabulary: new Map(colors), named: "CamVid's colours" };
  }
  const indices = byIndex(SEGNET_11).set(255, ['Void']);
  return { vocabulary: indices, named: "SegNet's indices" };
}

function withoutEnding(path: string): string {
  return path.slice(0, path.length - extname(path).length);
}

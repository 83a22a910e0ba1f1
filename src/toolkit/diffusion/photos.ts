/** A folder of photographs without labels, as views: what is what in them is what the gate's segmenter says. */
import { readdir } from 'node:fs/promises';
import { extname, join } from 'node:path';
import sharp from 'sharp';
import { usageError } from '#core/errors';
import { sha256Hex } from '#core/hash';
import { GROUPS, type Group } from '#diffusion/field/groups';
import { KINDS, type Kind } from '#diffusion/gate/kinds';
import { likeliest, type Segmenter } from '#diffusion/gate/segmenter';
import { type PhotoCells, photoCells } from '#diffusion/training/photo';

export interface SegmentedPhoto {
  readonly file: string;
  readonly sha256: string;
  readonly photo: PhotoCells;
}

const ENDINGS = ['.png', '.jpg', '.jpeg', '.webp', '.avif', '.tif', '.tiff'];
/** What pictures are scaled down to, px across. */
const ACROSS = 640;
const FEWEST = 4;

/** Fields and forests are one kind to the segmenter; the commoner stands for both. */
const GROUP_OF: Readonly<Record<Kind, Group>> = {
  sky: 'sky',
  ground: 'road',
  green: 'vegetation',
  building: 'building',
  fixture: 'fixture',
  vehicle: 'vehicle',
  person: 'person',
  animal: 'animal',
  other: 'other',
};
const GROUP_BY_KIND = Uint8Array.from(KINDS, (kind) => GROUPS.indexOf(GROUP_OF[kind]));

/** @throws NearmissError NM8205 where there are too few, or one can't be read */
export async function readPhotos(folder: string, segmenter: Segmenter): Promise<readonly SegmentedPhoto[]> {
  const found = await readdir(folder, { recursive: true }).catch(() => []);
  const files = found.filter((name) => ENDINGS.includes(extname(name).toLowerCase())).sort();
  if (files.length < FEWEST)
    throw usageError(
      'NM8205',
      `${folder} has ${files.length} pictures`,
      `give a folder of at least ${FEWEST}: ${ENDINGS.join(', ')}`,
    );
  const photos: SegmentedPhoto[] = [];
  for (const file of files) photos.push(await readPhoto(folder, file, segmenter));
  return photos;
}

async function readPhoto(folder: string, file: string, segmenter: Segmenter): Promise<SegmentedPhoto> {
  const scaled = sharp(join(folder, file))
    .rotate()
    .resize({ width: ACROSS, withoutEnlargement: true })
    .removeAlpha()
    .toColourspace('srgb');
  const { data, info } = await scaled
    .raw()
    .toBuffer({ resolveWithObject: true })
    .catch(() => {
      throw usageError('NM8205', `${join(folder, file)} is no picture that can be read`, 'take it out of the folder');
    });
  const { width, height } = info;
  const rgb = new Uint8Array(data);
  const seen = await segmenter.segment({ width, height, rgb });
  const kinds = likeliest(seen);
  const group = Uint8Array.from({ length: width * height }, (_, i) => {
    const [x, y] = [i % width, Math.floor(i / width)];
    const at = Math.floor(((y + 0.5) * seen.height) / height) * seen.width + Math.floor(((x + 0.5) * seen.width) / width);
    return GROUP_BY_KIND[kinds[at] as number] as number;
  });
  return { file, sha256: sha256Hex(rgb), photo: photoCells({ width, height, rgb, group }) };
}

/** Files to examples: the picture averaged down, the truth taken at pixel centres. */
import sharp from 'sharp';
import { usageError } from '#core/errors';
import { type ClassMap, classIndex, plainName, VOID } from '../classes/class-map.js';
import { colorCode, type Picture, type Vocabulary } from '../datasets/dataset.js';
import type { Example, Size } from './example.js';

/** A centred window of the wanted shape, scaled to exactly `size`: for tests. */
export async function loadCovering(picture: Picture, classes: ClassMap, size: Size): Promise<Example> {
  const whole = await sizeOf(picture);
  const scale = Math.min(whole.width / size.width, whole.height / size.height);
  return load(picture, classes, size, { width: size.width * scale, height: size.height * scale });
}

/**
 * The whole picture, made smaller so that it covers `size` about `margin` times in its tighter direction (never larger than it is):
 * for training, which cuts windows from it.
 */
export async function loadWhole(picture: Picture, classes: ClassMap, size: Size, margin: number): Promise<Example> {
  const whole = await sizeOf(picture);
  const shrink = Math.min(1, Math.max((margin * size.width) / whole.width, (margin * size.height) / whole.height));
  const smaller = { width: Math.round(whole.width * shrink), height: Math.round(whole.height * shrink) };
  return load(picture, classes, smaller, whole);
}

/** Width and height as the file has them. */
async function sizeOf({ image }: Picture): Promise<Size> {
  const { width, height } = await readable(image, () => sharp(image).metadata());
  return { width, height };
}

/** `window` is a centred part of the file, in its pixels. */
async function load(picture: Picture, classes: ClassMap, size: Size, window: Size): Promise<Example> {
  const [rgb, truth] = await Promise.all([
    loadColours(picture.image, size, window),
    loadTruth(picture, codeTable(picture.vocabulary, classes), size, window),
  ]);
  return { ...size, rgb, truth };
}

async function loadColours(path: string, { width, height }: Size, window: Size): Promise<Uint8Array> {
  return readable(path, async () => {
    const whole = await sharp(path).metadata();
    const [w, h] = [Math.round(window.width), Math.round(window.height)];
    const place = { left: (whole.width - w) >> 1, top: (whole.height - h) >> 1, width: w, height: h };
    const picture = sharp(path).removeAlpha().toColourspace('srgb').extract(place);
    return picture.resize(width, height, { fit: 'fill', kernel: 'linear' }).raw().toBuffer();
  });
}

async function loadTruth(
  { image, truth }: Picture,
  table: ReadonlyMap<number, number>,
  size: Size,
  window: Size,
): Promise<Uint8Array> {
  const mask = await readMask(truth);
  const whole = await sharp(image).metadata();
  if (mask.width !== whole.width || mask.height !== whole.height) {
    const sizes = `${mask.width} x ${mask.height}, its picture ${whole.width} x ${whole.height}`;
    throw usageError('NM8103', `${truth} is ${sizes}`, 'a mask has a pixel for each of its picture');
  }
  const result = new Uint8Array(size.width * size.height);
  const [left, top] = [(whole.width - window.width) / 2, (whole.height - window.height) / 2];
  for (let y = 0, at = 0; y < size.height; y++) {
    const row = Math.min(mask.height - 1, Math.floor(top + ((y + 0.5) * window.height) / size.height));
    for (let x = 0; x < size.width; x++, at++) {
      const column = Math.min(mask.width - 1, Math.floor(left + ((x + 0.5) * window.width) / size.width));
      result[at] = table.get(mask.codes[row * mask.width + column] as number) ?? VOID;
    }
  }
  return result;
}

export interface Mask extends Size {
  readonly codes: Uint32Array;
}

/** @throws NearmissError NM8103 when it can't be read. */
export async function readMask(path: string): Promise<Mask> {
  return readable(path, async () => {
    // Values are codes, not colours: no profile may change them.
    const mask = sharp(path, { ignoreIcc: true });
    const { depth, channels } = await mask.metadata();
    if (depth !== 'uchar') throw new Error(`masks have 8 bits a channel, this one is ${depth}`);
    const values = channels < 3 ? mask.extractChannel(0) : mask.removeAlpha();
    const { data, info } = await values.raw().toBuffer({ resolveWithObject: true });
    const step = info.channels as number;
    const codes = new Uint32Array(info.width * info.height);
    for (let i = 0; i < codes.length; i++) {
      const [r, g, b] = [data[i * step], data[i * step + 1], data[i * step + 2]] as [number, number, number];
      codes[i] = step < 3 ? r : colorCode(r, g, b);
    }
    return { width: info.width, height: info.height, codes };
  });
}

/** From codes to class indices. */
export function codeTable(vocabulary: Vocabulary, classes: ClassMap): ReadonlyMap<number, number> {
  const index = classIndex(classes);
  const entries = [...vocabulary].map(([code, names]): [number, number] => {
    const found = names.map((name) => index.get(plainName(name))).find((target) => target !== undefined);
    return [code, found ?? VOID];
  });
  return new Map(entries);
}

async function readable<T>(path: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw usageError('NM8103', `${path} can't be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

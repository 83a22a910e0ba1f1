/** Folders of rendered views: `style-K.png`, `semantic.png` (ids), `instance.png` (16 bit). */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { usageError } from '#core/errors';
import { KINDS, SAFETY } from '../kinds.js';
import { bodiesOf, type Example } from './examples.js';

/** @param kinds by semantic id @throws NearmissError NM8212 when a file is missing, unreadable or of another size */
export async function readExample(folder: string, kinds: Uint8Array): Promise<Example> {
  try {
    const names = (await readdir(folder)).filter((name) => /^style-\d+\.png$/.test(name)).sort();
    const styles = await Promise.all(names.map((name) => raw(join(folder, name), 'srgb', 3)));
    const semantic = await raw(join(folder, 'semantic.png'), 'b-w', 1);
    const wide = await sharp(join(folder, 'instance.png')).toColourspace('grey16').raw({ depth: 'ushort' }).toBuffer();
    const instance = new Uint16Array(wide.buffer.slice(wide.byteOffset, wide.byteOffset + wide.byteLength));
    const { width, height } = semantic;
    const right = styles.length > 0 && styles.every((style) => style.width === width && style.height === height);
    if (!right || instance.length !== width * height) throw new RangeError('its files have different sizes');
    const truth = semantic.bytes.map((id) => kinds[id] as number);
    const example = { width, height, semantic: semantic.bytes, instance, kinds: truth };
    const wanted = KINDS.map((kind) => SAFETY.includes(kind));
    return { ...example, styles: styles.map(({ bytes }) => bytes), bodies: bodiesOf(example, wanted) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw usageError('NM8212', `${folder} holds no view to train on: ${message}`, 'render it anew');
  }
}

async function raw(path: string, space: string, channels: number) {
  const { data, info } = await sharp(path).removeAlpha().toColourspace(space).raw().toBuffer({ resolveWithObject: true });
  if (info.channels !== channels) throw new RangeError(`${path} has ${info.channels} channels, not ${channels}`);
  return { width: info.width, height: info.height, bytes: new Uint8Array(data) };
}

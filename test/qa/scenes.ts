/** Small street scenes drawn without a renderer: sky, houses, road, and sometimes a car; their truth is known. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { type RandomStream, randomRoot } from '#core/random';

export const WIDTH = 64;
export const HEIGHT = 48;

export interface Scene {
  readonly rgb: Uint8Array;
  /** SegNet's indices: 0 sky, 1 building, 3 road, 8 car. */
  readonly index: Uint8Array;
}

const COLORS: Readonly<Record<number, readonly [number, number, number]>> = {
  0: [120, 160, 220],
  1: [170, 100, 70],
  3: [90, 90, 95],
  8: [200, 40, 40],
};

export function drawScene(random: RandomStream): Scene {
  const horizon = Math.floor(random.between(14, 24));
  const ground = Math.floor(random.between(26, 34));
  const car = {
    x: random.between(4, 44),
    y: ground + random.between(0, 4),
    w: random.between(10, 16),
    h: random.between(6, 9),
  };
  const index = Uint8Array.from({ length: WIDTH * HEIGHT }, (_, i) => {
    const [x, y] = [i % WIDTH, Math.floor(i / WIDTH)];
    if (x >= car.x && x < car.x + car.w && y >= car.y && y < car.y + car.h) return 8;
    return y < horizon ? 0 : y < ground ? 1 : 3;
  });
  const light = random.between(0.7, 1.2);
  const rgb = Uint8Array.from({ length: 3 * WIDTH * HEIGHT }, (_, i) => {
    const color = COLORS[index[Math.floor(i / 3)] as number]?.[i % 3] as number;
    return Math.min(255, Math.max(0, color * light + 10 * random.normal()));
  });
  return { rgb, index };
}

export function scenes(name: string, count: number): readonly Scene[] {
  return Array.from({ length: count }, (_, i) => drawScene(randomRoot('scenes').child(name).child(i)));
}

/** For `beforeAll` to return. */
export function remover(folder: string): () => Promise<void> {
  return () => rm(folder, { recursive: true });
}

export function temporaryFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'nearmiss-utility-'));
}

export async function writePng(path: string, pixels: Uint8Array, channels: 1 | 3): Promise<void> {
  mkdirSync(dirname(path), { recursive: true });
  const raw = { width: WIDTH, height: HEIGHT, channels };
  const picture = sharp(pixels, { raw });
  await (channels === 1 ? picture.toColourspace('b-w') : picture).png().toFile(path);
}

export function writeText(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** Paints an index mask with a palette. */
export function painted(index: Uint8Array, palette: Readonly<Record<number, readonly number[]>>): Uint8Array {
  return Uint8Array.from(
    { length: 3 * index.length },
    (_, i) => palette[index[Math.floor(i / 3)] as number]?.[i % 3] as number,
  );
}

/** `folder/images` and `folder/labels`, SegNet's indices. */
export async function writeFolders(folder: string, list: readonly Scene[], index = (scene: Scene, _i: number) => scene.index) {
  for (const [i, scene] of list.entries()) {
    const name = `s${Math.floor(i / 4)}_${String(i).padStart(4, '0')}.png`;
    await writePng(join(folder, 'images', name), scene.rgb, 3);
    await writePng(join(folder, 'labels', name), index(scene, i), 1);
  }
}

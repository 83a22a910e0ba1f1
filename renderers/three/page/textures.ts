/** Tiled textures by family: half of the factor on the surface's own colour, made once from seeded noise. Metres to tiles by `tile`. */

import { CanvasTexture, LinearMipmapLinearFilter, NoColorSpace, RepeatWrapping, type Texture } from 'three';
import { randomRoot } from '#core/random';

const SIZE = 256;

interface Family {
  /** Metres that one tile covers. */
  readonly tile: number;
  /** Factor (1 leaves the colour as it is) at texel x, y. */
  paint(noise: Noise, x: number, y: number): number;
}
/** Tileable noise in 0..1: `cells` a tile. */
type Noise = (x: number, y: number, cells: number, layer?: number) => number;

const grain = (n: Noise, x: number, y: number, amount: number): number =>
  1 + amount * (n(x, y, 128, 1) - 0.5) + amount * 0.6 * (n(x, y, 64, 2) - 0.5);
const FAMILIES: Readonly<Record<string, Family>> = {
  asphalt: { tile: 3.2, paint: (n, x, y) => grain(n, x, y, 0.75) * (0.9 + 0.2 * n(x, y, 6)) },
  marking: { tile: 2, paint: (n, x, y) => grain(n, x, y, 0.25) * (n(x, y, 40, 3) > 0.8 ? 0.55 : 1) },
  concrete: { tile: 1.2, paint: (n, x, y) => grain(n, x, y, 0.3) * (0.88 + 0.24 * n(x, y, 4)) * (x < 2 || y < 2 ? 0.62 : 1) },
  grass: { tile: 2.3, paint: (n, x, y) => 0.62 + 0.5 * n(x, y, 96, 1) + 0.3 * n(x, y, 12, 2) },
  'leaf-litter': { tile: 2.6, paint: (n, x, y) => 0.5 + 0.7 * n(x, y, 70, 1) + 0.35 * n(x, y, 16, 2) },
  gravel: { tile: 1.5, paint: (n, x, y) => grain(n, x, y, 0.9) },
  brick: { tile: 1.0, paint: brick },
  plaster: { tile: 3.4, paint: (n, x, y) => grain(n, x, y, 0.12) * (0.9 + 0.2 * n(x, y, 5)) },
  roof: { tile: 1.4, paint: (n, x, y) => (0.7 + 0.3 * ((y % 32) / 32)) * (0.85 + 0.3 * n(x, y, 16)) },
  bark: { tile: 0.8, paint: (n, x, y) => 0.6 + 0.8 * n(x, y * 0.25, 48, 1) },
  leaves: { tile: 1, paint: (n, x, y) => 0.4 + 0.75 * n(x, y, 34, 1) + 0.45 * n(x, y, 9, 2) },
  fur: { tile: 0.35, paint: (n, x, y) => 0.8 + 0.4 * n(x * 2, y * 0.5, 64, 1) },
  cloth: { tile: 0.5, paint: (n, x, y) => (0.86 + 0.2 * n(x, y, 10)) * ((x + y) % 4 < 2 ? 1.03 : 0.97) },
  rubber: { tile: 0.3, paint: (n, x, y) => grain(n, x, y, 0.4) },
};

/** Stretcher bond: four courses of 7.5 cm and two bricks of 25 cm to half a metre. */
function brick(n: Noise, x: number, y: number): number {
  const course = Math.floor(y / (SIZE / 13));
  const shifted = x + (course % 2 === 0 ? 0 : SIZE / 8);
  const [u, v] = [shifted % (SIZE / 4), y % (SIZE / 13)];
  if (u < 3 || v < 3) return 1.25;
  const own = n(Math.floor(shifted / (SIZE / 4)) * 61, course * 37, 64, 5);
  return (0.7 + 0.5 * own) * grain(n, x, y, 0.25);
}

const made = new Map<string, Texture>();

export function textureFor(family: string): Texture | null {
  const known = made.get(family);
  if (known !== undefined) return known;
  const recipe = FAMILIES[family];
  if (recipe === undefined) return null;
  const texture = new CanvasTexture(paint(family, recipe));
  texture.wrapS = texture.wrapT = RepeatWrapping;
  texture.colorSpace = NoColorSpace;
  texture.minFilter = LinearMipmapLinearFilter;
  // llvmpipe filters anisotropically by hundreds of taps: 4 made a road frame take 8 to 13 times as long (1280x720, measured).
  texture.anisotropy = 1;
  texture.repeat.set(1 / recipe.tile, 1 / recipe.tile);
  made.set(family, texture);
  return texture;
}

function paint(family: string, { paint: factor }: Family): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = SIZE;
  const context = canvas.getContext('2d', { willReadFrequently: true }) as CanvasRenderingContext2D;
  const image = context.createImageData(SIZE, SIZE);
  const noise = tileable(family);
  for (let y = 0; y < SIZE; y++) {
    for (let x = 0; x < SIZE; x++) {
      const value = Math.max(0, Math.min(255, Math.round(factor(noise, x, y) * 127.5)));
      image.data.set([value, value, value, 255], 4 * (y * SIZE + x));
    }
  }
  context.putImageData(image, 0, 0);
  return canvas;
}

function tileable(family: string): Noise {
  const lattices = new Map<string, Float32Array>();
  const lattice = (cells: number, layer: number): Float32Array => {
    const key = `${cells} ${layer}`;
    const known = lattices.get(key);
    if (known !== undefined) return known;
    const stream = randomRoot('texture').child(family).child(cells).child(layer);
    const values = Float32Array.from({ length: cells * cells }, () => stream.uniform());
    lattices.set(key, values);
    return values;
  };
  return (x, y, cells, layer = 0) => {
    const values = lattice(cells, layer);
    const [u, v] = [(x / SIZE) * cells, (y / SIZE) * cells];
    const [i, j] = [Math.floor(u), Math.floor(v)];
    const [a, b] = [u - i, v - j];
    const at = (p: number, q: number): number =>
      values[(((q % cells) + cells) % cells) * cells + (((p % cells) + cells) % cells)] as number;
    const [s, t] = [a * a * (3 - 2 * a), b * b * (3 - 2 * b)];
    return (at(i, j) * (1 - s) + at(i + 1, j) * s) * (1 - t) + (at(i, j + 1) * (1 - s) + at(i + 1, j + 1) * s) * t;
  };
}

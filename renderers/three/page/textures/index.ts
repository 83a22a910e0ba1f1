/** Tiled textures by family: half of the factor on the surface's own colour, made once from seeded noise. Metres to tiles by `tile`. */
import {
  DataTexture,
  LinearFilter,
  LinearMipmapLinearFilter,
  NoColorSpace,
  RepeatWrapping,
  RGBAFormat,
  type Texture,
  UnsignedByteType,
} from 'three';
import { ASPHALTS } from './asphalt.js';
import { CLOTHES } from './clothes.js';
import type { Brush, Family } from './family.js';
import { tileable } from './noise.js';
import { PAVINGS } from './paving.js';
import { SOFT } from './soft.js';
import { WALL_FAMILIES } from './walls.js';

const FAMILIES: Readonly<Record<string, Family>> = { ...ASPHALTS, ...PAVINGS, ...WALL_FAMILIES, ...SOFT, ...CLOTHES };
const SIZE = 256;
const made = new Map<string, Texture>();
/** Copies with patterns of other sizes share their picture. */
const scaled = new Map<string, Texture>();

/** @param scale of its pattern over the family's own */
export function textureFor(family: string, scale = 1): Texture | null {
  const texture = ofFamily(family);
  if (scale === 1 || texture === null) return texture;
  // Steps of a tenth, so that there are few.
  const step = Math.round(Math.log(scale) * 10);
  const key = `${family} ${step}`;
  const known = scaled.get(key) ?? texture.clone();
  known.repeat.copy(texture.repeat).multiplyScalar(Math.exp(-step / 10));
  scaled.set(key, known);
  return known;
}

function ofFamily(family: string): Texture | null {
  const known = made.get(family);
  if (known !== undefined) return known;
  const recipe = FAMILIES[family];
  if (recipe === undefined) return null;
  const size = recipe.size ?? SIZE;
  const texture = new DataTexture(paint(family, recipe, size), size, size, RGBAFormat, UnsignedByteType);
  texture.wrapS = texture.wrapT = RepeatWrapping;
  texture.colorSpace = NoColorSpace;
  texture.magFilter = LinearFilter;
  texture.minFilter = LinearMipmapLinearFilter;
  texture.generateMipmaps = true;
  // llvmpipe filters anisotropically by hundreds of taps: 4 made a road frame take 8 to 13 times as long (1280x720, measured).
  texture.anisotropy = 1;
  texture.repeat.set(1 / recipe.tile, 1 / recipe.tile);
  texture.needsUpdate = true;
  made.set(family, texture);
  return texture;
}

function paint(name: string, { paint: factor, over }: Family, size: number): Uint8Array {
  const noise = tileable(name, size);
  const values = new Float32Array(3 * size * size);
  for (let y = 0, i = 0; y < size; y++)
    for (let x = 0; x < size; x++, i += 3) {
      const f = factor(noise, x, y);
      values[i] = typeof f === 'number' ? f : f[0];
      values[i + 1] = typeof f === 'number' ? f : f[1];
      values[i + 2] = typeof f === 'number' ? f : f[2];
    }
  over?.(brushOn(values, size), noise);
  const bytes = new Uint8Array(4 * size * size);
  for (let i = 0, j = 0; i < values.length; i += 3, j += 4) {
    for (let c = 0; c < 3; c++) bytes[j + c] = Math.max(0, Math.min(255, Math.round((values[i + c] as number) * 127.5)));
    bytes[j + 3] = 255;
  }
  return bytes;
}

function brushOn(values: Float32Array, size: number): Brush {
  const wrap = (v: number): number => ((Math.floor(v) % size) + size) % size;
  return {
    size,
    dab(x, y, factor) {
      const i = 3 * (wrap(y) * size + wrap(x));
      for (let c = 0; c < 3; c++) values[i + c] = (values[i + c] as number) * factor;
    },
  };
}

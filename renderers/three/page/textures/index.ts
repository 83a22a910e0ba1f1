/** Tiled textures by family, made once from seeded noise. Metres to tiles by `tile`. */
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
import { FAMILIES } from './families.js';
import type { Family } from './family.js';
import { type Painted, paintFamily, type Reading, readingOf } from './paint.js';

interface Made {
  readonly texture: Texture;
  readonly reading: Reading | undefined;
}
const made = new Map<string, Made>();
/** Copies with patterns of other sizes share their picture. */
const scaled = new Map<string, Texture>();

/** @param scale of its pattern over the family's own */
export function textureFor(family: string, scale = 1): Texture | null {
  const texture = ofFamily(family)?.texture ?? null;
  if (scale === 1 || texture === null) return texture;
  // Steps of a tenth, so that there are few.
  const step = Math.round(Math.log(scale) * 10);
  const key = `${family} ${step}`;
  const known = scaled.get(key) ?? texture.clone();
  known.repeat.copy(texture.repeat).multiplyScalar(Math.exp(-step / 10));
  scaled.set(key, known);
  return known;
}

/** How a family's texels of relief are read; missing where it has none. A pattern of another size is as steep: its heights grow with it. */
export function reliefFor(family: string): Reading | undefined {
  return ofFamily(family)?.reading;
}

function ofFamily(name: string): Made | undefined {
  const known = made.get(name);
  if (known !== undefined) return known;
  const family = FAMILIES[name];
  if (family === undefined) return undefined;
  const painted = paintFamily(name, family);
  const ready = { texture: textureOf(painted, family), reading: readingOf(family, painted) };
  made.set(name, ready);
  return ready;
}

function textureOf({ bytes, size }: Painted, { tile }: Family): Texture {
  const texture = new DataTexture(bytes, size, size, RGBAFormat, UnsignedByteType);
  texture.wrapS = texture.wrapT = RepeatWrapping;
  texture.colorSpace = NoColorSpace;
  texture.magFilter = LinearFilter;
  texture.minFilter = LinearMipmapLinearFilter;
  texture.generateMipmaps = true;
  // llvmpipe filters anisotropically by hundreds of taps: 4 made a road frame take 8 to 13 times as long (1280x720, measured).
  texture.anisotropy = 1;
  texture.repeat.set(1 / tile, 1 / tile);
  texture.needsUpdate = true;
  return texture;
}

/** The file's pictures: decoded, at most so large, with their mean colour. */
import type { Texture, TextureInfo } from '@gltf-transform/core';
import sharp from 'sharp';
import type { Picture, Wrap } from '#contracts/model';
import type { TextPlace } from '#contracts/own-asset';
import { linearOf } from '#core/color';
import type { Vec3 } from '#core/pose';
import type { Problems } from './problems.js';

/** Texels a side. Larger ones are made smaller: nobody sees them on a car-sized body in a picture 1280 wide. */
const LARGEST = 2048;
/** A mean darker than this is taken for it: albedo = base colour * texel / mean. */
const DARKEST = 1 / 1024;

const LINEAR = Float64Array.from({ length: 256 }, (_, byte) => linearOf(byte / 255));

type Decoded = Omit<Picture, 'wrap'>;

/** Each picture is decoded once, however many materials wear it. */
export class Pictures {
  readonly #decoded = new Map<Texture, Promise<Decoded | undefined>>();
  readonly #at: TextPlace;
  readonly #problems: Problems;
  constructor(at: TextPlace, problems: Problems) {
    this.#at = at;
    this.#problems = problems;
  }

  /** @returns undefined after reporting */
  async of(texture: Texture, info: TextureInfo | null): Promise<Picture | undefined> {
    const known = this.#decoded.get(texture) ?? this.#decode(texture);
    this.#decoded.set(texture, known);
    const decoded = await known;
    return decoded && { ...decoded, wrap: [wrapOf(info?.getWrapS()), wrapOf(info?.getWrapT())] };
  }

  /** Means of a picture that holds factors (roughness, metalness), 0..1 a channel; none without it. */
  async meanShares(texture: Texture | null): Promise<readonly number[]> {
    const { pixels } = (texture && (await this.of(texture, null))) ?? { pixels: new Uint8Array() };
    if (pixels.length === 0) return [];
    const sums = [0, 0, 0];
    for (const [i, value] of pixels.entries()) if (i % 4 < 3) sums[i % 4] = (sums[i % 4] as number) + value;
    return sums.map((sum) => sum / 255 / (pixels.length / 4));
  }

  async #decode(texture: Texture): Promise<Decoded | undefined> {
    try {
      const image = sharp(texture.getImage() ?? undefined)
        .toColourspace('srgb')
        .ensureAlpha();
      const fitted = image.resize({ width: LARGEST, height: LARGEST, fit: 'inside', withoutEnlargement: true });
      const { data, info } = await fitted.raw().toBuffer({ resolveWithObject: true });
      return { width: info.width, height: info.height, pixels: new Uint8Array(data), mean: meanOf(data) };
    } catch (error) {
      const name = texture.getName() || texture.getURI() || texture.getMimeType();
      const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
      this.#problems.error('NM2118', this.#at, `the picture ${name} of the file can't be read: ${reason}`);
      return undefined;
    }
  }
}

/** Linear light. */
function meanOf(pixels: Uint8Array): Vec3 {
  const sums: [number, number, number] = [0, 0, 0];
  for (let i = 0; i < pixels.length; i += 4)
    for (const c of [0, 1, 2] as const) sums[c] += LINEAR[pixels[i + c] as number] as number;
  const texels = pixels.length / 4;
  return [0, 1, 2].map((c) => Math.max(DARKEST, (sums[c] as number) / texels)) as unknown as Vec3;
}

/** OpenGL's numbers. */
function wrapOf(mode: number | undefined): Wrap {
  return mode === 33071 ? 'clamp' : mode === 33648 ? 'mirror' : 'repeat';
}

/** A surface's own picture as a texture: read as sRGB, filtered, made once however many surfaces wear it. */
import {
  ClampToEdgeWrapping,
  DataTexture,
  LinearFilter,
  LinearMipmapLinearFilter,
  MirroredRepeatWrapping,
  RepeatWrapping,
  RGBAFormat,
  SRGBColorSpace,
  type Texture,
  UnsignedByteType,
} from 'three';
import type { Picture } from '#contracts/model';

const WRAPPING = { repeat: RepeatWrapping, clamp: ClampToEdgeWrapping, mirror: MirroredRepeatWrapping } as const;
const made = new WeakMap<Uint8Array, Texture>();

export function pictureTexture({ width, height, pixels, wrap: [u, v] }: Picture): Texture {
  const known = made.get(pixels);
  if (known !== undefined) return known;
  const texture = new DataTexture(pixels, width, height, RGBAFormat, UnsignedByteType);
  texture.wrapS = WRAPPING[u];
  texture.wrapT = WRAPPING[v];
  texture.colorSpace = SRGBColorSpace;
  texture.magFilter = LinearFilter;
  texture.minFilter = LinearMipmapLinearFilter;
  texture.generateMipmaps = true;
  texture.anisotropy = 1;
  texture.needsUpdate = true;
  made.set(pixels, texture);
  return texture;
}

/** Colour pictures as JPEG, where a format's readers expect it: same bytes for the same version of libvips. */
import sharp from 'sharp';

/** Little of it shows: no chroma is dropped, and a pixel is off by about one step of 255. */
const QUALITY = 95;

export function encodeJpeg(width: number, height: number, rgb: Uint8Array): Promise<Uint8Array> {
  return sharp(rgb, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: QUALITY, chromaSubsampling: '4:4:4' })
    .toBuffer();
}

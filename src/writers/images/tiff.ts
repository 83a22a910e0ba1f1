/**
 * Float32 TIFF 6.0, one strip, deflate (compression 8) with the floating-point predictor (Adobe TechNote 3, predictor 3):
 * lossless, opened by libtiff, OpenCV, Pillow, GDAL, ImageJ. Bytes are the same on every machine.
 */
import { deflatePortably } from './deflate.js';

const SHORT = 3;
const LONG = 4;

/** `values`: rows top to bottom, one number a pixel. */
export async function encodeFloatTiff(width: number, height: number, values: Float32Array): Promise<Uint8Array> {
  const strip = await deflatePortably(predictFloat(width, height, values));
  const dataAt = 8;
  const directoryAt = dataAt + strip.length + (strip.length & 1);
  const entries: readonly (readonly [tag: number, type: number, value: number])[] = [
    [256, LONG, width],
    [257, LONG, height],
    [258, SHORT, 32],
    [259, SHORT, 8],
    [262, SHORT, 1],
    [273, LONG, dataAt],
    [277, SHORT, 1],
    [278, LONG, height],
    [279, LONG, strip.length],
    [317, SHORT, 3],
    [339, SHORT, 3],
  ];
  const bytes = new Uint8Array(directoryAt + 2 + entries.length * 12 + 4);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, 0x4949, true);
  view.setUint16(2, 42, true);
  view.setUint32(4, directoryAt, true);
  bytes.set(strip, dataAt);
  view.setUint16(directoryAt, entries.length, true);
  entries.forEach(([tag, type, value], i) => {
    const at = directoryAt + 2 + i * 12;
    view.setUint16(at, tag, true);
    view.setUint16(at + 2, type, true);
    view.setUint32(at + 4, 1, true);
    view.setUint32(at + 8, value, true);
  });
  return bytes;
}

/** Each row's bytes sorted into planes, most significant first, then each byte less the one before it. */
function predictFloat(width: number, height: number, values: Float32Array): Uint8Array {
  const bits = new Uint32Array(values.buffer, values.byteOffset, values.length);
  const out = new Uint8Array(values.length * 4);
  for (let y = 0; y < height; y++) {
    const row = y * width * 4;
    for (let x = 0; x < width; x++) {
      const value = bits[y * width + x] as number;
      out[row + x] = value >>> 24;
      out[row + width + x] = value >>> 16;
      out[row + 2 * width + x] = value >>> 8;
      out[row + 3 * width + x] = value;
    }
    for (let i = row + 4 * width - 1; i > row; i--) out[i] = (out[i] as number) - (out[i - 1] as number);
  }
  return out;
}

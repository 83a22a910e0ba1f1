/**
 * Float32 TIFF 6.0, one strip, deflate (compression 8) with the floating-point predictor (Adobe TechNote 3, predictor 3):
 * lossless, opened by libtiff, OpenCV, Pillow, GDAL, ImageJ. Bytes are the same on every machine.
 */
import { type MemoryPool, withMemory } from '#core/memory-pool';
import { bytesLess } from './bytes-less.js';
import { deflatePortably } from './deflate.js';

const SHORT = 3;
const LONG = 4;

export interface FloatImage {
  readonly width: number;
  readonly height: number;
  /** Rows top to bottom, one number a pixel. */
  readonly values: Float32Array;
}

/** @param memory for what it needs in between */
export async function encodeFloatTiff(image: FloatImage, memory: MemoryPool): Promise<Uint8Array> {
  const { width, height, values } = image;
  const strip = await withMemory(memory, values.byteLength, (piece) => deflatePortably(predictFloat(image, piece)));
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

/** Each row's bytes sorted into planes, most significant first, then each byte less the one before it; both in one pass. */
function predictFloat({ width, height, values }: FloatImage, out: Uint8Array): Uint8Array {
  const bits = new Uint32Array(values.buffer, values.byteOffset, values.length);
  for (let y = 0; y < height; y++) {
    const from = y * width;
    const plane0 = 4 * from;
    const plane1 = plane0 + width;
    const plane2 = plane1 + width;
    const plane3 = plane2 + width;
    // A plane's first byte comes after the last of the plane before it.
    let before = (bits[from + width - 1] as number) >>> 8;
    for (let x = 0; x < width; x++) {
      const value = bits[from + x] as number;
      const less = bytesLess(value, before);
      out[plane0 + x] = less >>> 24;
      out[plane1 + x] = less >>> 16;
      out[plane2 + x] = less >>> 8;
      out[plane3 + x] = less;
      before = value;
    }
  }
  return out;
}

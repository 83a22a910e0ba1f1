/** PNG's filter "Up" (ISO/IEC 15948, 9.2): each row less the one above it, byte by byte; a whole word at a time where rows allow. */
import { bytesLess } from './bytes-less.js';

const FILTER_UP = 2;

/** Bytes of a filtered picture: a byte more for each row. */
export function filteredBytes(samples: Uint8Array | Uint16Array, height: number): number {
  return samples.byteLength + height;
}

/**
 * Each row as its filter's number and its bytes, 16-bit samples with their high byte first.
 * @param samples rows top to bottom @param out all of it is written
 */
export function filterUp(samples: Uint8Array | Uint16Array, height: number, out: Uint8Array): Uint8Array {
  const stride = samples.byteLength / height;
  const whole = stride % 4 === 0 && samples.byteOffset % 4 === 0;
  if (!whole) return filterBytes(bigEndianBytes(samples), out, stride, height);
  const words = new Uint32Array(samples.buffer, samples.byteOffset, samples.byteLength / 4);
  return filterWords(words, out, stride / 4, height, samples instanceof Uint16Array);
}

/** Bytes change places after the subtraction, which goes byte by byte and so doesn't mind. */
function filterWords(from: Uint32Array, out: Uint8Array, perRow: number, height: number, swap: boolean): Uint8Array {
  const row = new Uint32Array(perRow);
  const bytes = new Uint8Array(row.buffer);
  for (let y = 0; y < height; y++) {
    const at = y * perRow;
    if (y === 0) row.set(from.subarray(0, perRow));
    else for (let i = 0; i < perRow; i++) row[i] = bytesLess(from[at + i] as number, from[at - perRow + i] as number);
    if (swap) for (let i = 0; i < perRow; i++) row[i] = swapPairs(row[i] as number);
    out[y * (bytes.length + 1)] = FILTER_UP;
    out.set(bytes, y * (bytes.length + 1) + 1);
  }
  return out;
}

function filterBytes(from: Uint8Array, out: Uint8Array, stride: number, height: number): Uint8Array {
  for (let y = 0; y < height; y++) {
    const [at, to] = [y * stride, y * (stride + 1) + 1];
    out[to - 1] = FILTER_UP;
    for (let i = 0; i < stride; i++) out[to + i] = (from[at + i] as number) - (y === 0 ? 0 : (from[at - stride + i] as number));
  }
  return out;
}

/** The two bytes of each half change places. */
function swapPairs(word: number): number {
  return ((word & 0xff00ff) << 8) | ((word >>> 8) & 0xff00ff);
}

function bigEndianBytes(samples: Uint8Array | Uint16Array): Uint8Array {
  return samples instanceof Uint16Array ? Buffer.from(Uint16Array.from(samples).buffer).swap16() : samples;
}

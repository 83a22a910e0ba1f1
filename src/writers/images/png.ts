/** PNG (ISO/IEC 15948) for truth layers: exact, portable bytes. Filter "Up" on every row: most of a label map repeats downwards. */
import { crc32 } from 'node:zlib';
import { deflatePortably } from './deflate.js';

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
const FILTER_UP = 2;

export interface PngImage {
  readonly width: number;
  readonly height: number;
  /** 1 grey, 3 RGB. */
  readonly channels: 1 | 3;
  /** Rows top to bottom; 8 or 16 bits a sample by the array's type. */
  readonly samples: Uint8Array | Uint16Array;
}

export async function encodePng(image: PngImage): Promise<Uint8Array> {
  const bitDepth = image.samples instanceof Uint16Array ? 16 : 8;
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, image.width);
  view.setUint32(4, image.height);
  header.set([bitDepth, image.channels === 1 ? 0 : 2, 0, 0, 0], 8);
  const rows = image.samples instanceof Uint16Array ? bigEndian(image.samples) : image.samples;
  const pixels = await deflatePortably(filterUp(rows, (image.width * image.channels * bitDepth) / 8, image.height));
  return concat([SIGNATURE, chunk('IHDR', header), chunk('IDAT', pixels), chunk('IEND', new Uint8Array(0))]);
}

function bigEndian(samples: Uint16Array): Uint8Array {
  const copy = Uint16Array.from(samples);
  return Buffer.from(copy.buffer).swap16();
}

/** Each byte less the one above it; four at once where rows are whole words. */
function filterUp(rows: Uint8Array, stride: number, height: number): Uint8Array {
  const out = new Uint8Array((stride + 1) * height);
  const words = stride % 4 === 0 && rows.byteOffset % 4 === 0;
  const from = words ? new Uint32Array(rows.buffer, rows.byteOffset, rows.length / 4) : rows;
  const row = words ? new Uint32Array(stride / 4) : new Uint8Array(stride);
  const bytes = new Uint8Array(row.buffer);
  const less = words ? lessInWords : (x: number, y: number): number => x - y;
  for (let y = 0; y < height; y++) {
    const at = y * row.length;
    if (y === 0) row.set(from.subarray(0, row.length));
    else for (let i = 0; i < row.length; i++) row[i] = less(from[at + i] as number, from[at - row.length + i] as number);
    out[y * (stride + 1)] = FILTER_UP;
    out.set(bytes, y * (stride + 1) + 1);
  }
  return out;
}

/** Four bytes less four others, each modulo 256: the top bits, which would borrow from their neighbours, are put right after. */
function lessInWords(x: number, y: number): number {
  return ((x | 0x80808080) - (y & 0x7f7f7f7f)) ^ ((x ^ ~y) & 0x80808080);
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(12 + data.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, data.length);
  for (let i = 0; i < 4; i++) bytes[4 + i] = type.charCodeAt(i);
  bytes.set(data, 8);
  view.setUint32(8 + data.length, crc32(bytes.subarray(4, 8 + data.length)));
  return bytes;
}

function concat(parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

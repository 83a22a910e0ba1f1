/** PNG (ISO/IEC 15948) for truth layers: exact, portable bytes. Filter "Up" on every row: most of a label map repeats downwards. */
import { crc32 } from 'node:zlib';
import { type MemoryPool, withMemory } from '#core/memory-pool';
import { deflatePortably } from './deflate.js';
import { filteredBytes, filterUp } from './up-filter.js';

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
/** Length, type and checksum of a chunk, bytes. */
const OVERHEAD = 12;

export interface PngImage {
  readonly width: number;
  readonly height: number;
  /** 1 grey, 3 RGB. */
  readonly channels: 1 | 3;
  /** Rows top to bottom; 8 or 16 bits a sample by the array's type. */
  readonly samples: Uint8Array | Uint16Array;
}

/** @param memory for what it needs in between */
export async function encodePng({ width, height, channels, samples }: PngImage, memory: MemoryPool): Promise<Uint8Array> {
  const pixels = await withMemory(memory, filteredBytes(samples, height), (piece) =>
    deflatePortably(filterUp(samples, height, piece)),
  );
  const parts = [
    ['IHDR', header(width, height, channels, 8 * samples.BYTES_PER_ELEMENT)],
    ['IDAT', pixels],
    ['IEND', new Uint8Array(0)],
  ] as const;
  const total = parts.reduce((sum, [, data]) => sum + OVERHEAD + data.length, SIGNATURE.length);
  const out = Buffer.allocUnsafeSlow(total);
  out.set(SIGNATURE);
  let at = SIGNATURE.length;
  for (const [type, data] of parts) at = putChunk(out, at, type, data);
  return out;
}

function header(width: number, height: number, channels: 1 | 3, bitDepth: number): Uint8Array {
  const bytes = new Uint8Array(13);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  bytes.set([bitDepth, channels === 1 ? 0 : 2, 0, 0, 0], 8);
  return bytes;
}

/** @returns where the next chunk starts */
function putChunk(out: Buffer, at: number, type: string, data: Uint8Array): number {
  out.writeUInt32BE(data.length, at);
  out.write(type, at + 4, 'latin1');
  out.set(data, at + 8);
  const end = at + 8 + data.length;
  out.writeUInt32BE(crc32(out.subarray(at + 4, end)), end);
  return at + OVERHEAD + data.length;
}

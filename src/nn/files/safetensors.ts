/**
 * Weight files in the safetensors format (https://github.com/huggingface/safetensors, its README): eight bytes with the header's length
 * (uint64, little-endian), a JSON header {name: {dtype, shape, data_offsets: [start, end]}, "__metadata__": {text: text}} padded with
 * spaces to a multiple of eight, then the values, little-endian, offsets counted from the header's end. Python reads them with
 * `safetensors.numpy.load_file`. Here every tensor is F32.
 */
import { usageError } from '#core/errors';
import { sizeOf } from '../graph/shape.js';

export interface WeightFile {
  readonly tensors: Readonly<Record<string, StoredTensor>>;
  readonly metadata: Readonly<Record<string, string>>;
}
export interface StoredTensor {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

interface HeaderEntry {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly data_offsets: readonly [number, number];
}

const LENGTH_BYTES = 8;
const ALIGNMENT = 8;
const BYTES = Float32Array.BYTES_PER_ELEMENT;

export function encodeSafetensors({ tensors, metadata }: WeightFile): Uint8Array {
  const header: Record<string, unknown> = { __metadata__: metadata };
  let end = 0;
  for (const [name, { shape, values }] of Object.entries(tensors)) {
    if (values.length !== sizeOf(shape))
      throw new RangeError(`${name}: ${values.length} values don't fill [${shape.join(', ')}]`);
    header[name] = { dtype: 'F32', shape, data_offsets: [end, end + values.length * BYTES] };
    end += values.length * BYTES;
  }
  const text = new TextEncoder().encode(JSON.stringify(header));
  const length = Math.ceil(text.length / ALIGNMENT) * ALIGNMENT;
  const bytes = new Uint8Array(LENGTH_BYTES + length + end).fill(0x20, LENGTH_BYTES, LENGTH_BYTES + length);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(length), true);
  bytes.set(text, LENGTH_BYTES);
  let at = LENGTH_BYTES + length;
  for (const { values } of Object.values(tensors)) {
    for (const value of values) {
      view.setFloat32(at, value, true);
      at += BYTES;
    }
  }
  return bytes;
}

/** @param source what the bytes are from, for messages. @throws NearmissError NM8002 when they are no such file, or cut short. */
export function decodeSafetensors(bytes: Uint8Array, source: string): WeightFile {
  const { header, body } = split(bytes, source);
  const { __metadata__: metadata = {}, ...entries } = header as Record<string, HeaderEntry> & {
    __metadata__?: Record<string, string>;
  };
  const tensors = Object.entries(entries).map(([name, entry]): [string, StoredTensor] => {
    const [start, end] = entry.data_offsets ?? [];
    const fits = entry.dtype === 'F32' && start >= 0 && end - start === sizeOf(entry.shape) * BYTES && end <= body.byteLength;
    if (!fits) throw damaged(source, `tensor ${name} doesn't fit`);
    const values = Float32Array.from({ length: (end - start) / BYTES }, (_, i) => body.getFloat32(start + i * BYTES, true));
    return [name, { shape: entry.shape, values }];
  });
  return { tensors: Object.fromEntries(tensors), metadata };
}

function split(bytes: Uint8Array, source: string): { readonly header: unknown; readonly body: DataView } {
  if (bytes.length < LENGTH_BYTES) throw damaged(source, 'too short');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = LENGTH_BYTES + Number(view.getBigUint64(0, true));
  if (start > bytes.length) throw damaged(source, 'its header is cut off');
  try {
    const header: unknown = JSON.parse(new TextDecoder().decode(bytes.subarray(LENGTH_BYTES, start)));
    if (typeof header !== 'object' || header === null) throw damaged(source, 'its header is no object');
    return { header, body: new DataView(bytes.buffer, bytes.byteOffset + start, bytes.length - start) };
  } catch (error) {
    throw error instanceof SyntaxError ? damaged(source, 'its header is no JSON') : error;
  }
}

function damaged(source: string, what: string) {
  return usageError('NM8002', `${source} is no weight file: ${what}`, 'files of weights are in the safetensors format, F32');
}

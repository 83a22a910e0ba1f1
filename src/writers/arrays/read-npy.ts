/** NumPy's array files read back. */
import { unzipSync } from 'fflate';
import type { ColumnArray } from '#contracts/observation';

const ARRAYS: Readonly<Record<string, new (buffer: ArrayBuffer) => ColumnArray>> = {
  '<f4': Float32Array,
  '<f8': Float64Array,
  '|u1': Uint8Array,
  '|i1': Int8Array,
  '<u2': Uint16Array,
  '<u4': Uint32Array,
};

/** @throws TypeError when it is no array of version 1.0 of a kind that is written here */
export function decodeNpy(bytes: Uint8Array): ColumnArray {
  if (bytes[0] !== 0x93 || bytes[6] !== 1) throw new TypeError('no NumPy array of version 1.0');
  const length = (bytes[8] as number) + 256 * (bytes[9] as number);
  const header = new TextDecoder().decode(bytes.subarray(10, 10 + length));
  const type = /'descr': '([^']+)'/.exec(header)?.[1] ?? '';
  const Numbers = ARRAYS[type];
  if (Numbers === undefined) throw new TypeError(`a NumPy array of type ${type}`);
  return new Numbers(bytes.slice(10 + length).buffer as ArrayBuffer);
}

/** Arrays by name, without `.npy`. */
export function decodeNpz(bytes: Uint8Array): Readonly<Record<string, ColumnArray>> {
  return Object.fromEntries(
    Object.entries(unzipSync(bytes)).map(([name, file]) => [name.replace(/\.npy$/, ''), decodeNpy(file)]),
  );
}

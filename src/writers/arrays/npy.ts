/** NumPy's array files, format 1.0, and archives of them, as `numpy.load` reads them. */
import { zipSync } from 'fflate';
import type { ColumnArray } from '#contracts/observation';

const TYPES: Readonly<Record<string, string>> = {
  Float32Array: '<f4',
  Float64Array: '<f8',
  Uint8Array: '|u1',
  Int8Array: '|i1',
  Uint16Array: '<u2',
  Uint32Array: '<u4',
};

/** @param shape row-major; its product is the array's length @throws TypeError for another kind of array */
export function encodeNpy(values: ColumnArray, shape: readonly number[]): Uint8Array {
  const type = TYPES[values.constructor.name];
  if (type === undefined) throw new TypeError(`no NumPy type for ${values.constructor.name}`);
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`;
  const text = `{'descr': '${type}', 'fortran_order': False, 'shape': ${tuple}, }`;
  // Magic, version and length take 10 bytes; what follows begins at a multiple of 64.
  const length = Math.ceil((10 + text.length + 1) / 64) * 64 - 10;
  const out = new Uint8Array(10 + length + values.byteLength);
  out.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, length & 255, length >> 8]);
  out.set(new TextEncoder().encode(`${text.padEnd(length - 1)}\n`), 10);
  out.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), 10 + length);
  return out;
}

/** Stored, not packed: the bytes are the same on every machine, and NumPy maps them. */
export function encodeNpz(arrays: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const files = Object.fromEntries(Object.entries(arrays).map(([name, bytes]) => [`${name}.npy`, bytes]));
  return zipSync(files, { level: 0, mtime: new Date(1980, 0, 1) });
}

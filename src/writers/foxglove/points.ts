/** Tables of points packed row by row. */

import { NumericType } from '@foxglove/schemas';
import type { ColumnArray } from '#contracts/observation';
import type { MessageInit } from './messages.js';

export interface PackedColumn {
  readonly name: string;
  readonly values: ColumnArray;
  /** Numbers a row, and which of them. */
  readonly channels: number;
  readonly channel: number;
}

const TYPES: Readonly<Record<string, NumericType>> = {
  Uint8Array: NumericType.UINT8,
  Int8Array: NumericType.INT8,
  Uint16Array: NumericType.UINT16,
  Uint32Array: NumericType.UINT32,
  Float32Array: NumericType.FLOAT32,
  Float64Array: NumericType.FLOAT64,
};

/** Little-endian, without padding, in the order of the columns. */
export function packedRows(
  count: number,
  columns: readonly PackedColumn[],
): Required<Pick<MessageInit<'PointCloud'>, 'fields' | 'pointStride' | 'data'>> {
  const fields = [];
  let stride = 0;
  for (const { name, values } of columns) {
    fields.push({ name, offset: stride, type: TYPES[values.constructor.name] ?? NumericType.UNKNOWN });
    stride += values.BYTES_PER_ELEMENT;
  }
  const data = new Uint8Array(count * stride);
  for (const [i, { values, channels, channel }] of columns.entries()) {
    const width = values.BYTES_PER_ELEMENT;
    const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    const offset = fields[i]?.offset as number;
    for (let row = 0; row < count; row++) {
      const from = (row * channels + channel) * width;
      for (let byte = 0; byte < width; byte++) data[row * stride + offset + byte] = bytes[from + byte] as number;
    }
  }
  return { fields, pointStride: stride, data };
}

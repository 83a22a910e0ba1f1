/** A table of points as packed little-endian rows: what PCD and PLY both hold. */
import { type ColumnArray, type Observation, schemaOf } from '#contracts/observation';

/** A number of a row. */
export interface Field {
  readonly name: string;
  readonly kind: NumberKind;
  /** Of row 0 in `values`, and from row to row. */
  readonly first: number;
  readonly stride: number;
  readonly values: ColumnArray;
}
export type NumberKind = 'f32' | 'f64' | 'u8' | 'i8' | 'u16' | 'u32' | 'i32';
export const SIZES: Readonly<Record<NumberKind, number>> = { f32: 4, f64: 8, u8: 1, i8: 1, u16: 2, u32: 4, i32: 4 };

const KINDS: Readonly<Record<string, NumberKind>> = {
  Float32Array: 'f32',
  Float64Array: 'f64',
  Uint8Array: 'u8',
  Int8Array: 'i8',
  Uint16Array: 'u16',
  Uint32Array: 'u32',
};

const PUT: { readonly [K in NumberKind]: (view: DataView, at: number, value: number) => void } = {
  f32: (view, at, value) => view.setFloat32(at, value, true),
  f64: (view, at, value) => view.setFloat64(at, value, true),
  u8: (view, at, value) => view.setUint8(at, value),
  i8: (view, at, value) => view.setInt8(at, value),
  u16: (view, at, value) => view.setUint16(at, value, true),
  u32: (view, at, value) => view.setUint32(at, value, true),
  i32: (view, at, value) => view.setInt32(at, value, true),
};

/**
 * `xyz` gives x, y and z; another column of three gives `flow_x`, ...; a column of one its own name. In the order of the schema.
 * @returns undefined for what has no points in space
 */
export function fieldsOf({ kind, columns }: Observation): readonly Field[] | undefined {
  const schema = schemaOf(kind).columns;
  if (schema.xyz?.channels !== 3) return undefined;
  return Object.entries(schema).flatMap(([name, { array, channels }]) => {
    const values = (columns as Readonly<Record<string, ColumnArray>>)[name] as ColumnArray;
    return namesOf(name, channels).map((each, first) => ({
      name: each,
      kind: KINDS[array.name] as NumberKind,
      first,
      stride: channels,
      values,
    }));
  });
}

function namesOf(name: string, channels: number): readonly string[] {
  if (channels === 1) return [name];
  const axes = channels === 3 ? ['x', 'y', 'z'] : Array.from({ length: channels }, (_, i) => String(i));
  return axes.map((axis) => (name === 'xyz' ? axis : `${name}_${axis}`));
}

/** Rows without padding, after the header. */
export function encodeTable(header: string, fields: readonly Field[], count: number): Uint8Array {
  const head = new TextEncoder().encode(header);
  const rowSize = fields.reduce((sum, { kind }) => sum + SIZES[kind], 0);
  const out = new Uint8Array(head.length + rowSize * count);
  out.set(head);
  const view = new DataView(out.buffer);
  let at = head.length;
  for (const { kind, first, stride, values } of fields) {
    const put = PUT[kind];
    for (let row = 0; row < count; row++) put(view, at + row * rowSize, values[first + row * stride] as number);
    at += SIZES[kind];
  }
  return out;
}

/** A table of an observation as NumPy arrays, one a column. */
import { type ColumnArray, type Observation, schemaOf } from '#contracts/observation';
import { encodeNpy } from './npy.js';

export function observationArrays({ kind, count, columns }: Observation): Record<string, Uint8Array> {
  return Object.fromEntries(
    Object.entries(schemaOf(kind).columns).map(([name, { channels }]) => {
      const values = (columns as Readonly<Record<string, ColumnArray>>)[name] as ColumnArray;
      return [name, encodeNpy(values, channels === 1 ? [count] : [count, channels])];
    }),
  );
}

/** PCD 0.7, binary: as PCL, Open3D and CloudCompare read it. */
import type { Observation } from '#contracts/observation';
import { encodeTable, fieldsOf, type NumberKind, SIZES } from './table.js';

const TYPES: Readonly<Record<NumberKind, 'F' | 'U' | 'I'>> = {
  f32: 'F',
  f64: 'F',
  u8: 'U',
  i8: 'I',
  u16: 'U',
  u32: 'U',
  i32: 'I',
};

/** VIEWPOINT is the sensor's pose in the world: position, then w x y z. @returns undefined for what has no points */
export function encodePcd(observation: Observation): Uint8Array | undefined {
  const fields = fieldsOf(observation);
  if (fields === undefined) return undefined;
  const { count, worldFromSensor } = observation;
  const [x, y, z, w] = worldFromSensor.orientation;
  const words = (of: (kind: NumberKind) => string | number) => fields.map(({ kind }) => of(kind)).join(' ');
  const header = [
    '# .PCD v0.7 - Point Cloud Data file format',
    'VERSION 0.7',
    `FIELDS ${fields.map(({ name }) => name).join(' ')}`,
    `SIZE ${words((kind) => SIZES[kind])}`,
    `TYPE ${words((kind) => TYPES[kind])}`,
    `COUNT ${words(() => 1)}`,
    `WIDTH ${count}`,
    'HEIGHT 1',
    `VIEWPOINT ${[...worldFromSensor.position, w, x, y, z].join(' ')}`,
    `POINTS ${count}`,
    'DATA binary',
  ];
  return encodeTable(`${header.join('\n')}\n`, fields, count);
}

/** PLY 1.0, binary, little-endian: as Open3D, MeshLab, CloudCompare and Blender read it. */
import type { Observation } from '#contracts/observation';
import type { Pose } from '#core/pose';
import { encodeTable, type Field, fieldsOf, type NumberKind } from './table.js';

const TYPES: Readonly<Record<NumberKind, string>> = {
  f32: 'float',
  f64: 'double',
  u8: 'uchar',
  i8: 'char',
  u16: 'ushort',
  u32: 'uint',
  i32: 'int',
};

/** Time and poses are comments: PLY has no place of its own for them. @returns undefined for what has no points */
export function encodePly(observation: Observation): Uint8Array | undefined {
  const fields = fieldsOf(observation)?.map(widened);
  if (fields === undefined) return undefined;
  const header = [
    'ply',
    'format binary_little_endian 1.0',
    `comment sensor ${observation.sensor}`,
    `comment time_ns ${observation.timeNs}`,
    `comment world_from_sensor ${words(observation.worldFromSensor)}`,
    `comment world_from_ego ${words(observation.worldFromEgo)}`,
    `element vertex ${observation.count}`,
    ...fields.map(({ name, kind }) => `property ${TYPES[kind]} ${name}`),
    'end_header',
  ];
  return encodeTable(`${header.join('\n')}\n`, fields, observation.count);
}

/** Open3D drops properties of two bytes. */
function widened(field: Field): Field {
  return field.kind === 'u16' ? { ...field, kind: 'i32' } : field;
}

/** x y z qx qy qz qw */
function words({ position, orientation }: Pose): string {
  return [...position, ...orientation].join(' ');
}

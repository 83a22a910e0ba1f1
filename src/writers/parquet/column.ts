/** Columns of a table: a name, a type, and where the value comes from. */

import type { Json } from '#core/hash';
import type { Pose, Vec3 } from '#core/pose';

export interface Column<Row> {
  readonly name: string;
  readonly type: 'STRING' | 'JSON' | 'INT32' | 'INT64' | 'DOUBLE' | 'BOOLEAN';
  /** With its unit; kept in the file. */
  readonly about: string;
  /** Plain JSON; a list or object for type JSON. */
  readonly of: (row: Row) => Json;
}

export function text<R>(name: string, about: string, of: (row: R) => string): Column<R> {
  return { name, type: 'STRING', about, of };
}
export function json<R>(name: string, about: string, of: (row: R) => Json): Column<R> {
  return { name, type: 'JSON', about, of };
}
export function whole<R>(name: string, about: string, of: (row: R) => number): Column<R> {
  return { name, type: 'INT32', about, of };
}
/** Nanoseconds: too large for 32 bits. */
export function nanoseconds<R>(name: string, about: string, of: (row: R) => number): Column<R> {
  return { name, type: 'INT64', about, of };
}
export function number<R>(name: string, about: string, of: (row: R) => number): Column<R> {
  return { name, type: 'DOUBLE', about, of };
}
export function yes<R>(name: string, about: string, of: (row: R) => boolean): Column<R> {
  return { name, type: 'BOOLEAN', about, of };
}

/** `<name>_<part>` for each part, in order. */
export function numbers<R>(
  name: string,
  parts: readonly string[],
  about: string,
  of: (row: R) => readonly number[],
): Column<R>[] {
  return parts.map((part, i) => number(`${name}_${part}`, about, (row) => of(row)[i] as number));
}
export function vector<R>(name: string, about: string, of: (row: R) => Vec3): Column<R>[] {
  return numbers(name, ['x', 'y', 'z'], about, of);
}
export function pose<R>(name: string, about: string, of: (row: R) => Pose): Column<R>[] {
  return [
    ...vector<R>(name, `${about}: position, m`, (row) => of(row).position),
    ...numbers<R>(name, ['qx', 'qy', 'qz', 'qw'], `${about}: orientation as a quaternion`, (row) => of(row).orientation),
  ];
}

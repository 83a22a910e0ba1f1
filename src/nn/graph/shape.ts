/** Shapes: sizes along each axis. */
import type { Shape } from './graph.js';

export type { Shape };

export function sizeOf(shape: Shape): number {
  return shape.reduce((product, size) => product * size, 1);
}

/** The size along an axis. @throws RangeError when there is none. */
export function sizeAt(shape: Shape, axis: number): number {
  const size = shape[axis];
  if (size === undefined) throw new RangeError(`${describe(shape)} has no axis ${axis}`);
  return size;
}

/** Where axes of different length meet, the right ones are matched and size 1 is repeated, as in NumPy. @throws RangeError. */
export function broadcast(a: Shape, b: Shape): Shape {
  const rank = Math.max(a.length, b.length);
  return Array.from({ length: rank }, (_, axis) => {
    const [p, q] = [a[axis - rank + a.length] ?? 1, b[axis - rank + b.length] ?? 1];
    if (p !== q && p !== 1 && q !== 1) throw new RangeError(`${describe(a)} and ${describe(b)} don't fit`);
    return p === 1 ? q : p;
  });
}

/** The axes of `whole` along which `part` was repeated by `broadcast`. */
export function repeatedAxes(part: Shape, whole: Shape): readonly number[] {
  const lead = whole.length - part.length;
  return whole.flatMap((size, axis) => (axis < lead || (part[axis - lead] === 1 && size !== 1) ? [axis] : []));
}

export function sameShape(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((size, axis) => size === b[axis]);
}

/** @throws RangeError unless it has that many axes. */
export function needRank(shape: Shape, rank: number, what: string): void {
  if (shape.length !== rank) throw new RangeError(`${what} needs ${rank} axes, not ${describe(shape)}`);
}

export function describe(shape: Shape): string {
  return `[${shape.join(' x ')}]`;
}

/** Steps in memory from one index to the next along each axis, last axis fastest. */
export function stridesOf(shape: Shape): readonly number[] {
  const strides = new Array<number>(shape.length).fill(1);
  for (let axis = shape.length - 2; axis >= 0; axis--) {
    strides[axis] = (strides[axis + 1] as number) * (shape[axis + 1] as number);
  }
  return strides;
}

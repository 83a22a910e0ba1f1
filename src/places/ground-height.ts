/** How high the ground is: raised strips (pavements, islands) and sloping ones (ditches) beside the plane z = 0, and the road's fall. */
import type { Place, Strip, Vec2 } from '#contracts/place';
import { riseOf } from './camber.js';

/** Side of a cell of the index, m. */
const CELL = 8;

interface Patch {
  /** Corners in order: right, right, left, left. */
  readonly corners: readonly [Vec2, Vec2, Vec2, Vec2];
  /** Heights of the left and of the right edge. */
  readonly slope: readonly [left: number, right: number];
}

/** @returns the height of the ground at a point, m */
export function groundHeightOf(place: Place): (x: number, y: number) => number {
  const [step, rise] = [stepHeightOf(place), riseOf(place)];
  return (x, y) => step(x, y) + rise(x, y);
}

/** @returns the height that strips give the ground, the road's fall left out, m */
export function stepHeightOf(place: Place): (x: number, y: number) => number {
  const known = made.get(place);
  if (known !== undefined) return known;
  const height = heightOn(place.strips);
  made.set(place, height);
  return height;
}
/** Whether strips leave the ground at 0 everywhere, the road's fall left out. */
export function isLevel({ strips }: Place): boolean {
  return !strips.some(raises);
}
function raises({ z, slope }: Strip): boolean {
  return z > 0 || slope !== undefined;
}
/** A place is asked by every body on it. */
const made = new WeakMap<Place, (x: number, y: number) => number>();

/** @returns the height of the ground at a point, m; the highest strip where several lie over each other */
export function heightOn(strips: readonly Strip[]): (x: number, y: number) => number {
  const cells = new Map<string, Patch[]>();
  for (const patch of strips.filter(raises).flatMap(patchesOf)) {
    for (const key of cellsOf(patch)) {
      const list = cells.get(key);
      if (list === undefined) cells.set(key, [patch]);
      else list.push(patch);
    }
  }
  return (x, y) => {
    let z: number | undefined;
    for (const patch of cells.get(keyOf(Math.floor(x / CELL), Math.floor(y / CELL))) ?? [])
      if (holds(patch.corners, x, y)) z = Math.max(z ?? Number.NEGATIVE_INFINITY, heightAt(patch, x, y));
    return z ?? 0;
  };
}

/** Between the edges by the distances to them. */
function heightAt({ corners: [a, b, c, d], slope: [left, right] }: Patch, x: number, y: number): number {
  if (left === right) return left;
  const fromRight = distance(a, b, x, y);
  return right + ((left - right) * fromRight) / (fromRight + distance(d, c, x, y));
}
function distance(from: Vec2, to: Vec2, x: number, y: number): number {
  const [ux, uy] = [to[0] - from[0], to[1] - from[1]];
  return Math.abs(ux * (y - from[1]) - uy * (x - from[0])) / Math.sqrt(ux * ux + uy * uy);
}

function patchesOf({ left, right, z, slope = [z, z] }: Strip): Patch[] {
  return left.slice(0, -1).map((corner, i) => ({
    corners: [right[i] as Vec2, right[i + 1] as Vec2, left[i + 1] as Vec2, corner],
    slope,
  }));
}

/** Far ground is left out: nobody stands a kilometre away from the road. */
const FAR_CELLS = 120;
function cellsOf({ corners }: Patch): string[] {
  const range = (axis: 0 | 1): number[] => {
    const values = corners.map((corner) => Math.floor(corner[axis] / CELL));
    const [low, high] = [Math.max(-FAR_CELLS, Math.min(...values)), Math.min(FAR_CELLS, Math.max(...values))];
    return Array.from({ length: Math.max(0, high - low + 1) }, (_, i) => low + i);
  };
  return range(0).flatMap((i) => range(1).map((j) => keyOf(i, j)));
}
function keyOf(i: number, j: number): string {
  return `${i} ${j}`;
}

/** Convex, in either order. */
function holds(corners: readonly Vec2[], x: number, y: number): boolean {
  let sign = 0;
  for (let i = 0; i < corners.length; i++) {
    const [a, b] = [corners[i] as Vec2, corners[(i + 1) % corners.length] as Vec2];
    const side = (b[0] - a[0]) * (y - a[1]) - (b[1] - a[1]) * (x - a[0]);
    if (side === 0) continue;
    if (sign !== 0 && Math.sign(side) !== sign) return false;
    sign = Math.sign(side);
  }
  return true;
}

/** How high the ground is: raised strips (pavements, islands) over the plane z = 0. */
import type { Place, Strip, Vec2 } from '#contracts/place';

/** Side of a cell of the index, m. */
const CELL = 8;

interface Patch {
  /** Corners in order. */
  readonly corners: readonly Vec2[];
  readonly z: number;
}

export function groundHeightOf(place: Place): (x: number, y: number) => number {
  const known = made.get(place);
  if (known !== undefined) return known;
  const height = heightOn(place.strips);
  made.set(place, height);
  return height;
}
/** A place is asked by every body on it. */
const made = new WeakMap<Place, (x: number, y: number) => number>();

/** @returns the height of the ground at a point, m; the highest strip where several lie over each other */
export function heightOn(strips: readonly Strip[]): (x: number, y: number) => number {
  const cells = new Map<string, Patch[]>();
  for (const patch of strips.filter(({ z }) => z > 0).flatMap(patchesOf)) {
    for (const key of cellsOf(patch)) {
      const list = cells.get(key);
      if (list === undefined) cells.set(key, [patch]);
      else list.push(patch);
    }
  }
  return (x, y) => {
    let z = 0;
    for (const patch of cells.get(keyOf(Math.floor(x / CELL), Math.floor(y / CELL))) ?? [])
      if (patch.z > z && holds(patch.corners, x, y)) z = patch.z;
    return z;
  };
}

function patchesOf({ left, right, z }: Strip): Patch[] {
  return left.slice(0, -1).map((corner, i) => ({
    corners: [right[i] as Vec2, right[i + 1] as Vec2, left[i + 1] as Vec2, corner],
    z,
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

/**
 * Rays in bundles: what a few neighbours may meet is looked up once for all of them, nearest first, and each then tries only that. Takes as long
 * a run of rays as go the same way in x and y; any batch is right, close ones are fast.
 */
import type { RayBatch } from '#contracts/rays';
import type { RayState } from './packed.js';
import type { TopTree } from './top-tree.js';
import { BOX } from './top-tree-nodes.js';
import { BOUNDS, type Bundle, FAR, type Found, NEAR } from './top-tree-walk.js';

const MOST = 32;

export interface Bundles {
  /** One past the last ray of the bundle that begins at `from`; what it may meet is then known. */
  open(rays: RayBatch, from: number, near: number, far: number): number;
  /** Visits things of the bundle whose boxes a ray of it enters before its end. */
  walk(ray: RayState, visit: (thing: number) => void): void;
}

/** @param boxes of the trees' things, in turn: thing t of the second tree is visited as -1 - t */
export function bundlesThrough(trees: readonly [TopTree, TopTree], boxes: readonly [Float64Array, Float64Array]): Bundles {
  const bundle: Bundle = new Float64Array(FAR + 1);
  const found: Found = { count: 0, things: new Int32Array(256), entries: new Float64Array(256) };
  return {
    open(rays, from, near, far) {
      const to = bound(bundle, rays, from);
      bundle[NEAR] = near;
      bundle[FAR] = far;
      found.count = 0;
      trees[0].gather(bundle, found);
      const first = found.count;
      trees[1].gather(bundle, found);
      for (let i = first; i < found.count; i++) found.things[i] = -1 - (found.things[i] as number);
      sortByEntry(found);
      return to;
    },
    walk(ray, visit) {
      const { things, entries, count } = found;
      const ox = ray[0] as number;
      const oy = ray[1] as number;
      const oz = ray[2] as number;
      const ix = ray[3] === 0 ? 1e30 : 1 / (ray[3] as number);
      const iy = ray[4] === 0 ? 1e30 : 1 / (ray[4] as number);
      const iz = ray[5] === 0 ? 1e30 : 1 / (ray[5] as number);
      const near = ray[6] as number;
      for (let i = 0; i < count && (entries[i] as number) <= (ray[7] as number); i++) {
        const thing = things[i] as number;
        const list = thing >= 0 ? boxes[0] : boxes[1];
        const at = BOX * (thing >= 0 ? thing : -1 - thing);
        const x0 = ((list[at] as number) - ox) * ix;
        const x1 = ((list[at + 3] as number) - ox) * ix;
        const y0 = ((list[at + 1] as number) - oy) * iy;
        const y1 = ((list[at + 4] as number) - oy) * iy;
        const z0 = ((list[at + 2] as number) - oz) * iz;
        const z1 = ((list[at + 5] as number) - oz) * iz;
        const low = Math.max(near, Math.min(x0, x1), Math.min(y0, y1), Math.min(z0, z1));
        const high = Math.min(ray[7] as number, Math.max(x0, x1), Math.max(y0, y1), Math.max(z0, z1));
        if (low <= high) visit(thing);
      }
    },
  };
}

/** Writes the bounds of the bundle that begins at `from`. @returns one past its last ray */
function bound(bounds: Bundle, { count, origins, directions }: RayBatch, from: number): number {
  const forwards = (directions[3 * from] as number) > 0;
  const leftwards = (directions[3 * from + 1] as number) > 0;
  let to = from;
  for (let k = 0; k < 3; k++) {
    bounds[BOUNDS * k] = bounds[BOUNDS * k + 2] = Infinity;
    bounds[BOUNDS * k + 1] = bounds[BOUNDS * k + 3] = -Infinity;
  }
  for (; to < count && to < from + MOST; to++) {
    const ahead = (directions[3 * to] as number) > 0;
    const aside = (directions[3 * to + 1] as number) > 0;
    if (ahead !== forwards || aside !== leftwards) break;
    for (let k = 0; k < 3; k++) {
      const at = BOUNDS * k;
      const origin = origins[3 * to + k] as number;
      const inverse = 1 / (directions[3 * to + k] as number);
      bounds[at] = Math.min(bounds[at] as number, origin);
      bounds[at + 1] = Math.max(bounds[at + 1] as number, origin);
      bounds[at + 2] = Math.min(bounds[at + 2] as number, inverse);
      bounds[at + 3] = Math.max(bounds[at + 3] as number, inverse);
    }
  }
  for (let k = 0; k < 3; k++) {
    const at = BOUNDS * k;
    const least = bounds[at + 2] as number;
    const most = bounds[at + 3] as number;
    // A ray along a plane has no inverse to speak of.
    const known = Math.abs(least) < 1e12 && Math.abs(most) < 1e12;
    bounds[at + 4] = known && least > 0 ? 1 : known && most < 0 ? -1 : 0;
  }
  return to;
}

/** In place, by insertion: the list comes nearly in order, and is short. */
function sortByEntry({ things, entries, count }: Found): void {
  for (let i = 1; i < count; i++) {
    const entry = entries[i] as number;
    const thing = things[i] as number;
    let j = i - 1;
    for (; j >= 0 && (entries[j] as number) > entry; j--) {
      entries[j + 1] = entries[j] as number;
      things[j + 1] = things[j] as number;
    }
    entries[j + 1] = entry;
    things[j + 1] = thing;
  }
}

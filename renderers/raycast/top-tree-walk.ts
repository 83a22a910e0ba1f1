/** Ways through a hierarchy over boxes: a ray's, and a bundle's. */
import type { RayState } from './packed.js';
import { BOX, type Nodes } from './top-tree-nodes.js';

/**
 * Rays close together, by what bounds them all. Five numbers an axis: lowest and highest origin, lowest and highest 1 / direction, their sign (0:
 * both, or none known); then the nearest and farthest distance that count.
 */
export type Bundle = Float64Array;
export const BOUNDS = 5;
export const NEAR = 15;
export const FAR = 16;

/** A list that grows; `entries[i]` is a distance before which no ray of the bundle enters `things[i]`. */
export interface Found {
  count: number;
  things: Int32Array;
  entries: Float64Array;
}

export function walker({ boxes, right, axis: axes, alive }: Nodes): (ray: RayState, visit: (thing: number) => void) => void {
  const stack = new Int32Array(64);
  return (ray, visit) => {
    const ox = ray[0] as number;
    const oy = ray[1] as number;
    const oz = ray[2] as number;
    const dx = ray[3] as number;
    const dy = ray[4] as number;
    const dz = ray[5] as number;
    const near = ray[6] as number;
    const ix = dx === 0 ? 1e30 : 1 / dx;
    const iy = dy === 0 ? 1e30 : 1 / dy;
    const iz = dz === 0 ? 1e30 : 1 / dz;
    let top = 1;
    stack[0] = 0;
    while (top > 0) {
      const node = stack[--top] as number;
      if (alive[node] === 0) continue;
      const at = BOX * node;
      const x0 = ((boxes[at] as number) - ox) * ix;
      const x1 = ((boxes[at + 3] as number) - ox) * ix;
      const y0 = ((boxes[at + 1] as number) - oy) * iy;
      const y1 = ((boxes[at + 4] as number) - oy) * iy;
      const z0 = ((boxes[at + 2] as number) - oz) * iz;
      const z1 = ((boxes[at + 5] as number) - oz) * iz;
      const low = Math.max(near, Math.min(x0, x1), Math.min(y0, y1), Math.min(z0, z1));
      const high = Math.min(ray[7] as number, Math.max(x0, x1), Math.max(y0, y1), Math.max(z0, z1));
      if (low > high) continue;
      const second = right[node] as number;
      if (second < 0) {
        visit(-1 - second);
        continue;
      }
      const axis = axes[node];
      const forward = (axis === 0 ? dx : axis === 1 ? dy : dz) >= 0;
      stack[top++] = forward ? second : node + 1;
      stack[top++] = forward ? node + 1 : second;
    }
  };
}

export function gatherer({ boxes, right, axis: axes, alive }: Nodes, count: number): (bounds: Bundle, found: Found) => void {
  const stack = new Int32Array(64);
  return (bounds, found) => {
    if (count === 0) return;
    let top = 1;
    stack[0] = 0;
    while (top > 0) {
      const node = stack[--top] as number;
      if (alive[node] === 0) continue;
      let low = bounds[NEAR] as number;
      let high = bounds[FAR] as number;
      for (let k = 0; k < 3; k++) {
        const at = BOUNDS * k;
        const sign = bounds[at + 4] as number;
        if (sign === 0) continue;
        const least = bounds[at + 2] as number;
        const most = bounds[at + 3] as number;
        // Turned round where rays go backwards, so that they enter at the lower side.
        const inverseLow = sign > 0 ? least : -most;
        const inverseHigh = sign > 0 ? most : -least;
        const enter =
          sign > 0
            ? (boxes[BOX * node + k] as number) - (bounds[at + 1] as number)
            : (bounds[at] as number) - (boxes[BOX * node + k + 3] as number);
        const leave =
          sign > 0
            ? (boxes[BOX * node + k + 3] as number) - (bounds[at] as number)
            : (bounds[at + 1] as number) - (boxes[BOX * node + k] as number);
        low = Math.max(low, enter * (enter > 0 ? inverseLow : inverseHigh));
        high = Math.min(high, leave * (leave > 0 ? inverseHigh : inverseLow));
      }
      if (low > high) continue;
      const second = right[node] as number;
      if (second < 0) {
        if (found.count === found.things.length) grow(found);
        found.things[found.count] = -1 - second;
        found.entries[found.count++] = low;
      } else {
        // The nearer child last, so that it is looked into first and the list comes nearly in order.
        const forward = (bounds[BOUNDS * (axes[node] as number) + 4] as number) >= 0;
        stack[top++] = forward ? second : node + 1;
        stack[top++] = forward ? node + 1 : second;
      }
    }
  };
}

function grow(found: Found): void {
  const things = new Int32Array(2 * found.count);
  const entries = new Float64Array(2 * found.count);
  things.set(found.things);
  entries.set(found.entries);
  found.things = things;
  found.entries = entries;
}

/** A hierarchy over boxes of things, built once; things can be left out without building it anew. */
import type { RayState } from './packed.js';

export interface TopTree {
  /** Leaves out the things that are not there. */
  only(there: (thing: number) => boolean): void;
  /** Calls `visit` for things whose boxes the ray enters, roughly the nearer first; `visit` may end the ray nearer. */
  walk(ray: RayState, visit: (thing: number) => void): void;
  /** Adds the things that some ray of the bundle may enter. */
  gather(bundle: Bundle, found: Found): void;
}

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

/** Numbers a box: low corner, high corner. */
export const BOX = 6;

/** @param boxes 6 numbers a thing */
export function topTree(boxes: Float64Array): TopTree {
  const count = boxes.length / BOX;
  const size = Math.max(1, 2 * count - 1);
  const nodes: Nodes = {
    boxes: new Float64Array(BOX * size),
    right: new Int32Array(size),
    axis: new Uint8Array(size),
    alive: new Uint8Array(size),
  };
  const used = build(nodes, boxes, count);
  const only = (there: (thing: number) => boolean): void => {
    // Children stand after their parents.
    for (let node = used - 1; node >= 0; node--) settle(nodes, node, boxes, there);
  };
  only(() => true);
  return { only, walk: walker(nodes), gather: gatherer(nodes, count) };
}

interface Nodes {
  readonly boxes: Float64Array;
  /** Number of the right child (the left one is the next node), or -1 - thing in a leaf. */
  readonly right: Int32Array;
  /** Along which its children lie apart. */
  readonly axis: Uint8Array;
  /** 1 where something below is there. */
  readonly alive: Uint8Array;
}

/** Halves along the widest spread of middles. @returns nodes made */
function build({ right, axis: axes }: Nodes, boxes: Float64Array, count: number): number {
  const things = Array.from({ length: count }, (_, i) => i);
  const middle = (thing: number, axis: number): number =>
    (boxes[BOX * thing + axis] as number) + (boxes[BOX * thing + axis + 3] as number);
  const widest = (some: readonly number[]): number => {
    const spread = [0, 1, 2].map((axis) => {
      let [low, high] = [Infinity, -Infinity];
      for (const thing of some) {
        low = Math.min(low, middle(thing, axis));
        high = Math.max(high, middle(thing, axis));
      }
      return high - low;
    });
    return spread.indexOf(Math.max(...spread));
  };
  let used = 0;
  const divide = (some: readonly number[]): void => {
    const node = used++;
    const [only] = some;
    if (some.length === 1) {
      right[node] = -1 - (only as number);
      return;
    }
    const axis = widest(some);
    const sorted = [...some].sort((a, b) => middle(a, axis) - middle(b, axis) || a - b);
    const half = sorted.length >> 1;
    axes[node] = axis;
    divide(sorted.slice(0, half));
    right[node] = used;
    divide(sorted.slice(half));
  };
  if (count > 0) divide(things);
  return used;
}

function settle(nodes: Nodes, node: number, boxes: Float64Array, there: (thing: number) => boolean): void {
  const { alive, right } = nodes;
  const second = right[node] as number;
  if (second < 0) {
    const thing = -1 - second;
    alive[node] = there(thing) ? 1 : 0;
    nodes.boxes.set(boxes.subarray(BOX * thing, BOX * thing + BOX), BOX * node);
    return;
  }
  const a = alive[node + 1] === 1 ? node + 1 : second;
  const b = alive[second] === 1 ? second : node + 1;
  alive[node] = (alive[a] as number) | (alive[b] as number);
  for (let k = 0; k < 3; k++) {
    const [low, high] = [BOX * node + k, BOX * node + k + 3];
    nodes.boxes[low] = Math.min(nodes.boxes[BOX * a + k] as number, nodes.boxes[BOX * b + k] as number);
    nodes.boxes[high] = Math.max(nodes.boxes[BOX * a + k + 3] as number, nodes.boxes[BOX * b + k + 3] as number);
  }
}

function walker({ boxes, right, axis: axes, alive }: Nodes): TopTree['walk'] {
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

function gatherer({ boxes, right, axis: axes, alive }: Nodes, count: number): TopTree['gather'] {
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

/** Nodes of a hierarchy over boxes of things, as lists of numbers. */

/** Numbers a box: low corner, high corner. */
export const BOX = 6;

export interface Nodes {
  readonly boxes: Float64Array;
  /** Number of the right child (the left one is the next node), or -1 - thing in a leaf. */
  readonly right: Int32Array;
  /** Along which its children lie apart. */
  readonly axis: Uint8Array;
  /** 1 where something below is there. */
  readonly alive: Uint8Array;
}

/** Halves along the widest spread of middles. @returns nodes made */
export function build({ right, axis: axes }: Nodes, boxes: Float64Array, count: number): number {
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

/** A node's box and whether anything below it is there, from its children's. */
export function settle(nodes: Nodes, node: number, boxes: Float64Array, there: (thing: number) => boolean): void {
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

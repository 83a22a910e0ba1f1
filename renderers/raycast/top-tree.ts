/** A hierarchy over boxes of things, built once; things can be left out without building it anew. */
import type { RayState } from './packed.js';
import { BOX, build, type Nodes, settle } from './top-tree-nodes.js';
import { type Bundle, type Found, gatherer, walker } from './top-tree-walk.js';

export interface TopTree {
  /** Leaves out the things that are not there. */
  only(there: (thing: number) => boolean): void;
  /** Calls `visit` for things whose boxes the ray enters, roughly the nearer first; `visit` may end the ray nearer. */
  walk(ray: RayState, visit: (thing: number) => void): void;
  /** Adds the things that some ray of the bundle may enter. */
  gather(bundle: Bundle, found: Found): void;
}

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

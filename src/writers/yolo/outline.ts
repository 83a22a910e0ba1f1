/** The outline of a mask as closed polygons along pixel edges. */
import type { PixelBox } from '#contracts/label';

/** px from the picture's top left corner, pixel edges. */
export type Point = readonly [x: number, y: number];
export type Ring = readonly Point[];

/** Right, down, left, up. */
const STEPS = [
  [1, 0],
  [0, 1],
  [-1, 0],
  [0, -1],
] as const;

/**
 * Outer rings of the pixels with that id, clockwise as one sees them, holes filled, the largest first. Pixels that touch at a corner alone
 * belong to different rings.
 * @param box holds all pixels of the id
 */
export function outerRings(ids: Uint16Array, width: number, id: number, box: PixelBox): readonly Ring[] {
  const edges = boundaryEdges(ids, width, id, box);
  const rings: Ring[] = [];
  for (const [corner, directions] of edges.left) {
    while (directions.length > 0) rings.push(follow(edges, corner, directions.pop() as number));
  }
  const outer = rings.map((ring) => ({ ring, area: ringArea(ring) })).filter(({ area }) => area > 0);
  return outer.sort((a, b) => b.area - a.area).map(({ ring }) => ring);
}

/** px², positive when clockwise as one sees it. */
export function ringArea(ring: Ring): number {
  return (
    ring.reduce((sum, [x, y], i) => {
      const [nextX, nextY] = ring[(i + 1) % ring.length] as Point;
      return sum + x * nextY - nextX * y;
    }, 0) / 2
  );
}

interface Edges {
  /** Corners lie on a grid one wider than the picture. */
  readonly stride: number;
  /** Directions of edges that start at a corner and have not been walked. */
  readonly left: Map<number, number[]>;
}

/** Every edge between in and out, the inside to its right. */
function boundaryEdges(
  ids: Uint16Array,
  width: number,
  id: number,
  { x: left, y: top, width: across, height: down }: PixelBox,
): Edges {
  const stride = width + 1;
  const height = ids.length / width;
  const edges = new Map<number, number[]>();
  const isIn = (x: number, y: number): boolean => x >= 0 && x < width && y >= 0 && y < height && ids[y * width + x] === id;
  const put = (x: number, y: number, direction: number): void => {
    const at = y * stride + x;
    const known = edges.get(at);
    if (known === undefined) edges.set(at, [direction]);
    else known.push(direction);
  };
  for (let y = top; y < top + down; y++) {
    for (let x = left; x < left + across; x++) {
      if (!isIn(x, y)) continue;
      if (!isIn(x, y - 1)) put(x, y, 0);
      if (!isIn(x + 1, y)) put(x + 1, y, 1);
      if (!isIn(x, y + 1)) put(x + 1, y + 1, 2);
      if (!isIn(x - 1, y)) put(x, y + 1, 3);
    }
  }
  return { stride, left: edges };
}

/** Round a ring from its first edge; corners only where it turns, and there to the right where it may. */
function follow({ stride, left }: Edges, start: number, first: number): Ring {
  const ring: Point[] = [];
  let [at, direction] = [start, first];
  for (;;) {
    const [dx, dy] = STEPS[direction] as (typeof STEPS)[number];
    at += dx + dy * stride;
    if (at === start) break;
    const onward = left.get(at) as number[];
    const right = (direction + 1) % 4;
    const next = onward.includes(right) ? right : (onward[0] as number);
    onward.splice(onward.indexOf(next), 1);
    if (next !== direction) ring.push([at % stride, Math.floor(at / stride)]);
    direction = next;
  }
  if (direction !== first) ring.push([at % stride, Math.floor(at / stride)]);
  return ring;
}

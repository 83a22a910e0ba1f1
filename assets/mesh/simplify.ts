/**
 * Fewer triangles for the same shape: edges are collapsed where that moves the surface least (quadric error metric, Garland & Heckbert 1997).
 * A half body's border stays in the plane y = 0, so that its mirror image closes it.
 */
import type { Vec3 } from '#core/pose';
import { createHeap } from './heap.js';
import { createQuadrics } from './quadrics.js';
import type { HalfMesh } from './surface-nets.js';

export interface Simplification {
  /** At most so many faces of the half. */
  readonly faces: number;
  /** For each point, what should not be smeared: collapsing over a difference of 1 in it costs as much as an error of `FEATURE` edge lengths. */
  readonly features?: readonly (readonly number[])[];
}

/** How much an edge's length counts beside the error, so that triangles don't grow long and thin. */
const SHAPE = 4e-4;
const FEATURE = 0.02;
/** Faces turn by at most so much, as a cosine. */
const TURN = 0.25;

export function simplify(mesh: HalfMesh, { faces: wanted, features }: Simplification): HalfMesh {
  const count = mesh.points.length;
  const at = Float64Array.from(mesh.points.flat());
  const inSeam = Uint8Array.from(mesh.points, (p) => (p[1] === 0 ? 1 : 0));
  const corners = Int32Array.from(mesh.faces);
  /** Faces about each point, in no order. A face is known by its first corner's place in `corners`; what is gone is nobody's. */
  const around: number[][] = mesh.points.map(() => []);
  const quadrics = createQuadrics(at);
  for (let f = 0; f < corners.length; f += 3) {
    for (let k = 0; k < 3; k++) around[corners[f + k] as number]?.push(f);
    quadrics.addPlane(corners, f);
  }
  const traits = traitsOf(features, corners, count);
  const stamp = new Int32Array(count);
  const heap = createHeap(2 * corners.length);
  const target = new Float64Array(3);
  const place = (v: number): void => {
    for (let k = 0; k < 3; k++) target[k] = at[3 * v + k] as number;
  };
  /** Where the two would meet, into `target`. */
  const aim = (a: number, b: number): void => {
    const [fixedA, fixedB] = [inSeam[a] === 1, inSeam[b] === 1];
    if (fixedA === fixedB) quadrics.lowest(a, b, target);
    else place(fixedA ? a : b);
    if (fixedA && fixedB) target[1] = 0;
  };
  const consider = (v: number, w: number): void => {
    const [a, b] = v < w ? [v, w] : [w, v];
    aim(a, b);
    const [dx, dy, dz] = [difference(at, a, b, 0), difference(at, a, b, 1), difference(at, a, b, 2)];
    const apart = dx * dx + dy * dy + dz * dz;
    const area = quadrics.areaAbout(a) + quadrics.areaAbout(b);
    const moved = quadrics.error(a, b, target[0] as number, target[1] as number, target[2] as number);
    const cost = moved + area * apart * (SHAPE + FEATURE * traits.differ(a, b));
    heap.push(cost, a, b, (stamp[a] as number) + (stamp[b] as number));
  };
  const neighbours = (v: number): number[] => {
    const found: number[] = [];
    for (const f of around[v] as number[])
      for (let k = 0; k < 3; k++) {
        const w = corners[f + k] as number;
        if (w !== v && !found.includes(w)) found.push(w);
      }
    return found;
  };
  const isCornerOf = (v: number, f: number): boolean => corners[f] === v || corners[f + 1] === v || corners[f + 2] === v;
  /** Whether a face about `v`, but not about `other`, would turn over were `v` moved to the target. */
  const turnsOver = (v: number, other: number): boolean => {
    for (const f of around[v] as number[]) if (!isCornerOf(other, f) && turns(at, corners, f, v, target)) return true;
    return false;
  };
  for (let f = 0; f < corners.length; f += 3)
    for (let k = 0; k < 3; k++) {
      const [v, w] = [corners[f + k] as number, corners[f + ((k + 1) % 3)] as number];
      // An inner edge is met twice, once each way; one in the plane of symmetry once.
      if (v < w || (inSeam[v] === 1 && inSeam[w] === 1)) consider(v, w);
    }

  let left = corners.length / 3;
  while (left > wanted) {
    const next = heap.pop();
    if (next === undefined) break;
    const { a, b } = next;
    const [aboutA, aboutB] = [around[a] as number[], around[b] as number[]];
    if (aboutA.length === 0 || aboutB.length === 0) continue;
    if ((stamp[a] as number) + (stamp[b] as number) !== next.stamp) continue;
    const shared = aboutA.filter((f) => isCornerOf(b, f));
    const beside = neighbours(b);
    const common = neighbours(a).filter((v) => beside.includes(v)).length;
    if (shared.length === 0 || common !== shared.length) continue;
    if (inSeam[a] === 1 && inSeam[b] === 1 && shared.length !== 1) continue;
    aim(a, b);
    if (turnsOver(a, b) || turnsOver(b, a)) continue;
    const keep = inSeam[b] === 1 && inSeam[a] !== 1 ? b : a;
    const gone = keep === a ? b : a;
    at.set(target, 3 * keep);
    traits.join(keep, gone);
    quadrics.join(keep, gone);
    for (const f of shared)
      for (let k = 0; k < 3; k++) {
        const about = around[corners[f + k] as number] as number[];
        about.splice(about.indexOf(f), 1);
      }
    left -= shared.length;
    const moved = around[gone] as number[];
    for (const f of moved) {
      for (let k = 0; k < 3; k++) if (corners[f + k] === gone) corners[f + k] = keep;
      (around[keep] as number[]).push(f);
    }
    moved.length = 0;
    stamp[keep] = (stamp[keep] as number) + 1 + (stamp[gone] as number);
    for (const w of neighbours(keep)) consider(keep, w);
  }
  return packed(at, corners, around);
}

function difference(at: Float64Array, p: number, q: number, k: number): number {
  return (at[3 * p + k] as number) - (at[3 * q + k] as number);
}

/** What should not be smeared. */
interface Traits {
  /** How much two ends differ, and how much each differed from those about it: what lies on an edge of a feature should stay there. */
  differ(a: number, b: number): number;
  join(keep: number, gone: number): void;
}

function traitsOf(features: Simplification['features'], corners: Int32Array, count: number): Traits {
  const width = features?.[0]?.length ?? 0;
  const values = Float64Array.from(features?.flat() ?? []);
  const contrast = new Float64Array(count);
  const apart = (p: number, q: number): number => {
    let sum = 0;
    for (let k = 0; k < width; k++) {
      const d = (values[width * p + k] as number) - (values[width * q + k] as number);
      sum += d * d;
    }
    return sum;
  };
  for (let f = 0; f < corners.length; f += 3)
    for (let k = 0; k < 3; k++) {
      const [v, w] = [corners[f + k] as number, corners[f + ((k + 1) % 3)] as number];
      const between = apart(v, w);
      contrast[v] = Math.max(contrast[v] as number, between);
      contrast[w] = Math.max(contrast[w] as number, between);
    }
  return {
    differ: (a, b) => apart(a, b) + 0.5 * ((contrast[a] as number) + (contrast[b] as number)),
    join(keep, gone) {
      contrast[keep] = Math.max(contrast[keep] as number, contrast[gone] as number);
      for (let k = 0; k < width; k++)
        values[width * keep + k] = ((values[width * keep + k] as number) + (values[width * gone + k] as number)) / 2;
    },
  };
}

/** Whether a face would turn by more than it may with one of its corners moved. */
function turns(at: Float64Array, corners: Int32Array, f: number, moved: number, to: Float64Array): boolean {
  const of = (corner: number, k: number): number => at[3 * (corners[f + corner] as number) + k] as number;
  const then = (corner: number, k: number): number =>
    corners[f + corner] === moved ? (to[k] as number) : (at[3 * (corners[f + corner] as number) + k] as number);
  const [ux, uy, uz] = [of(1, 0) - of(0, 0), of(1, 1) - of(0, 1), of(1, 2) - of(0, 2)];
  const [vx, vy, vz] = [of(2, 0) - of(0, 0), of(2, 1) - of(0, 1), of(2, 2) - of(0, 2)];
  const [ax, ay, az] = [then(1, 0) - then(0, 0), then(1, 1) - then(0, 1), then(1, 2) - then(0, 2)];
  const [bx, by, bz] = [then(2, 0) - then(0, 0), then(2, 1) - then(0, 1), then(2, 2) - then(0, 2)];
  const [nx, ny, nz] = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx];
  const [mx, my, mz] = [ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx];
  const sizes = Math.sqrt((nx * nx + ny * ny + nz * nz) * (mx * mx + my * my + mz * mz));
  return nx * mx + ny * my + nz * mz < TURN * sizes;
}

/** The faces that are still somebody's, and their corners in the order that they are met in. */
function packed(at: Float64Array, corners: Int32Array, around: readonly (readonly number[])[]): HalfMesh {
  const number = new Map<number, number>();
  const points: Vec3[] = [];
  const faces: number[] = [];
  for (let f = 0; f < corners.length; f += 3) {
    if (!(around[corners[f] as number] as readonly number[]).includes(f)) continue;
    for (let k = 0; k < 3; k++) {
      const v = corners[f + k] as number;
      if (!number.has(v)) {
        number.set(v, points.length);
        points.push([at[3 * v] as number, at[3 * v + 1] as number, at[3 * v + 2] as number]);
      }
      faces.push(number.get(v) as number);
    }
  }
  return { points, faces };
}

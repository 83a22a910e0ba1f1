/**
 * Fewer triangles for the same shape: edges are collapsed where that moves the surface least (quadric error metric, Garland & Heckbert 1997).
 * A half body's border stays in the plane y = 0, so that its mirror image closes it.
 */
import { cross, dot, sub, type Vec3 } from '#core/pose';
import { createHeap } from './heap.js';
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

/** Symmetric 4x4 matrix of a sum of squared distances to planes: its upper triangle. */
type Quadric = Float64Array;

export function simplify(mesh: HalfMesh, { faces: wanted, features }: Simplification): HalfMesh {
  const points = mesh.points.map((p): Vec3 => [...p]);
  const seam = points.map((p) => p[1] === 0);
  const traits = points.map((_, i) => features?.[i] ?? []);
  const faces: (number[] | undefined)[] = [];
  const around: Set<number>[] = points.map(() => new Set());
  const quadrics: Quadric[] = points.map(() => new Float64Array(10));
  const areas = new Float64Array(points.length);
  for (let f = 0; f < mesh.faces.length; f += 3) {
    const face = mesh.faces.slice(f, f + 3);
    for (const v of face) (around[v] as Set<number>).add(faces.length);
    faces.push(face);
    addPlane(points, face, quadrics, areas);
  }
  // How much a corner differs from those about it: what lies on an edge of a feature should stay there.
  const contrast = new Float64Array(points.length);
  for (const face of faces)
    for (const v of face as number[])
      for (const w of face as number[])
        contrast[v] = Math.max(contrast[v] as number, apartBy(traits[v] as readonly number[], traits[w] as readonly number[]));
  const stamp = new Int32Array(points.length);
  const heap = createHeap();
  const consider = (a: number, b: number): void => {
    const target = placeOf(a, b);
    const apart = squared(sub(points[a] as Vec3, points[b] as Vec3));
    const area = (areas[a] as number) + (areas[b] as number);
    const apartness = apartBy(traits[a] as readonly number[], traits[b] as readonly number[]);
    const differ = apartness + 0.5 * ((contrast[a] as number) + (contrast[b] as number));
    const cost =
      error(quadrics[a] as Quadric, target) + error(quadrics[b] as Quadric, target) + area * apart * (SHAPE + FEATURE * differ);
    heap.push(cost, a, b, (stamp[a] as number) + (stamp[b] as number));
  };
  const placeOf = (a: number, b: number): Vec3 => {
    const [p, q] = [points[a] as Vec3, points[b] as Vec3];
    if (seam[a] === true && seam[b] !== true) return p;
    if (seam[b] === true && seam[a] !== true) return q;
    const best = lowest(quadrics[a] as Quadric, quadrics[b] as Quadric, p, q);
    return seam[a] === true ? [best[0], 0, best[2]] : best;
  };
  const neighbours = (v: number): Set<number> => {
    const found = new Set<number>();
    for (const f of around[v] as Set<number>) for (const w of faces[f] as number[]) if (w !== v) found.add(w);
    return found;
  };
  for (const face of faces)
    for (let k = 0; k < 3; k++) {
      const [v, w] = [(face as number[])[k] as number, (face as number[])[(k + 1) % 3] as number];
      // An inner edge is met twice, once each way; one in the plane of symmetry once.
      if (v < w || (seam[v] === true && seam[w] === true)) consider(Math.min(v, w), Math.max(v, w));
    }

  let left = faces.length;
  while (left > wanted) {
    const next = heap.pop();
    if (next === undefined) break;
    const { a, b, stamp: then } = next;
    if ((around[a] as Set<number>).size === 0 || (around[b] as Set<number>).size === 0) continue;
    if ((stamp[a] as number) + (stamp[b] as number) !== then) continue;
    const shared = [...(around[a] as Set<number>)].filter((f) => (around[b] as Set<number>).has(f));
    const [na, nb] = [neighbours(a), neighbours(b)];
    const common = [...na].filter((v) => nb.has(v)).length;
    if (shared.length === 0 || common !== shared.length) continue;
    if (seam[a] === true && seam[b] === true && shared.length !== 1) continue;
    const target = placeOf(a, b);
    if (turnsOver(a, b, target) || turnsOver(b, a, target)) continue;
    const keep = seam[b] === true && seam[a] !== true ? b : a;
    const gone = keep === a ? b : a;
    points[keep] = target;
    contrast[keep] = Math.max(contrast[keep] as number, contrast[gone] as number);
    traits[keep] = (traits[a] as readonly number[]).map((v, k) => (v + ((traits[b] as readonly number[])[k] as number)) / 2);
    for (let k = 0; k < 10; k++)
      (quadrics[keep] as Quadric)[k] = ((quadrics[keep] as Quadric)[k] as number) + ((quadrics[gone] as Quadric)[k] as number);
    areas[keep] = (areas[keep] as number) + (areas[gone] as number);
    for (const f of shared) {
      for (const v of faces[f] as number[]) (around[v] as Set<number>).delete(f);
      faces[f] = undefined;
      left--;
    }
    for (const f of around[gone] as Set<number>) {
      const face = faces[f] as number[];
      face[face.indexOf(gone)] = keep;
      (around[keep] as Set<number>).add(f);
    }
    (around[gone] as Set<number>).clear();
    stamp[keep] = (stamp[keep] as number) + 1 + (stamp[gone] as number);
    for (const w of neighbours(keep)) consider(Math.min(keep, w), Math.max(keep, w));
  }
  return packed(points, faces);

  /** Whether a face about `v`, but not about `other`, would turn over were `v` moved. */
  function turnsOver(v: number, other: number, target: Vec3): boolean {
    for (const f of around[v] as Set<number>) {
      const face = faces[f] as number[];
      if (face.includes(other)) continue;
      const before = normalOf(face.map((w) => points[w] as Vec3));
      const after = normalOf(face.map((w) => (w === v ? target : (points[w] as Vec3))));
      if (dot(before, after) < 0.25 * Math.sqrt(squared(before) * squared(after))) return true;
    }
    return false;
  }
}

function packed(points: readonly Vec3[], faces: readonly (number[] | undefined)[]): HalfMesh {
  const number = new Map<number, number>();
  const kept: Vec3[] = [];
  const out: number[] = [];
  for (const face of faces) {
    for (const v of face ?? []) {
      if (!number.has(v)) {
        number.set(v, kept.length);
        kept.push(points[v] as Vec3);
      }
      out.push(number.get(v) as number);
    }
  }
  return { points: kept, faces: out };
}

function addPlane(points: readonly Vec3[], face: readonly number[], quadrics: readonly Quadric[], areas: Float64Array): void {
  const corners = face.map((v) => points[v] as Vec3);
  const normal = normalOf(corners);
  const size = Math.sqrt(squared(normal));
  if (size === 0) return;
  const [x, y, z] = [normal[0] / size, normal[1] / size, normal[2] / size];
  const w = -dot([x, y, z], corners[0] as Vec3);
  const terms = [x * x, x * y, x * z, x * w, y * y, y * z, y * w, z * z, z * w, w * w];
  for (const v of face) {
    const q = quadrics[v] as Quadric;
    for (let k = 0; k < 10; k++) q[k] = (q[k] as number) + ((terms[k] as number) * size) / 6;
    areas[v] = (areas[v] as number) + size / 6;
  }
}

function error(q: Quadric, [x, y, z]: Vec3): number {
  const c = (k: number): number => q[k] as number;
  const linear = 2 * (c(3) * x + c(6) * y + c(8) * z) + c(9);
  const mixed = 2 * (c(1) * x * y + c(2) * x * z + c(5) * y * z);
  return Math.max(0, c(0) * x * x + c(4) * y * y + c(7) * z * z + mixed + linear);
}

/** Where both quadrics together are least; an end or the middle where that is not well determined, or far off. */
function lowest(p: Quadric, q: Quadric, from: Vec3, to: Vec3): Vec3 {
  const s = (k: number): number => (p[k] as number) + (q[k] as number);
  const middle: Vec3 = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2, (from[2] + to[2]) / 2];
  const [a, b, c, e, f, h] = [s(0), s(1), s(2), s(4), s(5), s(7)];
  const [c0, c1, c2] = [e * h - f * f, c * f - b * h, b * f - c * e];
  const det = a * c0 + b * c1 + c * c2;
  const size = a + e + h;
  if (Math.abs(det) > 1e-4 * size * size * size) {
    const [d, g, i] = [-s(3), -s(6), -s(8)];
    const best: Vec3 = [
      (d * c0 + g * c1 + i * c2) / det,
      (d * c1 + g * (a * h - c * c) + i * (b * c - a * f)) / det,
      (d * c2 + g * (b * c - a * f) + i * (a * e - b * b)) / det,
    ];
    if (squared(sub(best, middle)) < squared(sub(from, to))) return best;
  }
  const total = (v: Vec3): number => error(p, v) + error(q, v);
  const [atFrom, atMiddle, atTo] = [total(from), total(middle), total(to)];
  if (atMiddle <= atFrom && atMiddle <= atTo) return middle;
  return atFrom <= atTo ? from : to;
}

function apartBy(p: readonly number[], q: readonly number[]): number {
  let sum = 0;
  for (let k = 0; k < p.length; k++) sum += ((p[k] as number) - (q[k] as number)) * ((p[k] as number) - (q[k] as number));
  return sum;
}
function normalOf(corners: readonly Vec3[]): Vec3 {
  const [a, b, c] = corners as [Vec3, Vec3, Vec3];
  return cross(sub(b, a), sub(c, a));
}
function squared(v: Vec3): number {
  return dot(v, v);
}

/**
 * A field's surface as triangles by surface nets (Gibson 1998): a corner in each cell that the surface crosses, a face for each grid edge that
 * it crosses. Only the half y >= 0 is made; its border lies in the plane y = 0.
 */
import type { Vec3 } from '#core/pose';
import type { CompiledLoft, Field } from './field.js';

export interface HalfMesh {
  readonly points: Vec3[];
  /** Counter-clockwise seen from outside, 3 a face. */
  readonly faces: number[];
}

/** Grid lines along each axis, m, growing. The first two along y are -c and c: cells astride the plane of symmetry. */
export interface Grid {
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly z: readonly number[];
}

/** Lines from `low` to `high` with a spacing that depends on where one is. */
export function linesOf(low: number, high: number, spacing: (at: number) => number): number[] {
  const lines = [low];
  for (let at = low; at < high; ) {
    at += spacing(at);
    lines.push(at);
  }
  return lines;
}

/** Cells that are looked at together: all or none of them; first eight blocks of them at once. */
const BLOCK = 3;
/** How much steeper or flatter than a true distance a field may be. */
const CAUTION = 2;

export function halfSurface(field: Field, grid: Grid): HalfMesh {
  const { x: xs, y: ys, z: zs } = grid;
  const [nx, ny, nz] = [xs.length, ys.length, zs.length];
  const at = (i: number, j: number, k: number): number => (i * ny + j) * nz + k;
  const values = new Float64Array(nx * ny * nz).fill(Number.NaN);
  const corner = new Int32Array(nx * ny * nz).fill(-1);
  const points: Vec3[] = [];
  const crossed: (readonly [a: number, b: number, c: number])[] = [];
  const eight = new Float64Array(8);
  eachCellNear(field, grid, (a, b, c, among) => {
    let inside = 0;
    for (let n = 0; n < 8; n++) {
      const [i, j, k] = [a + (n & 1), b + ((n >> 1) & 1), c + (n >> 2)];
      const here = at(i, j, k);
      let value = values[here] as number;
      if (Number.isNaN(value)) {
        value = field.distance(xs[i] as number, ys[j] as number, zs[k] as number, among);
        values[here] = value;
      }
      eight[n] = value;
      if (value < 0) inside++;
    }
    if (inside === 0 || inside === 8) return;
    const point = crossing(eight, grid, a, b, c);
    corner[at(a, b, c)] = points.length;
    points.push(settled(field, among, b === 0 ? [point[0], 0, point[2]] : point, b === 0));
    crossed.push([a, b, c]);
  });
  const faces: number[] = [];
  const quad = (p: number, q: number, r: number, s: number, flip: boolean): void => {
    const [a, b, c, d] = [p, q, r, s].map((n) => corner[n] as number) as [number, number, number, number];
    if (a < 0 || b < 0 || c < 0 || d < 0) return;
    const short = apart(points[a] as Vec3, points[c] as Vec3) <= apart(points[b] as Vec3, points[d] as Vec3);
    const two = short ? [a, b, c, a, c, d] : [b, c, d, b, d, a];
    faces.push(...(flip ? [...two].reverse() : two));
  };
  for (const [a, b, c] of crossed) {
    const here = (values[at(a, b, c)] as number) < 0;
    const turn = (n: number): boolean => (values[n] as number) < 0 !== here;
    if (b > 0 && c > 0 && turn(at(a + 1, b, c)))
      quad(at(a, b - 1, c - 1), at(a, b, c - 1), at(a, b, c), at(a, b - 1, c), !here);
    if (a > 0 && c > 0 && turn(at(a, b + 1, c)))
      quad(at(a - 1, b, c - 1), at(a - 1, b, c), at(a, b, c), at(a, b, c - 1), !here);
    if (a > 0 && b > 0 && turn(at(a, b, c + 1)))
      quad(at(a - 1, b - 1, c), at(a, b - 1, c), at(a, b, c), at(a - 1, b, c), !here);
  }
  return { points, faces };
}

/** Calls it with the lowest corner of each cell that the surface may cross, and the lofts that matter there. */
function eachCellNear(
  field: Field,
  { x, y, z }: Grid,
  visit: (a: number, b: number, c: number, among: readonly CompiledLoft[]) => void,
): void {
  const [nx, ny, nz] = [x.length - 1, y.length - 1, z.length - 1];
  for (let i = 0; i < nx; i += 2 * BLOCK)
    for (let j = 0; j < ny; j += 2 * BLOCK)
      for (let k = 0; k < nz; k += 2 * BLOCK) {
        const [to, across, up] = [Math.min(i + 2 * BLOCK, nx), Math.min(j + 2 * BLOCK, ny), Math.min(k + 2 * BLOCK, nz)];
        const about = near(field, field.lofts, span(x, i, to), span(y, j, across), span(z, k, up));
        if (about === undefined) continue;
        const parts = Array.from({ length: 8 }, (_, n) =>
          near(field, about, half(x, i, to, n & 1), half(y, j, across, (n >> 1) & 1), half(z, k, up, n >> 2)),
        );
        for (let a = i; a < to; a++)
          for (let b = j; b < across; b++)
            for (let c = k; c < up; c++) {
              const among = parts[(a - i < BLOCK ? 0 : 1) + (b - j < BLOCK ? 0 : 2) + (c - k < BLOCK ? 0 : 4)];
              if (among !== undefined) visit(a, b, c, among);
            }
      }
}

type Span = readonly [middle: number, half: number];
function span(lines: readonly number[], from: number, to: number): Span {
  const [low, high] = [lines[from] as number, lines[to] as number];
  return [(low + high) / 2, (high - low) / 2];
}
/** The lower or the upper half of a span. */
function half(lines: readonly number[], from: number, to: number, upper: number): Span {
  const middle = Math.min(from + BLOCK, to);
  return upper === 0 ? span(lines, from, middle) : span(lines, middle, to);
}

/** The lofts that matter in a block, in order; undefined where no surface is. */
function near(
  field: Field,
  lofts: readonly CompiledLoft[],
  [x, rx]: Span,
  [y, ry]: Span,
  [z, rz]: Span,
): readonly CompiledLoft[] | undefined {
  const reach = CAUTION * Math.sqrt(rx * rx + ry * ry + rz * rz);
  const middle = field.distance(x, y, z, lofts);
  if (Math.abs(middle) > reach) return undefined;
  return lofts.filter((loft) => loft.distance(x, Math.abs(y), z) < Math.max(middle, 0) + 2 * reach + loft.melt);
}

/** Mean of the places where the surface crosses a cell's edges. @param eight the field at its corners, x first */
function crossing(eight: Float64Array, { x, y, z }: Grid, a: number, b: number, c: number): Vec3 {
  let [sx, sy, sz, count] = [0, 0, 0, 0];
  for (let axis = 0; axis < 3; axis++)
    for (let n = 0; n < 8; n++) {
      if (((n >> axis) & 1) === 1) continue;
      const p = eight[n] as number;
      const q = eight[n | (1 << axis)] as number;
      if (p < 0 === q < 0) continue;
      const t = p / (p - q);
      sx += axis === 0 ? between(x, a, t) : (x[a + (n & 1)] as number);
      sy += axis === 1 ? between(y, b, t) : (y[b + ((n >> 1) & 1)] as number);
      sz += axis === 2 ? between(z, c, t) : (z[c + (n >> 2)] as number);
      count++;
    }
  return [sx / count, sy / count, sz / count];
}
function between(lines: readonly number[], from: number, t: number): number {
  const low = lines[from] as number;
  return low + ((lines[from + 1] as number) - low) * t;
}

/** Moved onto the surface along the gradient. @param flat stays in the plane y = 0 */
function settled(field: Field, among: readonly CompiledLoft[], start: Vec3, flat: boolean): Vec3 {
  let [px, py, pz] = start;
  for (let step = 0; step < 2; step++) {
    const d = field.distance(px, py, pz, among);
    const [gx, gy, gz] = field.gradient(px, py, pz, among);
    const y = flat ? 0 : gy;
    const size = gx * gx + y * y + gz * gz;
    if (size < 1e-6) break;
    const move = Math.max(-0.01, Math.min(0.01, d)) / Math.max(size, 0.25);
    px -= move * gx;
    py = flat ? 0 : Math.max(0, py - move * y);
    pz -= move * gz;
  }
  return [px, py, pz];
}

function apart(a: Vec3, b: Vec3): number {
  const [x, y, z] = [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
  return x * x + y * y + z * z;
}

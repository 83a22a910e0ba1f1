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
  const cells = cellsNear(field, grid);
  const values = new Float64Array(nx * ny * nz).fill(Number.NaN);
  for (const { first, among } of cells)
    for (let n = 0; n < 8; n++) {
      const [i, j, k] = [first[0] + (n & 1), first[1] + ((n >> 1) & 1), first[2] + (n >> 2)];
      const here = at(i, j, k);
      if (Number.isNaN(values[here] as number))
        values[here] = field.distance(xs[i] as number, ys[j] as number, zs[k] as number, among);
    }
  const corner = new Int32Array(nx * ny * nz).fill(-1);
  const points: Vec3[] = [];
  const crossed: Cell[] = [];
  for (const cell of cells) {
    const [a, b, c] = cell.first;
    const point = crossing(values, at, grid, a, b, c);
    if (point === undefined) continue;
    corner[at(a, b, c)] = points.length;
    points.push(settled(field, cell.among, b === 0 ? [point[0], 0, point[2]] : point, b === 0));
    crossed.push(cell);
  }
  const faces: number[] = [];
  const quad = (p: number, q: number, r: number, s: number, flip: boolean): void => {
    const [a, b, c, d] = [p, q, r, s].map((n) => corner[n] as number) as [number, number, number, number];
    if (a < 0 || b < 0 || c < 0 || d < 0) return;
    const short = apart(points[a] as Vec3, points[c] as Vec3) <= apart(points[b] as Vec3, points[d] as Vec3);
    const two = short ? [a, b, c, a, c, d] : [b, c, d, b, d, a];
    faces.push(...(flip ? [...two].reverse() : two));
  };
  for (const {
    first: [a, b, c],
  } of crossed) {
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

interface Cell {
  /** The lowest of its corners. */
  readonly first: readonly [i: number, j: number, k: number];
  /** The lofts that matter in it. */
  readonly among: readonly CompiledLoft[];
}

/** Cells that the surface may cross. */
function cellsNear(field: Field, { x, y, z }: Grid): Cell[] {
  const [nx, ny, nz] = [x.length - 1, y.length - 1, z.length - 1];
  const cells: Cell[] = [];
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
              if (among !== undefined) cells.push({ first: [a, b, c], among });
            }
      }
  return cells;
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

/** Mean of the places where the surface crosses a cell's edges; undefined where it crosses none. */
function crossing(
  values: Float64Array,
  at: (i: number, j: number, k: number) => number,
  { x, y, z }: Grid,
  a: number,
  b: number,
  c: number,
): Vec3 | undefined {
  let inside = 0;
  for (let n = 0; n < 8; n++) if (valueAt(n) < 0) inside++;
  if (inside === 0 || inside === 8) return undefined;
  const sum: [number, number, number] = [0, 0, 0];
  let count = 0;
  for (const axis of [0, 1, 2] as const)
    for (let n = 0; n < 8; n++) {
      if (((n >> axis) & 1) === 1) continue;
      const [vp, vq] = [valueAt(n), valueAt(n | (1 << axis))];
      if (vp < 0 === vq < 0) continue;
      const t = vp / (vp - vq);
      const along = (lines: readonly number[], from: number, own: 0 | 1 | 2): number => {
        const low = lines[from + ((n >> own) & 1)] as number;
        return axis === own ? low + ((lines[from + 1] as number) - low) * t : low;
      };
      sum[0] += along(x, a, 0);
      sum[1] += along(y, b, 1);
      sum[2] += along(z, c, 2);
      count++;
    }
  return [sum[0] / count, sum[1] / count, sum[2] / count];

  function valueAt(n: number): number {
    return values[at(a + (n & 1), b + ((n >> 1) & 1), c + (n >> 2))] as number;
  }
}

/** Moved onto the surface along the gradient. @param flat stays in the plane y = 0 */
function settled(field: Field, among: readonly CompiledLoft[], start: Vec3, flat: boolean): Vec3 {
  let p = start;
  for (let step = 0; step < 2; step++) {
    const d = field.distance(...p, among);
    const [gx, gy, gz] = field.gradient(...p, among);
    const y = flat ? 0 : gy;
    const size = gx * gx + y * y + gz * gz;
    if (size < 1e-6) return p;
    const move = Math.max(-0.01, Math.min(0.01, d)) / Math.max(size, 0.25);
    p = [p[0] - move * gx, flat ? 0 : Math.max(0, p[1] - move * y), p[2] - move * gz];
  }
  return p;
}

function apart(a: Vec3, b: Vec3): number {
  const [x, y, z] = [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
  return x * x + y * y + z * z;
}

/** Trunk from the fork of the legs to the collar: one tube of sixteen columns, open where arms go on. */
import { lerp, sin, TAU } from '#core/math';
import { mix, type Vec3 } from '#core/pose';
import { type Clothes, CUTS } from '../clothes.js';
import { type Frame, P } from '../frame.js';
import { dark, evenly, type RowPlan, rowOf, two } from './rows.js';
import type { TrunkShape } from './trunk-shape.js';
import { columnsOf, type Detail, type Point, type Row, type Weaver } from './weave.js';

const COLUMNS = 16;
const ANGLES = evenly(COLUMNS);
/** Columns between which the left arm goes on; the right one's are mirrored. */
const HOLE = [2, 6] as const;

export interface Trunk {
  /** What arms (12 columns: in front, outwards, behind, inwards) and legs (9 of 12: in front, outwards, behind) go on from. */
  readonly armLoop: Readonly<Record<1 | -1, readonly Point[]>>;
  readonly forkLoop: Readonly<Record<1 | -1, readonly Point[]>>;
}

export function weaveTrunk(weaver: Weaver, shape: TrunkShape, c: Clothes, frame: Frame): Trunk {
  const rows = plans(shape, c, frame).map((plan) => rowOf(plan, ANGLES));
  const at = (z: number): number => rows.findIndex(({ points }) => Math.abs((points[4] as Point).at[2] - z) < 1e-9);
  const [low, middle, high] = [at(shape.z.axilla), at((shape.z.axilla + shape.z.shoulder) / 2), at(shape.z.shoulder)];
  const inHole = (j: number): boolean => (j >= HOLE[0] && j < HOLE[1]) || (j >= COLUMNS - HOLE[1] && j < COLUMNS - HOLE[0]);
  const columns = columnsOf(COLUMNS, weaver.detail === 0 ? 1 : 2);
  weaver.tube(rows, columns, (below, above, j) => below >= low && above <= high && inHole(j));
  weaver.lid(rows[rows.length - 1] as Row, columns, true);
  const point = (row: number, j: number): Point => (rows[row] as Row).points[((j % COLUMNS) + COLUMNS) % COLUMNS] as Point;
  const armOn = (side: 1 | -1): Point[] => {
    const p = (row: number, j: number): Point => point(row, side * j);
    return [p(middle, 2), ...[2, 3, 4, 5, 6].map((j) => p(high, j)), p(middle, 6), ...[6, 5, 4, 3, 2].map((j) => p(low, j))];
  };
  const legOn = (side: 1 | -1): Point[] => Array.from({ length: 9 }, (_, j) => point(0, side * j));
  return {
    armLoop: { 1: armOn(1), [-1]: armOn(-1) } as Trunk['armLoop'],
    forkLoop: { 1: legOn(1), [-1]: legOn(-1) } as Trunk['forkLoop'],
  };
}

/** Heights of rows, and the coarsest level of detail that has each. */
export function trunkLevels({ z }: TrunkShape): readonly (readonly [z: number, upTo: Detail])[] {
  return [
    [z.fork, 2],
    [z.hips, 1],
    [lerp(z.hips, z.waist, 0.5), 0],
    [z.waist, 2],
    [lerp(z.waist, z.chest, 0.42), 0],
    [z.chest, 1],
    [z.axilla, 2],
    [(z.axilla + z.shoulder) / 2, 0],
    [z.shoulder, 2],
    [lerp(z.shoulder, z.neck, 0.45), 1],
    [z.neck, 2],
  ];
}

function plans(shape: TrunkShape, c: Clothes, { h }: Frame): RowPlan[] {
  const { hem } = shape;
  const levels = trunkLevels(shape);
  const bottoms = levels.filter(([at]) => at < hem - 1e-6).map(([at, upTo]) => plan(shape, c, at, upTo, 'bottom'));
  const tops = levels.filter(([at]) => at > hem + 0.012 * h).map(([at, upTo]) => plan(shape, c, at, upTo, 'top'));
  const edge = [plan(shape, c, hem, 2, 'bottom', 0.35), plan(shape, c, hem, 2, 'top')];
  if (CUTS[c.upper].collar !== 'none') return [...bottoms, ...edge, ...tops, ...collar(shape, c, h)];
  const neckline = lerp(shape.z.shoulder, shape.z.neck, 0.6);
  const neck = plan(shape, c, neckline, 1, 'top', 0.15);
  const bare = (at: number, upTo: Detail): RowPlan => ({
    ...plan(shape, c, at, upTo, 'top'),
    ring: shape.ring(at, 'flesh'),
    color: dark(c.skin, 0.1),
    stuff: 'skin',
  });
  return [...bottoms, ...edge, ...tops.slice(0, -1), neck, bare(neckline, 1), bare(shape.z.neck, 2)];
}

/** @param shade how much darker: below an edge */
function plan(shape: TrunkShape, c: Clothes, at: number, upTo: Detail, worn: 'top' | 'bottom', shade = 0): RowPlan {
  const top = worn === 'top';
  const own = top ? (c.vest ?? c.top) : c.bottom;
  const yoke = top && c.vest === undefined && c.pattern === 'two-tone' && at > shape.z.chest;
  const base: Vec3 = yoke ? c.second : own;
  const patterned = top && c.vest === undefined && (c.pattern === 'striped' || c.pattern === 'checked');
  const ring = shape.ring(at, worn);
  const quilted = top && upTo === 0 ? shape.quilt : 0;
  return {
    ring: {
      ...ring,
      front: ring.front + quilted,
      back: ring.back + quilted,
      left: ring.left + quilted,
      right: ring.right + quilted,
    },
    weights: two(P.pelvis, P.chest, shape.chest(at)),
    color: (angle) => dark(base, shade + creased(angle, at, c.creases, top ? 0.13 : 0.08) + below(angle, at, shape)),
    stuff: patterned ? 'top' : 'cloth',
    upTo,
    along: at,
  };
}

/** Under the arms less light comes. */
function below(angle: number, at: number, { z }: TrunkShape): number {
  const beside = Math.abs(sin(angle));
  return at < z.shoulder - 0.01 && at > z.waist ? 0.3 * Math.max(0, beside - 0.6) : 0;
}

/** Darker in the hollows of folds, 0..depth. */
export function creased(angle: number, at: number, seed: number, depth: number): number {
  const wave =
    sin(3 * angle + seed * TAU + 9 * at) * sin(17 * at + 2 * angle + seed * 40) * sin(5 * angle - 31 * at + seed * 90);
  return depth * (0.5 - 0.5 * wave);
}

function collar(shape: TrunkShape, c: Clothes, h: number): RowPlan[] {
  const kind = CUTS[c.upper].collar;
  const at = shape.z.neck;
  const rise = kind === 'high' ? 0.02 * h : kind === 'low' ? 0.01 * h : 0.002 * h;
  const base =
    c.vest === undefined || kind !== 'none' ? (c.pattern === 'two-tone' ? mix(c.top, c.second, 0.5) : c.top) : c.vest;
  const row = (up: number, out: number, shade: number): RowPlan => {
    const ring = shape.ring(at, 'flesh');
    const grow = out * h;
    return {
      ring: {
        ...ring,
        center: [ring.center[0] + 0.25 * up, 0, at + up],
        front: ring.front + grow,
        back: ring.back + grow,
        left: ring.left + grow,
        right: ring.right + grow,
      },
      weights: two(P.chest, P.head, 0.25 * Math.min(1, up / (0.03 * h))),
      color: dark(base, shade),
      stuff: 'cloth',
      upTo: up > 0 ? 1 : 2,
      along: at + up,
    };
  };
  return kind === 'none'
    ? []
    : [row(rise, kind === 'high' ? 0.005 : 0.003, 0), row(rise, 0.001, 0.4), row(rise - 0.012 * h, 0, 0.6)];
}

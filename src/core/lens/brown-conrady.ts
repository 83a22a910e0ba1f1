/**
 * Brown's and Conrady's lens with OpenCV's coefficients and signs: with x, y the point at depth 1 and r^2 = x^2 + y^2,
 * x' = x L + 2 p1 x y + p2 (r^2 + 2 x^2), y' = y L + p1 (r^2 + 2 y^2) + 2 p2 x y, where
 * L = (1 + k1 r^2 + k2 r^4 + k3 r^6) / (1 + k4 r^2 + k5 r^4 + k6 r^6).
 * Brown, Decentering distortion of lenses, Photogrammetric Engineering 32(3), 1966; OpenCV, module calib3d.
 */
import { cos, PI, sin, tan } from '../math.js';

export interface BrownConrady {
  readonly model: 'brown-conrady';
  readonly k1: number;
  readonly k2: number;
  readonly p1: number;
  readonly p2: number;
  readonly k3: number;
  /** Denominator; 0 where missing. */
  readonly k4?: number;
  readonly k5?: number;
  readonly k6?: number;
}

type Vec2 = readonly [x: number, y: number];

/** Rays are followed no farther from the axis than this, degrees. */
const WIDEST = 89;
const STEPS = 178;
/** All round, for what is not the same all round. */
const DIRECTIONS = Array.from({ length: 16 }, (_, i): Vec2 => [cos((PI * i) / 8), sin((PI * i) / 8)]);

/** L and its derivative by r^2. */
function radial({ k1, k2, k3, k4 = 0, k5 = 0, k6 = 0 }: BrownConrady, r2: number): Vec2 {
  const over = 1 + r2 * (k1 + r2 * (k2 + r2 * k3));
  const under = 1 + r2 * (k4 + r2 * (k5 + r2 * k6));
  const overSlope = k1 + r2 * (2 * k2 + r2 * 3 * k3);
  const underSlope = k4 + r2 * (2 * k5 + r2 * 3 * k6);
  return [over / under, (overSlope * under - over * underSlope) / (under * under)];
}

/** Where the point x, y at depth 1 lands, focal lengths from the principal point. */
export function distort(lens: BrownConrady, x: number, y: number): Vec2 {
  const { k1, k2, p1, p2, k3, k4 = 0, k5 = 0, k6 = 0 } = lens;
  const r2 = x * x + y * y;
  const L = (1 + r2 * (k1 + r2 * (k2 + r2 * k3))) / (1 + r2 * (k4 + r2 * (k5 + r2 * k6)));
  return [x * L + 2 * p1 * x * y + p2 * (r2 + 2 * x * x), y * L + p1 * (r2 + 2 * y * y) + 2 * p2 * x * y];
}

/** The map's derivative: d x'/dx, d x'/dy = d y'/dx, d y'/dy. Symmetric: the map is a gradient. */
function slope(lens: BrownConrady, x: number, y: number): readonly [xx: number, xy: number, yy: number] {
  const { p1, p2 } = lens;
  const [L, D] = radial(lens, x * x + y * y);
  return [
    L + 2 * x * x * D + 2 * p1 * y + 6 * p2 * x,
    2 * x * y * D + 2 * p1 * x + 2 * p2 * y,
    L + 2 * y * y * D + 6 * p1 * y + 2 * p2 * x,
  ];
}

/**
 * The radius at depth 1 up to which no two points land on the same spot. Within it the derivative is positive definite everywhere, and
 * such a gradient never takes a value twice on a disc.
 */
export function brownConradyLimit(lens: BrownConrady): number {
  const directions = lens.p1 === 0 && lens.p2 === 0 ? [] : DIRECTIONS;
  const holds = (r: number): boolean => {
    const [L, D] = radial(lens, r * r);
    if (!(L > 0 && L + 2 * r * r * D > 0)) return false;
    return directions.every(([c, s]) => {
      const [xx, xy, yy] = slope(lens, r * c, r * s);
      return xx + yy > 0 && xx * yy - xy * xy > 0;
    });
  };
  const radiusAt = (step: number): number => tan((step * WIDEST * PI) / (180 * STEPS));
  let step = 0;
  while (step < STEPS && holds(radiusAt(step + 1))) step++;
  let inside = radiusAt(step);
  if (step === STEPS) return inside;
  let outside = radiusAt(step + 1);
  for (let i = 0; i < 50; i++) {
    const middle = (inside + outside) / 2;
    if (holds(middle)) inside = middle;
    else outside = middle;
  }
  return inside;
}

/** The inverse of `distort` within the limit, by damped Newton's steps. @returns undefined where nothing within it lands */
export function undistort(lens: BrownConrady, limit: number, u: number, v: number): Vec2 | undefined {
  let [x, y] = radialGuess(lens, limit, u, v);
  let off = offBy(lens, x, y, u, v);
  for (let i = 0; i < 60 && off > 0; i++) {
    const [xx, xy, yy] = slope(lens, x, y);
    const [du, dv] = distort(lens, x, y);
    const det = xx * yy - xy * xy;
    let dx = (yy * (u - du) - xy * (v - dv)) / det;
    let dy = (xx * (v - dv) - xy * (u - du)) / det;
    let better = offBy(lens, x + dx, y + dy, u, v);
    for (let half = 0; half < 30 && !(better < off); half++) {
      dx /= 2;
      dy /= 2;
      better = offBy(lens, x + dx, y + dy, u, v);
    }
    if (!(better < off)) break;
    [x, y, off] = [x + dx, y + dy, better];
  }
  const size = 1 + Math.abs(u) + Math.abs(v);
  return off <= 1e-22 * size * size && x * x + y * y <= limit * limit * (1 + 1e-12) ? [x, y] : undefined;
}

/** Square of the distance from where the point should land. */
function offBy(lens: BrownConrady, x: number, y: number, u: number, v: number): number {
  const [a, b] = distort(lens, x, y);
  return (a - u) * (a - u) + (b - v) * (b - v);
}

/** The point if there were no tangential part, to start from. */
function radialGuess(lens: BrownConrady, limit: number, u: number, v: number): Vec2 {
  const wanted = Math.sqrt(u * u + v * v);
  if (wanted === 0) return [0, 0];
  let [low, high] = [0, limit];
  for (let i = 0; i < 12; i++) {
    const middle = (low + high) / 2;
    if (middle * radial(lens, middle * middle)[0] < wanted) low = middle;
    else high = middle;
  }
  const r = (low + high) / 2;
  return [(r * u) / wanted, (r * v) / wanted];
}

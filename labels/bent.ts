/**
 * Triangles seen through a lens that bends straight lines: cut up until straight edges in the picture follow the bent ones. Whether an edge is
 * cut depends on its two ends alone, so triangles that share one stay joined.
 */
import { type Lens, project } from '#core/lens';
import { add, mix, scale, sub, type Vec3 } from '#core/pose';

/** An edge's middle lands at most this far off the straight line between its ends, px; `test/labels/bent.test.ts` measures the whole. */
const BEND = 0.01;
/** Edges shorter than this are straight enough: 2^2 / (8 f) is below BEND from f = 50 px on. */
const SHORT = 2;
/** Longer ones are cut unseen: they may bend both ways. */
const LONG = 64;
/** Where one end or both have no pixel, cut down to this angle, rad. */
const [ACROSS_LIMIT, BEYOND_LIMIT] = [0.02, 0.1];
const DEEPEST = 10;

type Pixel = readonly [u: number, v: number];
interface Corner {
  readonly point: Vec3;
  /** Missing where the lens does not see it. */
  readonly pixel: Pixel | undefined;
}
export type PutTriangle = (a: Pixel, b: Pixel, c: Pixel) => void;

/** @param points corners in the camera frame, m */
export function bendTriangle([a, b, c]: readonly [Vec3, Vec3, Vec3], lens: Lens, put: PutTriangle): void {
  const corner = (point: Vec3): Corner => ({ point, pixel: project(lens, point) });
  cut(corner(a), corner(b), corner(c), lens, put, 0);
}

function cut(a: Corner, b: Corner, c: Corner, lens: Lens, put: PutTriangle, depth: number): void {
  const ab = depth < DEEPEST ? middleToCut(a, b, lens) : undefined;
  const bc = depth < DEEPEST ? middleToCut(b, c, lens) : undefined;
  const ca = depth < DEEPEST ? middleToCut(c, a, lens) : undefined;
  const go = (p: Corner, q: Corner, r: Corner): void => cut(p, q, r, lens, put, depth + 1);
  if (ab !== undefined && bc !== undefined && ca !== undefined) {
    go(a, ab, ca);
    go(ab, b, bc);
    go(ca, bc, c);
    go(ab, bc, ca);
  } else if (ab !== undefined) cutOn([a, ab, b, c], bc, ca, go);
  else if (bc !== undefined) cutOn([b, bc, c, a], ca, undefined, go);
  else if (ca !== undefined) cutOn([c, ca, a, b], undefined, undefined, go);
  else emit(a, b, c, lens, put);
}

/** A triangle p, q, r of which pq is cut in m, and qr or rp may be. */
function cutOn(
  [p, m, q, r]: readonly [Corner, Corner, Corner, Corner],
  qr: Corner | undefined,
  rp: Corner | undefined,
  go: (a: Corner, b: Corner, c: Corner) => void,
): void {
  if (qr !== undefined) {
    go(m, q, qr);
    go(m, qr, r);
  } else go(m, q, r);
  if (rp !== undefined) {
    go(p, m, rp);
    go(rp, m, r);
  } else go(p, m, r);
}

/** The middle of an edge that must be cut. */
function middleToCut(a: Corner, b: Corner, lens: Lens): Corner | undefined {
  const point = scale(add(a.point, b.point), 0.5);
  if (a.pixel === undefined || b.pixel === undefined) {
    const most = a.pixel === undefined && b.pixel === undefined ? BEYOND_LIMIT : ACROSS_LIMIT;
    return isWider(a.point, b.point, most) ? { point, pixel: project(lens, point) } : undefined;
  }
  const [du, dv] = [b.pixel[0] - a.pixel[0], b.pixel[1] - a.pixel[1]];
  const length2 = du * du + dv * dv;
  if (length2 < SHORT * SHORT) return undefined;
  const pixel = project(lens, point);
  if (pixel === undefined || length2 > LONG * LONG) return { point, pixel };
  // The same number to the last bit whichever end comes first.
  const twice = (2 * pixel[0] - (a.pixel[0] + b.pixel[0])) * dv - (2 * pixel[1] - (a.pixel[1] + b.pixel[1])) * du;
  return twice * twice > 4 * BEND * BEND * length2 ? { point, pixel } : undefined;
}

/** Whether the eye sees two points farther apart than that, about. */
function isWider(a: Vec3, b: Vec3, angle: number): boolean {
  const [x, y, z] = sub(a, b);
  const nearest = Math.min(a[0] * a[0] + a[1] * a[1] + a[2] * a[2], b[0] * b[0] + b[1] * b[1] + b[2] * b[2]);
  return x * x + y * y + z * z > angle * angle * nearest;
}

/** What of a small triangle the lens sees. */
function emit(a: Corner, b: Corner, c: Corner, lens: Lens, put: PutTriangle): void {
  const outline: Pixel[] = [];
  for (const [from, to] of [
    [a, b],
    [b, c],
    [c, a],
  ] as const) {
    if (from.pixel !== undefined) outline.push(from.pixel);
    if ((from.pixel === undefined) !== (to.pixel === undefined)) outline.push(lastSeen(from, to, lens));
  }
  for (let i = 2; i < outline.length; i++) put(outline[0] as Pixel, outline[i - 1] as Pixel, outline[i] as Pixel);
}

/** Where an edge leaves what the lens sees. */
function lastSeen(from: Corner, to: Corner, lens: Lens): Pixel {
  let [seen, unseen] = from.pixel === undefined ? [to.point, from.point] : [from.point, to.point];
  let pixel = (from.pixel ?? to.pixel) as Pixel;
  for (let i = 0; i < 16; i++) {
    const middle = mix(seen, unseen, 0.5);
    const found = project(lens, middle);
    if (found === undefined) unseen = middle;
    else [seen, pixel] = [middle, found];
  }
  return pixel;
}

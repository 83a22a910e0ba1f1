/** The greenhouse: windscreen, side windows between pillars, back light and roof as one smooth surface. */
import { atan2, cos, lerp, pow, sin } from '#core/math';
import type { Vec3 } from '#core/pose';
import { curve } from '../mesh/curve.js';
import type { BodyDesign } from './design.js';

/** Heights of the rows as shares between waist and roof edge: the frame round the panes is the first and the last. */
export const CABIN_ROWS = [0, 0.11, 0.35, 0.6, 0.82, 0.95, 1] as const;
const FRONT = [0, 0.3, 0.6, 0.82, 0.94] as const;
const ROLL_STEPS = 2;
const LID = [0.25, 0.6, 1] as const;
const EMBEDDED = 0.03;

interface Station {
  readonly base: Vec3;
  readonly top: Vec3;
  /** What lies between here and the next station. */
  readonly kind: 'windscreen' | 'glass' | 'pillar' | 'body' | 'backlight' | 'none';
}

/** @returns columns from the waist up to the roof's middle, and the tag of every cell */
export function buildCabin(d: BodyDesign): { columns: Vec3[][]; tagOf(i: number, j: number): string } {
  const stations = contour(d);
  const tops = stations.map((s) => s.top);
  const columns = stations.map((s, i) =>
    column(d, s, tops[Math.max(0, i - 1)] as Vec3, tops[Math.min(tops.length - 1, i + 1)] as Vec3),
  );
  const waist = Math.min(...columns.map((c) => (c[0] as Vec3)[2]));
  const highest = Math.max(...columns.flatMap((c) => c.map((p) => p[2])));
  const stretch = (d.height - waist) / (highest - waist);
  return {
    columns: columns.map((c) => c.map((p): Vec3 => [p[0], p[1], waist + (p[2] - waist) * stretch])),
    tagOf: (i, j) =>
      d.cabin.backGlass && i === stations.length - 2 && j === CABIN_ROWS.length - 2
        ? 'brake'
        : tag(d, (stations[i] as Station).kind, j),
  };
}

function tag(d: BodyDesign, kind: Station['kind'], j: number): string {
  const last = CABIN_ROWS.length - 2;
  if (j > last || kind === 'body') return 'paint';
  if (kind === 'none') return 'paint';
  const inFrame = j === 0 || j === last;
  if (kind === 'windscreen') return j === 0 ? 'trim' : inFrame ? 'paint' : 'glass';
  if (kind === 'backlight') {
    const seen = d.cabin.backGlass && (CABIN_ROWS[j] as number) >= d.cabin.backGlassFrom;
    return seen && !inFrame ? 'glass' : 'paint';
  }
  if (kind === 'pillar') return 'trim';
  return inFrame ? 'trim' : 'glass';
}

function contour(d: BodyDesign): Station[] {
  const { cabin } = d;
  const half = d.width / 2;
  const [belt, crown, plan, roofEdge] = [curve(d.belt), curve(d.crown), curve(d.plan), curve(cabin.roofEdge)];
  const waistY = (x: number, u: number): number => half * plan(x) * lerp(cabin.waist[0], cabin.waist[1], u);
  const roofY = (u: number): number => half * (lerp(cabin.roofWidth[0], cabin.roofWidth[1], u) + 0.1 * u * (1 - u));
  const point = (x: number, y: number, z: number): Vec3 => [x, y, z];
  const pane = (pane: BodyDesign['cabin']['windscreen'], u: number, f: number): { base: Vec3; top: Vec3 } => {
    const bend = pow(f, 2.2);
    const x = lerp(pane.base, pane.baseCorner, bend);
    const xTop = lerp(pane.top, pane.topCorner, bend);
    return {
      base: point(x, waistY(pane.baseCorner, u) * f, belt(x) + crown(x) * (1 - f * f) - EMBEDDED),
      top: point(xTop, roofY(u) * f, roofEdge(xTop) + (cabin.roofCrown + 0.4 * cabin.roofRadius) * (1 - f * f)),
    };
  };
  const flank = (u: number): { base: Vec3; top: Vec3 } => {
    const x = lerp(cabin.windscreen.baseCorner, cabin.backlight.baseCorner, u);
    const xTop = lerp(cabin.windscreen.topCorner, cabin.backlight.topCorner, u);
    return { base: point(x, waistY(x, u), belt(x) - EMBEDDED), top: point(xTop, roofY(u), roofEdge(xTop)) };
  };
  const front = FRONT.map(
    (f, k): Station => ({ ...pane(cabin.windscreen, 0, f), kind: k === FRONT.length - 1 ? 'none' : 'windscreen' }),
  );
  const sides: Station[] = [];
  let u = 0.012;
  for (const span of cabin.sides) {
    const to = Math.min(span.to, 0.988);
    const pieces = to - u > 0.2 ? 3 : to - u > 0.1 ? 2 : 1;
    for (let k = 0; k < pieces; k++) sides.push({ ...flank(lerp(u, to, k / pieces)), kind: span.kind });
    u = to;
  }
  sides.push({ ...flank(0.988), kind: 'none' });
  const back = [...FRONT].reverse().map((f): Station => ({ ...pane(cabin.backlight, 1, f), kind: 'backlight' }));
  return [...front, ...sides, ...back];
}

/** From waist to roof edge with the panes' bulge, then round over the edge with a matching slope, then across the roof. */
function column(d: BodyDesign, s: Station, before: Vec3, after: Vec3): Vec3[] {
  const [tx, ty] = [after[0] - before[0], after[1] - before[1]];
  const size = Math.sqrt(tx * tx + ty * ty);
  const centre = s.top[1] < 1e-9;
  const [nx, ny] = centre ? [s.base[0] > s.top[0] ? 1 : -1, 0] : [ty / size, -tx / size];
  const rows = CABIN_ROWS.map((t): Vec3 => {
    const bulge = 0.022 * 4 * t * (1 - t);
    return [
      lerp(s.base[0], s.top[0], t) + nx * bulge,
      Math.max(0, lerp(s.base[1], s.top[1], t) + ny * bulge),
      lerp(s.base[2], s.top[2], t),
    ];
  });
  const inwards = (s.base[0] - s.top[0]) * nx + (s.base[1] - s.top[1]) * ny;
  const start = Math.min(atan2(Math.max(0, inwards), s.top[2] - s.base[2]), 1.1);
  const r = d.cabin.roofRadius;
  const roll = Array.from({ length: ROLL_STEPS }, (_, k): Vec3 => {
    const a = lerp(start, 1.25, (k + 1) / ROLL_STEPS);
    const inward = r * (cos(start) - cos(a));
    return [s.top[0] - nx * inward, Math.max(0, s.top[1] - ny * inward), s.top[2] + r * (sin(a) - sin(start))];
  });
  const rim = roll[roll.length - 1] as Vec3;
  const rise = d.cabin.roofCrown * Math.min(1, rim[1] / (0.2 * d.width));
  const lid = LID.map((v): Vec3 => [rim[0], rim[1] * (1 - v), rim[2] + rise * (1 - (1 - v) * (1 - v))]);
  return [...rows, ...roll, ...lid];
}

/** The greenhouse: windscreen, side windows between pillars, back light and roof as one smooth surface. */
import { atan2, cos, lerp, pow, sin } from '#core/math';
import type { Vec3 } from '#core/pose';
import { curve } from '../../mesh/curve.js';
import type { BodyDesign, Screen } from './design.js';
import type { Fineness } from './fineness.js';

const EMBEDDED = 0.03;

interface Station {
  readonly base: Vec3;
  readonly top: Vec3;
  /** What lies between here and the next station. */
  readonly kind: 'windscreen' | 'glass' | 'pillar' | 'body' | 'backlight' | 'none';
}

export interface Cabin {
  /** From the waist up to the roof's middle. */
  readonly columns: readonly (readonly Vec3[])[];
  tagOf(i: number, j: number): string;
  /** Runs of columns between which there is glass, the windscreen first and the back light last. */
  readonly panes: readonly Pane[];
}

/** A window's columns (first, last) and rows (first, last). */
export interface Pane {
  readonly kind: 'windscreen' | 'glass' | 'backlight';
  readonly columns: readonly [number, number];
  readonly rows: readonly [number, number];
}

export function buildCabin(d: BodyDesign, fineness: Fineness): Cabin {
  const stations = contour(d, fineness);
  const tops = stations.map((s) => s.top);
  const columns = stations.map((s, i) =>
    column(d, fineness, s, tops[Math.max(0, i - 1)] as Vec3, tops[Math.min(tops.length - 1, i + 1)] as Vec3),
  );
  const waist = Math.min(...columns.map((c) => (c[0] as Vec3)[2]));
  const highest = Math.max(...columns.flatMap((c) => c.map((p) => p[2])));
  const stretch = (d.height - waist) / (highest - waist);
  return {
    columns: columns.map((c) => c.map((p): Vec3 => [p[0], p[1], waist + (p[2] - waist) * stretch])),
    tagOf: (i, j) => tag(d, fineness, (stations[i] as Station).kind, j),
    panes: panesOf(d, fineness, stations),
  };
}

function panesOf(d: BodyDesign, { cabinRows }: Fineness, stations: readonly Station[]): Pane[] {
  const last = cabinRows.length - 2;
  const panes: Pane[] = [];
  for (let i = 0; i < stations.length - 1; i++) {
    const { kind } = stations[i] as Station;
    if (kind !== 'windscreen' && kind !== 'glass' && kind !== 'backlight') continue;
    if (kind === 'backlight' && !d.cabin.backGlass) continue;
    let end = i;
    while (stations[end]?.kind === kind) end++;
    end = Math.min(end, stations.length - 1);
    const low = kind === 'backlight' ? cabinRows.findIndex((t) => t >= d.cabin.backGlassFrom - 1e-9) : 1;
    panes.push({ kind, columns: [i, end], rows: [Math.max(1, low), last] });
    i = end - 1;
  }
  return panes;
}

function tag(d: BodyDesign, { cabinRows }: Fineness, kind: Station['kind'], j: number): string {
  const last = cabinRows.length - 2;
  if (j > last || kind === 'body' || kind === 'none') return 'paint';
  const inFrame = j === 0 || j === last;
  if (kind === 'windscreen') return inFrame ? 'trim' : 'glass';
  if (kind === 'backlight') {
    if (!d.cabin.backGlass) return 'paint';
    const seen = (cabinRows[j] as number) >= d.cabin.backGlassFrom - 1e-9;
    return seen && !inFrame ? 'glass' : 'paint';
  }
  if (kind === 'pillar') return 'trim';
  return inFrame ? 'trim' : 'glass';
}

function contour(d: BodyDesign, fineness: Fineness): Station[] {
  const { cabin } = d;
  const half = d.width / 2;
  const [belt, crown, plan, roofEdge] = [curve(d.belt), curve(d.crown), curve(d.plan), curve(cabin.roofEdge)];
  const waistY = (x: number, u: number): number => half * plan(x) * lerp(cabin.waist[0], cabin.waist[1], u);
  const roofY = (u: number): number => half * (lerp(cabin.roofWidth[0], cabin.roofWidth[1], u) + 0.1 * u * (1 - u));
  const pane = (pane: Screen, u: number, f: number): { base: Vec3; top: Vec3 } => {
    const bend = pow(f, 2.2);
    const x = lerp(pane.base, pane.baseCorner, bend);
    const xTop = lerp(pane.top, pane.topCorner, bend);
    return {
      base: [x, waistY(pane.baseCorner, u) * f, belt(x) + crown(x) * (1 - f * f) - EMBEDDED],
      top: [xTop, roofY(u) * f, roofEdge(xTop) + (cabin.roofCrown + 0.4 * cabin.roofRadius) * (1 - f * f)],
    };
  };
  const flank = (u: number): { base: Vec3; top: Vec3 } => {
    const x = lerp(cabin.windscreen.baseCorner, cabin.backlight.baseCorner, u);
    const xTop = lerp(cabin.windscreen.topCorner, cabin.backlight.topCorner, u);
    return { base: [x, waistY(x, u), belt(x) - EMBEDDED], top: [xTop, roofY(u), roofEdge(xTop)] };
  };
  const front = fineness.screen.map(
    (f, k): Station => ({ ...pane(cabin.windscreen, 0, f), kind: k === fineness.screen.length - 1 ? 'none' : 'windscreen' }),
  );
  const sides: Station[] = [];
  let u = 0.012;
  for (const span of cabin.sides) {
    const to = Math.min(span.to, 0.988);
    const pieces = Math.ceil((to - u) / fineness.pane);
    for (let k = 0; k < pieces; k++) sides.push({ ...flank(lerp(u, to, k / pieces)), kind: span.kind });
    u = to;
  }
  sides.push({ ...flank(0.988), kind: 'none' });
  const back = [...fineness.screen].reverse().map((f): Station => ({ ...pane(cabin.backlight, 1, f), kind: 'backlight' }));
  return [...front, ...sides, ...back];
}

/** From waist to roof edge with the panes' bulge, then round over the edge with a matching slope, then across the roof. */
function column(d: BodyDesign, fineness: Fineness, s: Station, before: Vec3, after: Vec3): Vec3[] {
  const [tx, ty] = [after[0] - before[0], after[1] - before[1]];
  const size = Math.sqrt(tx * tx + ty * ty);
  const centre = s.top[1] < 1e-9;
  const [nx, ny] = centre ? [s.base[0] > s.top[0] ? 1 : -1, 0] : [ty / size, -tx / size];
  const rows = fineness.cabinRows.map((t): Vec3 => {
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
  const roll = Array.from({ length: fineness.cabinRoll }, (_, k): Vec3 => {
    const a = lerp(start, 1.25, (k + 1) / fineness.cabinRoll);
    const inward = r * (cos(start) - cos(a));
    return [s.top[0] - nx * inward, Math.max(0, s.top[1] - ny * inward), s.top[2] + r * (sin(a) - sin(start))];
  });
  const rim = roll[roll.length - 1] as Vec3;
  const rise = d.cabin.roofCrown * Math.min(1, rim[1] / (0.2 * d.width));
  const lid = fineness.lid.map((v): Vec3 => [rim[0], rim[1] * (1 - v), rim[2] + rise * (1 - (1 - v) * (1 - v))]);
  return [...rows, ...roll, ...lid];
}

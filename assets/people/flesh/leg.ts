/** Legs: twelve columns from the fork to the shoe. Nine of them go on from the trunk, three from the crotch between the legs. */
import { lerp, sin, smoothstep, TAU } from '#core/math';
import type { Weights } from '../../mesh/skin.js';
import { BARE, LEG_EASE } from '../clothes.js';
import { jointOf, P } from '../frame.js';
import type { Limb } from './arm.js';
import { between, dark, evenly, one, type RowPlan, rowOf, two } from './rows.js';
import { creased } from './trunk.js';
import { columnsOf, type Detail, type Point, type Row, type Weaver } from './weave.js';

const COLUMNS = 12;
/** The first lies a little inside the front, so that the nine outer ones lie evenly about the side. */
const ANGLES = evenly(COLUMNS, -TAU / 12);

/** @param from height below which the leg is there, m: what a skirt hides is left out; undefined: from the fork */
export function weaveLeg(weaver: Weaver, limb: Limb, fork: readonly Point[], crotch: readonly Point[], from?: number): void {
  const all = plans(limb);
  const hidden = from === undefined ? 0 : Math.max(0, all.findIndex(({ ring }) => ring.center[2] < from) - 1);
  const seen = all.slice(hidden).map((plan, i) => (from !== undefined && i === 0 ? { ...plan, upTo: 2 as const } : plan));
  const rows = seen.map((plan) => rowOf(plan, ANGLES));
  const columns = columnsOf(COLUMNS, weaver.detail === 0 ? 1 : 2);
  if (limb.side === -1) columns.reverse();
  const root: Row = { points: [...fork, ...crotch], stuff: 'cloth', upTo: 2 };
  const downwards = [...columns].reverse();
  weaver.tube(from === undefined ? [root, ...rows] : rows, downwards);
  if (from !== undefined) weaver.lid(rows[0] as Row, columns, true);
  weaver.lid(rows[rows.length - 1] as Row, columns, false);
}

/** Behind, below and in front, on the middle line. */
export function crotchPoints({ c, frame }: Limb): Point[] {
  const { h, shares } = frame;
  const low = shares.crotch * h;
  const point = (x: number, z: number): Point => ({
    at: [x, 0, z],
    weights: one(P.pelvis),
    color: dark(c.bottom, 0.35),
    uv: [0, z],
  });
  return [point(-0.042 * h, low + 0.006 * h), point(-0.006 * h, low), point(0.026 * h, low + 0.008 * h)];
}

function plans({ side, f, c, frame }: Limb): RowPlan[] {
  const { bones, h, shares: s } = frame;
  const [thigh, shin, foot] = side === 1 ? [P.legL, P.shinL, P.footL] : [P.legR, P.shinR, P.footR];
  const [, y, hip] = jointOf({ bones }, thigh);
  const knee = s.knee * h;
  const ankle = s.ankle * h;
  const crotch = s.crotch * h;
  const fat = 1 + 0.5 * (f.build - 1);
  const r = (circumference: number): number => ((circumference * h) / 6.2832) * fat;
  const [rt, rk, rc, ra] = [
    r(s.thighCircumference),
    r(s.lowerThighCircumference),
    r(s.calfCircumference),
    r(s.ankleCircumference),
  ];
  // Height, radius in front, behind and across, x and how far inside the joint's line.
  const table = [
    [ankle * 0.8, 1.1 * ra, 1.15 * ra, 0.8 * ra, -0.004 * h, 0],
    [ankle + 0.02 * h, 0.95 * ra, 1.05 * ra, 0.85 * ra, -0.004 * h, 0],
    [lerp(ankle, knee, 0.34), 0.85 * rc, 0.82 * rc, 0.78 * rc, -0.004 * h, 0],
    [lerp(ankle, knee, 0.62), 0.92 * rc, 1.1 * rc, rc, -0.007 * h, 0],
    [lerp(ankle, knee, 0.85), 0.92 * rc, 0.95 * rc, 0.95 * rc, -0.004 * h, 0],
    [knee, 0.96 * rk, 0.84 * rk, 0.9 * rk, 0.002 * h, 0],
    [lerp(knee, crotch, 0.22), 1.02 * rk, 0.95 * rk, 0.96 * rk, 0.002 * h, 0],
    [lerp(knee, crotch, 0.6), 0.92 * rt, 0.86 * rt, 0.86 * rt, 0.002 * h, 0.001 * h],
    [crotch - 0.02 * h, 1.0 * rt, 1.0 * rt, 0.96 * rt, -0.002 * h, 0.002 * h],
    [crotch + 0.01 * h, 1.02 * rt, 1.06 * rt, 0.98 * rt, -0.004 * h, 0.002 * h],
  ];
  const [atThigh, atKnee, atAnkle] = LEG_EASE[c.legs];
  const bare = BARE.has(c.legs);
  const end = c.legs === 'shorts' ? lerp(knee, crotch, 0.18) : bare ? 2 * h : ankle * 0.72;
  const ease = (at: number): number =>
    at > knee ? lerp(atKnee, atThigh, smoothstep(knee, crotch, at)) : lerp(atAnkle, atKnee, smoothstep(ankle, knee, at));
  const down = (at: number, upTo: Detail, naked = false, shade = 0): RowPlan => {
    const [front, back, across, x, inside] = between(table, at) as [number, number, number, number, number];
    const worn = !naked && at >= end - 1e-6;
    const boot = c.boots && at < lerp(ankle, knee, 0.42);
    const e = boot ? 0.006 : worn ? ease(at) : 0;
    const stacked = worn && !boot && atAnkle > 0.01 && at < knee ? 0.004 * sin(70 * at + 50 * c.creases) : 0;
    const own = boot ? c.shoes : worn ? c.bottom : c.skin;
    return {
      ring: {
        center: [x - 0.25 * e, y - side * inside, at],
        front: front + 0.7 * e + stacked,
        back: back + e + stacked,
        left: across + 0.8 * e + stacked,
        right: Math.min(across + 0.6 * e + stacked, Math.abs(y) - inside - 0.001 * h),
        aside: [0, side, 0],
      },
      weights: bend(at, { hip, knee, ankle, h }, [thigh, shin, foot]),
      color: (angle) => {
        const inner = 0.22 * Math.max(0, -sin(angle)) * smoothstep(ankle, crotch, at);
        const faded =
          c.legs === 'jeans' && worn
            ? 0.25 * Math.max(0, sin(angle + TAU / 4)) * smoothstep(knee - 0.1 * h, knee + 0.06 * h, at)
            : 0;
        return dark(own, shade + inner - faded + (worn && !boot ? creased(angle, at, c.creases, 0.12) : 0));
      },
      stuff: worn || boot ? 'cloth' : 'skin',
      upTo,
      along: at,
    };
  };
  const levels: readonly (readonly [number, Detail])[] = [
    [crotch - 0.025 * h, 1],
    [lerp(knee, crotch, 0.6), 0],
    [lerp(knee, crotch, 0.25), 0],
    [lerp(knee, crotch, 0.42), 0],
    [knee + 0.018 * h, 0],
    [knee + 0.002 * h, 2],
    [knee - 0.014 * h, 0],
    [lerp(ankle, knee, 0.85), 0],
    [lerp(ankle, knee, 0.62), 1],
    [lerp(ankle, knee, 0.45), 0],
    [lerp(ankle, knee, 0.2), 0],
    [lerp(ankle, knee, 0.08), 0],
    [ankle * 0.72, 2],
  ];
  const rows = levels.filter(([at]) => Math.abs(at - end) > 0.01 * h || at === end).map(([at, upTo]) => down(at, upTo));
  const bootleg = lerp(ankle, knee, 0.42);
  const edge = [
    ...(c.legs === 'shorts' ? [down(end, 2), down(end, 1, true, 0.35)] : []),
    ...(c.boots ? [down(bootleg, 1), down(bootleg - 1e-4, 1)] : []),
  ];
  return [...rows, ...edge].sort((a, b) => b.ring.center[2] - a.ring.center[2]);
}

function bend(
  at: number,
  { hip, knee, ankle, h }: { hip: number; knee: number; ankle: number; h: number },
  [thigh, shin, foot]: readonly [number, number, number],
): Weights {
  if (at > hip - 0.06 * h) return two(P.pelvis, thigh, smoothstep(hip + 0.01 * h, hip - 0.06 * h, at));
  if (at > ankle + 0.03 * h) return two(thigh, shin, smoothstep(knee + 0.025 * h, knee - 0.025 * h, at));
  return two(shin, foot, 0.5 * smoothstep(ankle + 0.03 * h, ankle * 0.7, at));
}

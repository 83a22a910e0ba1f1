/** Arms: twelve columns (in front, outwards, behind, inwards) from the trunk's armhole to the cuff. */
import { lerp, sin, smoothstep } from '#core/math';
import type { Vec3 } from '#core/pose';
import type { Weights } from '../../mesh/skin.js';
import { type Clothes, CUTS } from '../clothes.js';
import type { Figure } from '../figure.js';
import { type Frame, jointOf, P } from '../frame.js';
import { between, dark, evenly, one, type RowPlan, rowOf, two } from './rows.js';
import { sheetOf, shoulderPlans, sleeveColor } from './shoulder.js';
import { creased } from './trunk.js';
import { columnsOf, type Detail, type Point, type Row, type Weaver } from './weave.js';

const COLUMNS = 12;
const ANGLES = evenly(COLUMNS);

export interface Limb {
  readonly side: 1 | -1;
  readonly f: Figure;
  readonly c: Clothes;
  readonly frame: Frame;
}

export function weaveArm(weaver: Weaver, limb: Limb, loop: readonly Point[]): void {
  const rows = plans(limb).map((plan) => rowOf(plan, ANGLES));
  // From the middle of an edge of the armhole when near; its corners when coarser.
  const columns = weaver.detail === 0 ? columnsOf(COLUMNS, 1) : columnsOf(COLUMNS, 2).map((j) => j + 1);
  if (limb.side === -1) columns.reverse();
  const root: Row = {
    points: limb.c.vest === undefined ? loop : loop.map((point) => ({ ...point, color: limb.c.top })),
    stuff: (rows[0] as Row).stuff,
    upTo: 2,
  };
  // Rows go downwards here, so columns turn the other way round.
  const downwards = [...columns].reverse();
  weaver.tube([root, ...rows], downwards);
  weaver.lid(rows[rows.length - 1] as Row, columns, false);
}

function plans({ side, f, c, frame }: Limb): RowPlan[] {
  const { bones, h, shares: s } = frame;
  const [upper, fore, hand] = side === 1 ? [P.armL, P.foreL, P.handL] : [P.armR, P.foreR, P.handR];
  const joint = (bone: number): Vec3 => jointOf({ bones }, bone);
  const [x, y, zs] = joint(upper);
  const [ze, zw] = [joint(fore)[2], joint(hand)[2]];
  const girth = 1 + 0.4 * (f.build - 1);
  const biceps = ((s.bicepsCircumference * h) / 6.2832) * 0.95 * girth;
  const forearm = ((s.forearmCircumference * h) / 6.2832) * girth;
  const wrist = ((s.wristCircumference * h) / 6.2832) * girth;
  // Height, front-to-back radius, radius across, how far out from the joint.
  const table = [
    [zw - 0.01, 1.12 * wrist, 0.86 * wrist, 0],
    [zw + 0.012 * h, 1.12 * wrist, 0.9 * wrist, 0],
    [lerp(zw, ze, 0.45), 0.86 * forearm, 0.82 * forearm, 0],
    [ze - 0.032 * h, 1.02 * forearm, 0.98 * forearm, 0],
    [ze, 0.94 * forearm, 0.94 * forearm, 0.001 * h],
    [ze + 0.025 * h, 0.95 * biceps, 0.88 * biceps, 0.002 * h],
    [lerp(ze, zs, 0.58), 1.06 * biceps, 0.98 * biceps, 0.004 * h],
    [zs - 0.055 * h, 1.14 * biceps, 1.02 * biceps, 0.005 * h],
  ].map((row) => row as number[]);
  const cut = CUTS[c.upper];
  const end = c.sleeves === 'long' ? zw + 0.004 * h : c.sleeves === 'short' ? lerp(ze, zs, 0.36) : zs + 1;
  const ease = (at: number): number => {
    if (at < end - 1e-6) return 0;
    if (c.sleeves === 'short') return lerp(1.25 * cut.sleeve, 0.7 * cut.sleeve, smoothstep(end, zs - 0.05 * h, at));
    const wide = c.upper === 'puffer' || c.upper === 'hoodie' ? 0.9 : 0.75;
    return cut.sleeve * lerp(at < zw + 0.02 * h ? 0.45 : wide, 1, smoothstep(zw, ze, at));
  };
  const down = (at: number, upTo: Detail, bare = false, shade = 0): RowPlan => {
    const [front, across, out] = between(table, at) as [number, number, number];
    const worn = !bare && at >= end - 1e-6;
    const e = bare ? 0 : ease(at);
    const quilt = c.upper === 'puffer' && worn && upTo === 0 ? 0.006 : 0;
    const fold = worn ? 0.0035 * sin(61 * at + 30 * c.creases) : 0;
    const r = (v: number): number => v + e + quilt + fold;
    return {
      ring: {
        center: [x, y + side * (out + 0.2 * e), at],
        front: r(front),
        back: r(front),
        left: r(across),
        right: r(across) - 0.3 * e,
        aside: [0, side, 0],
      },
      weights: bend(at, ze, h, upper, fore),
      color: (angle) => {
        const inner = Math.max(0, -sin(angle)) * smoothstep(ze, zs, at);
        return dark(
          worn ? sleeveColor(c, at, zs, ze) : c.skin,
          shade + 0.2 * inner + (worn ? creased(angle, at, c.creases, 0.12) : 0),
        );
      },
      stuff: worn ? sheetOf(c) : 'skin',
      upTo,
      along: at,
    };
  };
  const levels: readonly (readonly [number, Detail])[] = [
    [zs - 0.058 * h, 0],
    [lerp(ze, zs, 0.58), 0],
    [lerp(ze, zs, 0.34), 0],
    [ze + 0.022 * h, 0],
    [ze + 0.011 * h, 0],
    [ze, 2],
    [ze - 0.014 * h, 0],
    [ze - 0.034 * h, 0],
    [lerp(zw, ze, 0.45), 1],
    [zw + 0.012 * h, 0],
    [zw - 0.004 * h, 2],
  ];
  const plansDown = levels.filter(([at]) => Math.abs(at - end) > 0.008 * h).map(([at, upTo]) => down(at, upTo));
  const edge = c.sleeves === 'none' ? [] : [down(end, 2), down(end, 1, true, 0.35)];
  const all = [...plansDown, ...edge].sort((a, b) => b.ring.center[2] - a.ring.center[2]);
  return [...shoulderPlans({ side, f, c, frame }, biceps, c.sleeves === 'none' ? 0 : cut.sleeve * 0.6), ...all];
}

function bend(at: number, elbow: number, h: number, upper: number, fore: number): Weights {
  const t = smoothstep(elbow + 0.022 * h, elbow - 0.022 * h, at);
  return t <= 0 ? one(upper) : t >= 1 ? one(fore) : two(upper, fore, t);
}

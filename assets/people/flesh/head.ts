/** Head and neck: face by relief and colour, hair by style. */
import { cos, lerp, smoothstep, TAU } from '#core/math';
import { add } from '#core/pose';
import type { Clothes } from '../clothes.js';
import type { Figure } from '../figure.js';
import { type Frame, jointOf, P } from '../frame.js';
import { faceColor, weaveEars, weaveEyes } from './face.js';
import { dark, evenly, one, rowOf, two } from './rows.js';
import { FAR_ROWS, HEAD_ANGLES, HEAD_ROWS, MID_ROWS, relief, type Skull } from './skull.js';
import type { TrunkShape } from './trunk-shape.js';
import { columnsOf, type Detail, onRing, type Point, type Row, type Weaver } from './weave.js';

export interface HeadPlan {
  readonly f: Figure;
  readonly c: Clothes;
  readonly frame: Frame;
  readonly skull: Skull;
}

export function weaveHead(weaver: Weaver, plan: HeadPlan): void {
  const rows = HEAD_ROWS.map((t) => headRow(plan, t));
  const columns = headColumns(weaver.detail);
  const kept = rows.filter(({ upTo }) => upTo >= weaver.detail);
  for (const [n, high] of kept.entries()) {
    const low = kept[n - 1];
    if (low === undefined) continue;
    for (const [m, j] of columns.entries()) {
      const k = columns[(m + 1) % columns.length] as number;
      const [a, b, c, d] = [low.points[j], low.points[k], high.points[k], high.points[j]] as [Hairy, Hairy, Hairy, Hairy];
      const haired = a.hair + b.hair + c.hair + d.hair;
      weaver.quad(haired > 2 ? 'hair' : 'skin', a, b, c, d);
    }
  }
  weaver.lid(kept[0] as Row, columns, false);
  const crown = kept[kept.length - 1] as Row;
  const top = { ...crown, stuff: (crown.points[0] as Hairy).hair > 0.5 ? 'hair' : 'skin' } as Row;
  const [x, y, z] = plan.skull.ring(1).center;
  const off = (crown.points[0] as Hairy).off;
  weaver.lid(top, columns, true, [x, y, z + off]);
  if (weaver.detail > 0) return;
  weaveEars(weaver, plan);
  weaveEyes(weaver, plan);
}

export function headColumns(detail: Detail): number[] {
  return detail === 2 ? [0, 3, 5, 8, 11, 13] : columnsOf(16, detail + 1);
}

interface Hairy extends Point {
  readonly hair: number;
  readonly off: number;
}

function headRow({ f, c, skull, frame }: HeadPlan, t: number): Row & { readonly points: readonly Hairy[] } {
  const upTo: Detail = FAR_ROWS.has(t) ? 2 : MID_ROWS.has(t) ? 1 : 0;
  const long = (frame.shares.headLength / 2) * frame.h;
  const points = HEAD_ANGLES.map((angle): Hairy => {
    const hair = hairAt(c, t, angle);
    const off = hair * thickness(c, t) * frame.head;
    const ring = skull.ring(t, off);
    const out = relief(t, angle) * (1 - 0.35 * f.childlike) * long * (1 - hair);
    return {
      at: add(onRing(ring, angle), [out * Math.max(0.3, cos(angle)), 0, 0]),
      weights: one(P.head),
      color: hair > 0.5 ? dark(c.hair, 0.25 * (1 - t)) : faceColor(c, f, t, angle),
      uv: [angle > TAU / 2 ? (TAU - angle) * 0.08 : angle * 0.08, t * frame.head],
      hair,
      off,
    };
  });
  return { points, stuff: 'skin', upTo };
}

/** Whether hair covers that place of the head, 0..1. */
function hairAt({ hairLength, headgear, creases }: Clothes, t: number, angle: number): number {
  const round = Math.abs(angle > TAU / 2 ? TAU - angle : angle);
  if (hairLength === 'bald') return round > 1.3 && t > 0.3 && t < 0.62 ? 1 : 0;
  const covered = headgear === 'headscarf' || hairLength === 'hood';
  const fringe = !covered && hairLength !== 'short' && creases > 0.6;
  const front = covered ? 0.8 : fringe ? 0.62 : 0.73;
  const line = round < 0.9 ? front : round < 1.2 ? 0.7 : round < 1.7 ? 0.43 : 0.16;
  return t > line ? 1 : 0;
}

/** Share of the head's height. */
function thickness({ hairLength, headgear }: Clothes, t: number): number {
  if (headgear !== 'none' && t > 0.55) return 0.012;
  switch (hairLength) {
    case 'bald':
      return 0.008;
    case 'curly':
      return lerp(0.1, 0.17, smoothstep(0.3, 0.9, t));
    case 'short':
      return lerp(0.015, 0.055, smoothstep(0.45, 0.95, t));
    default:
      return lerp(0.04, 0.06, smoothstep(0.4, 0.95, t));
  }
}

export function weaveNeck(weaver: Weaver, { c, frame }: HeadPlan, trunk: TrunkShape): void {
  const { h, head, shares: s, bones } = frame;
  const r = ((s.neckCircumference * h) / 6.2832) * 1.01;
  const [xh] = jointOf({ bones }, P.head);
  const low = trunk.z.neck - 0.03 * h;
  const high = h - head * 0.78;
  const rows = [0, 0.45, 1].map(
    (t): Row =>
      rowOf(
        {
          ring: {
            center: [lerp(-0.017 * h, xh + 0.002 * h, t), 0, lerp(low, high, t)],
            front: r * lerp(0.72, 0.98, t),
            back: r * lerp(1.12, 1, t),
            left: r * lerp(1.1, 0.98, t),
            right: r * lerp(1.1, 0.98, t),
            tip: 0.012 * h * (1 - t),
          },
          weights: two(P.chest, P.head, t * 0.85),
          color: (angle) => dark(c.skin, 0.12 + 0.22 * Math.max(0, cos(angle)) * t),
          stuff: 'skin',
          upTo: t === 0.45 ? 0 : 2,
          along: 0,
        },
        evenly(12),
      ),
  );
  weaver.tube(rows, columnsOf(12, [1, 2, 3][weaver.detail] as number));
}

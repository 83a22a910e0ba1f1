/** Skirts, dresses and coats below the waist: one tube round both legs; each side of the hem goes with its leg. */
import { lerp, sin, smoothstep } from '#core/math';
import type { Weights } from '../../mesh/skin.js';
import type { Clothes } from '../clothes.js';
import { type Frame, P } from '../frame.js';
import { dark, evenly, one, type RowPlan, rowOf, two } from './rows.js';
import { creased } from './trunk.js';
import type { TrunkShape } from './trunk-shape.js';
import { columnsOf, type Detail, type Row, type Weaver } from './weave.js';

/** Height of the hem, m; undefined where there is none. */
export function skirtHem(c: Clothes, { h, shares: s }: Frame): number | undefined {
  const knee = s.knee * h;
  const crotch = s.crotch * h;
  switch (c.legs) {
    case 'skirt':
      return lerp(knee, crotch, 0.1 + 0.5 * c.creases);
    case 'dress':
      return lerp(knee, crotch, -0.25 + 0.6 * c.creases);
    case 'coat':
      return lerp(knee, crotch, 0.35 + 0.35 * c.creases);
    case 'long-coat':
      return lerp(knee, crotch, -0.4 + 0.4 * c.creases);
    default:
      return undefined;
  }
}

export function weaveSkirt(weaver: Weaver, shape: TrunkShape, c: Clothes, frame: Frame, hem: number): void {
  const { h } = frame;
  const ofTop = c.legs === 'coat' || c.legs === 'long-coat' || c.legs === 'dress';
  const color = ofTop ? c.top : c.bottom;
  const start = ofTop ? shape.z.waist + 0.01 * h : shape.z.waist - 0.006 * h;
  const flare = c.legs === 'dress' || c.legs === 'skirt' ? lerp(0.006, 0.05, c.creases) : 0.022;
  const plan = (at: number, upTo: Detail, inside: boolean): RowPlan => {
    const t = (start - at) / (start - hem);
    const ring = shape.ring(Math.max(at, shape.z.fork), ofTop && t < 0.25 ? 'top' : 'bottom');
    const out = 0.006 + flare * h * t * t + 0.012 * smoothstep(0, 0.3, t) - (inside ? 0.006 : 0);
    const below = Math.max(0, shape.z.fork - at);
    return {
      ring: {
        ...ring,
        center: [ring.center[0], 0, at],
        front: ring.front + out + 0.12 * below,
        back: ring.back + out,
        left: ring.left + out - 0.04 * below,
        right: ring.right + out - 0.04 * below,
        square: 2.5,
      },
      weights: (angle) => hang(angle, at, shape, h),
      color: (angle) => dark(color, (inside ? 0.45 : 0) + creased(2 * angle, at, c.creases, 0.2)),
      stuff: ofTop && (c.pattern === 'striped' || c.pattern === 'checked') ? 'top' : 'cloth',
      upTo,
      along: at,
    };
  };
  const levels: readonly (readonly [number, Detail])[] = [
    [0, 2],
    [0.2, 0],
    [0.4, 1],
    [0.7, 0],
    [1, 2],
  ];
  const rows = levels.map(([t, upTo]): Row => rowOf(plan(lerp(start, hem, t), upTo, false), evenly(16)));
  const lining = [rowOf(plan(hem + 0.002, 1, true), evenly(16)), rowOf(plan(hem + 0.05 * h, 0, true), evenly(16))];
  const columns = columnsOf(16, [1, 2, 2][weaver.detail] as number).reverse();
  weaver.tube([...rows, ...lining], columns);
}

/** Above the fork with the pelvis; below, each side the more with its own leg the lower it is. */
function hang(angle: number, at: number, { z }: TrunkShape, h: number): Weights {
  const low = smoothstep(z.fork + 0.06 * h, z.fork - 0.12 * h, at);
  if (low <= 0) return one(P.pelvis);
  const aside = sin(angle);
  if (Math.abs(aside) < 0.35)
    return low < 0.6 ? two(P.pelvis, aside >= 0 ? P.legL : P.legR, 0.4 * low) : two(P.legL, P.legR, 0.5 - aside);
  return two(P.pelvis, aside > 0 ? P.legL : P.legR, 0.85 * low);
}

/**
 * Boughs of a spruce as they look from beside: a spine that droops, needles hanging to both sides of it like a roof, with a toothed rim.
 * Coarser shapes draw fewer, wider ones of fewer teeth.
 */
import { sqrt } from '#core/math';
import { add, cross, mix, normalize, scale, sub, type Vec3 } from '#core/pose';
import type { RandomStream } from '#core/random';
import type { Patchwork } from './patchwork.js';
import { scaled } from './plant.js';

export interface Frond {
  /** From the stem to the tip, in true proportions. */
  readonly spine: readonly [Vec3, Vec3, Vec3];
  /** Of one side, share of the plant's height. */
  readonly width: number;
  /** How bright each tooth is and how far it reaches: factors, two a segment. */
  readonly teeth: readonly { readonly tone: number; readonly reach: number }[];
  readonly color: Vec3;
  readonly patch: number;
}

export interface Fronding {
  readonly count: number;
  readonly segments: number;
}

const MOST_SEGMENTS = 4;
export function frond(spine: Frond['spine'], width: number, color: Vec3, random: RandomStream): Frond {
  const tooth = () => ({ tone: random.between(0.75, 1.35), reach: random.between(0.6, 1.3) });
  return { spine, width, color, teeth: Array.from({ length: 2 * MOST_SEGMENTS }, tooth), patch: random.between(0, 5) };
}

/** @param swell factor on their whole area, which is kept otherwise */
export function drawFronds(patches: Patchwork, fronds: readonly Frond[], { count, segments }: Fronding, swell: number): void {
  const widen = swell * sqrt(fronds.length / Math.max(1, count));
  for (const one of fronds.slice(0, count)) draw(patches, one, segments, widen);
}

function draw(patches: Patchwork, { spine, width, teeth, color, patch }: Frond, segments: number, widen: number): void {
  const [foot, , tip] = spine;
  const ahead = normalize(sub(tip, foot));
  const aside = normalize(cross([0, 0, 1], ahead));
  const away = normalize([ahead[0], ahead[1], 0.9]);
  const ridge = Array.from({ length: segments + 1 }, (_, k) => {
    const t = k / segments;
    return patches.vertex(onSpine(spine, t), away, scaled(color, 0.55 + 0.65 * t), patch, patch + t);
  });
  for (let k = 0; k < segments; k++) {
    for (const side of [0, 1] as const) {
      const { tone, reach } = teeth[2 * k + side] as Frond['teeth'][number];
      const t = (k + 0.5) / segments;
      const wide = widen * width * reach * (1.05 - 0.6 * t);
      const sign = side === 0 ? 1 : -1;
      const rim = add(
        onSpine(spine, Math.min(1, t + 0.7 / segments)),
        add(scale(aside, sign * wide * 0.75), [0, 0, -0.72 * wide]),
      );
      const normal = normalize(add(away, scale(aside, 0.6 * sign)));
      const corner = patches.vertex(rim, normal, scaled(color, tone), patch + wide, patch + t);
      const [a, b] = [ridge[k] as number, ridge[k + 1] as number];
      if (side === 0) patches.triangle(a, b, corner);
      else patches.triangle(a, corner, b);
    }
  }
}

function onSpine([a, b, c]: Frond['spine'], t: number): Vec3 {
  return mix(mix(a, b, t), mix(b, c, t), t);
}

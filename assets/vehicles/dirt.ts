/** Dust on sills and behind wheels, and less light below: factors on a body's colours. */
import type { Look } from '#contracts/scene';
import { clamp, lerp, smoothstep } from '#core/math';
import type { Vec3 } from '#core/pose';
import { randomRoot } from '#core/random';

/** Linear-light albedo of road dust, dry. */
const DUST: Vec3 = [0.17, 0.145, 0.115];
/** What can be dusty. */
const SOILED = new Set([
  'paint',
  'trim',
  'rim',
  'darkRim',
  'panel',
  'bodyPaint',
  'decor',
  'second',
  'steel',
  'chrome',
  'tyre',
  'plate',
  'glass',
  'redLens',
]);

/** Trait `dirt` 0..1; drawn when missing: most are clean, some filthy. */
export function dirtOf(look: Look): number {
  const stated = look.traits.dirt;
  if (typeof stated === 'number') return clamp(stated, 0, 1);
  const u = randomRoot(look.seed).child('dirt').uniform();
  return 0.06 + 0.7 * u * u * u;
}

export interface Soil {
  readonly dirt: number;
  /** x of the axles and the wheels' radius: spray flies up behind them. */
  readonly axles: readonly number[];
  readonly wheelRadius: number;
  readonly height: number;
}

/** @returns the factor on the colour at a point of the body frame, or nothing where that material stays clean */
export function soiled(
  tag: string,
  color: Vec3,
  { dirt, axles, wheelRadius, height }: Soil,
): ((point: Vec3) => Vec3) | undefined {
  if (!SOILED.has(tag)) return undefined;
  const most = tag === 'glass' ? 0.25 : tag === 'plate' || tag === 'redLens' ? 0.45 : 0.85;
  return ([x, , z]) => {
    const behind = axles.reduce((sum, axle) => {
      const back = axle - x;
      return Math.max(sum, back > 0 && back < 1.1 ? 1 - back / 1.1 : 0);
    }, 0);
    const low = 1 - smoothstep(wheelRadius * 0.5, lerp(2, 3.4, behind) * wheelRadius, z);
    const share = dirt * most * clamp(low * lerp(0.65, 1.1, behind) + 0.025 + (z > height - 0.12 ? 0.1 : 0), 0, 1);
    // What stands near the ground gets less of the sky.
    const light = lerp(0.62, 1, smoothstep(0.08, 0.55, z));
    return [0, 1, 2].map(
      (k) => (light * lerp(color[k] as number, DUST[k] as number, share)) / (color[k] as number),
    ) as unknown as Vec3;
  };
}

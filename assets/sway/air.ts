/** The wind as plants meet it. */
import type { Gust, Medium, Turbulence } from '#contracts/frame';
import { clamp, length2, ln, TAU } from '#core/math';
import { randomRoot } from '#core/random';

export interface Air {
  /** Mean, m/s. */
  readonly speed: number;
  /** Where to, unit. */
  readonly towards: readonly [x: number, y: number];
  /** Standard deviation along the mean in the open, m/s. */
  readonly deviation: number;
  readonly waves: Turbulence['waves'];
  /** Sum of the waves' squared shares, halved, as a root: their own standard deviation. */
  readonly power: number;
  readonly gusts: readonly Gust[];
}

/** Weaker ones stir no twig: "leaves rustle" begins at 1.6 m/s (Beaufort 2). */
const LEAST = 0.5;
/** Roughness length of country with hedges and single houses, m, and the height at which winds are told, m (WMO). */
const ROUGHNESS_M = 0.1;
const TOLD_AT_M = 10;

/** @returns undefined where the air is as good as still */
export function airOf({ windMPerS: [x, y], turbulence, gusts = [] }: Medium): Air | undefined {
  const speed = length2(x, y);
  if (speed < LEAST && gusts.length === 0) return undefined;
  const waves = turbulence?.waves ?? OWN_WAVES;
  return {
    speed,
    towards: speed < 1e-6 ? [1, 0] : [x / speed, y / speed],
    deviation: turbulence?.deviation ?? 0,
    waves,
    power: Math.sqrt(waves.reduce((sum, { share }) => sum + (share * share) / 2, 0)),
    gusts,
  };
}

/** Of the speed in the open, how much of it reaches a height: the logarithmic law. @param height m */
export function shareAt(height: number): number {
  return clamp(ln(height / ROUGHNESS_M) / ln(TOLD_AT_M / ROUGHNESS_M), 0.3, 1.2);
}

/** Where nobody states turbulence, houses and crowns still stir the air. */
const OWN_WAVES: Turbulence['waves'] = Array.from({ length: 6 }, (_, i) => {
  const own = randomRoot('canopy').child(i);
  return {
    frequency: own.between(0.04, 0.1) * (1 + i),
    phase: own.between(0, TAU),
    side: own.between(0, TAU),
    share: 1 / (1 + i),
  };
});

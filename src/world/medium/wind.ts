/** Wind over time: the mean, seeded turbulence around it, and gusts that the story fires. */
import type { Gust, Turbulence } from '#contracts/frame';
import { cos, PI, sin, TAU } from '#core/math';
import { add, normalize, type Vec3 } from '#core/pose';
import type { RandomStream } from '#core/random';
import type { LocalWind } from './lee.js';

const WAVES = 6;

/** @param deviation of the turbulence along the wind, m/s; none at 0 */
export function turbulenceOf(deviation: number, random: RandomStream): Turbulence | undefined {
  if (deviation === 0) return undefined;
  const waves = Array.from({ length: WAVES }, (_, i) => {
    const own = random.child(i);
    return {
      frequency: own.between(0.05, 0.6) * (i + 1) * 0.5,
      phase: own.between(0, TAU),
      side: own.between(0, TAU),
      share: 1 / (i + 1),
    };
  });
  return { deviation, waves };
}

export interface Wind {
  /** @param local where buildings shape it; the same everywhere when missing */
  at(time: number, gusts: readonly Gust[], local?: LocalWind): Vec3;
}

export function createWind(free: Vec3, turbulence: Turbulence | undefined): Wind {
  const along = normalize(free[0] === 0 && free[1] === 0 ? [1, 0, 0] : free);
  const across: Vec3 = [-along[1], along[0], 0];
  const { deviation: everywhere = 0, waves = [] } = turbulence ?? {};
  const power = Math.sqrt(waves.reduce((sum, w) => sum + (w.share * w.share) / 2, 0));
  return {
    at(time, gusts, { mean, deviation } = { mean: free, deviation: everywhere }) {
      let u = 0;
      let v = 0;
      for (const w of waves) {
        u += w.share * sin(TAU * w.frequency * time + w.phase);
        v += w.share * sin(TAU * w.frequency * time * 0.83 + w.side);
      }
      const scaled = waves.length === 0 ? 0 : deviation / power;
      let wind: Vec3 = [
        mean[0] + along[0] * u * scaled + across[0] * v * scaled * 0.6,
        mean[1] + along[1] * u * scaled + across[1] * v * scaled * 0.6,
        mean[2],
      ];
      for (const gust of gusts) {
        const share = gustShare(gust, time - gust.start);
        if (share > 0) wind = add(wind, [gust.velocity[0] * share, gust.velocity[1] * share, gust.velocity[2] * share]);
      }
      return wind;
    },
  };
}

function gustShare({ rise, hold }: Gust, since: number): number {
  if (since <= 0 || since >= 2 * rise + hold) return 0;
  if (since < rise) return (1 - cos((PI * since) / rise)) / 2;
  if (since < rise + hold) return 1;
  return (1 + cos((PI * (since - rise - hold)) / rise)) / 2;
}

/**
 * What fog itself sends back. The received power of a pulse of half width tau from scatterers all along the beam (Rasshofer et al. 2011, Hahner
 * et al. 2021): beta times the convolution of the pulse, sin^2 over 2 tau, with exp(-2 alpha r) / r^2, from where the beam has come into the
 * receiver's view (a ramp from 0.9 to 1 m). In this room's measure of power (1: a white wall straight on at 1 m), beta counts pi times.
 */
import { cos, exp, PI } from '#core/math';
import type { Air } from './air.js';
import { nearGain } from './model.js';

const LIGHT_M_PER_S = 299_792_458;
const STEP = 0.05;
const END = 25;
const PULSE_PARTS = 40;

export interface FogReturn {
  /** Strongest of all ranges, and where. */
  readonly power: number;
  readonly peakM: number;
  /** A range where an echo peaks, drawn by the square of its power, no farther than `most`, m. @param u in [0, 1) */
  rangeFor(u: number, most: number): number;
  /** Strongest up to that range, m. */
  powerUpTo(rangeM: number): number;
}

/** Power of fog's echo from that range, for a receiver that takes all of it. */
export function fogPower({ fogBackscatter, extinctionPerM }: Air, pulseS: number, rangeM: number): number {
  const half = (LIGHT_M_PER_S * pulseS) / 2;
  let sum = 0;
  for (let i = 0; i < PULSE_PARTS; i++) {
    const share = (i + 0.5) / PULSE_PARTS;
    const r = rangeM + half * (2 * share - 1);
    if (r <= 0.9) continue;
    const swing = cos(PI * (share - 0.5));
    sum += (swing * swing * Math.min(1, (r - 0.9) / 0.1) * exp(-2 * extinctionPerM * r)) / (r * r);
  }
  return PI * fogBackscatter * sum * ((2 * half) / PULSE_PARTS);
}

export function fogReturn(air: Air, pulseS: number, minRangeM: number): FogReturn {
  const count = Math.ceil((END - minRangeM) / STEP);
  const powers = Array.from({ length: count }, (_, i) => {
    const r = minRangeM + i * STEP;
    return fogPower(air, pulseS, r) * nearGain(r);
  });
  const most: number[] = [];
  const heaped: number[] = [];
  for (const power of powers) {
    most.push(Math.max(most.at(-1) ?? 0, power));
    heaped.push((heaped.at(-1) ?? 0) + power * power);
  }
  const indexOf = (rangeM: number): number => Math.min(count - 1, Math.floor((rangeM - minRangeM) / STEP));
  const power = most.at(-1) ?? 0;
  return {
    power,
    peakM: minRangeM + powers.indexOf(power) * STEP,
    powerUpTo: (rangeM) => most[indexOf(rangeM)] ?? 0,
    rangeFor(u, rangeM) {
      const wanted = u * (heaped[indexOf(rangeM)] ?? 0);
      let [low, high] = [0, count - 1];
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((heaped[middle] as number) > wanted) high = middle;
        else low = middle + 1;
      }
      const before = low === 0 ? 0 : (heaped[low - 1] as number);
      const share = (wanted - before) / Math.max(1e-300, (heaped[low] as number) - before);
      return minRangeM + (low + share) * STEP;
    },
  };
}

/** The one medium, as a laser scanner feels it. */
import type { Medium } from '#contracts/frame';
import type { LidarSensor } from '#contracts/rig';
import { exp, ln, pow } from '#core/math';
import { rainExtinction, snowExtinction } from '../precipitation.js';

export interface Air {
  /** 1/m, each way. Drops and droplets are far larger than the wavelength, so 905 nm fares like visible light. */
  readonly extinctionPerM: number;
  /** Volume backscatter of the fog in it, 1/(m sr). */
  readonly fogBackscatter: number;
  readonly rainMmPerH: number;
  readonly snowMmPerH: number;
  readonly wetness: number;
  readonly goodin: boolean;
}

const LN20 = ln(20);

export function airOf(medium: Medium, rainModel: LidarSensor['rainModel'] = 'medium'): Air {
  const { extinctionPerM, rainMmPerH, snowMmPerH, wetness } = medium;
  const rain = rainExtinction(rainMmPerH);
  const fog = Math.max(0, extinctionPerM - rain - snowExtinction(snowMmPerH));
  const goodin = rainModel === 'goodin';
  return {
    extinctionPerM: goodin ? extinctionPerM - rain + goodinExtinction(rainMmPerH) : extinctionPerM,
    // 0.046 / MOR: Rasshofer, Spies and Spies (Adv. Radio Sci. 9, 2011), as Hahner et al. (ICCV 2021) use it.
    fogBackscatter: (0.046 * fog) / LN20,
    rainMmPerH,
    snowMmPerH,
    wetness,
    goodin,
  };
}

/** 0.01 R^0.6 per m (Goodin et al., Electronics 8(1):89, 2019): about 25 times what Marshall and Palmer's drops take from light. */
export function goodinExtinction(rainMmPerH: number): number {
  return rainMmPerH > 0 ? 0.01 * pow(rainMmPerH, 0.6) : 0;
}

/** Standard deviation of a range in rain, m: 0.02 z (1 - exp(-R))^2, the same source. */
export function goodinNoise(rangeM: number, rainMmPerH: number): number {
  const share = 1 - exp(-rainMmPerH);
  return 0.02 * rangeM * share * share;
}

/** Share of light that goes there and comes back. */
export function twoWay(extinctionPerM: number, rangeM: number): number {
  return exp(-2 * extinctionPerM * rangeM);
}

/**
 * Farthest detection in such air of what is just detected at `clearM` without it: R exp(alpha R) = clearM, hence R = W(alpha clearM) / alpha with Lambert's
 * W, by Newton's method.
 */
export function rangeIn(extinctionPerM: number, clearM: number): number {
  const z = extinctionPerM * clearM;
  let w = ln(1 + z);
  for (let i = 0; i < 20; i++) {
    const e = exp(w);
    w -= (w * e - z) / (e * (w + 1));
  }
  return z === 0 ? clearM : w / extinctionPerM;
}

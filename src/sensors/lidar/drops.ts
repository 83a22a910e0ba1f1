/**
 * Rain drops and snow flakes one by one. In a beam of cross-section A(r) those that send back enough to be detected are a Poisson process along the
 * beam with A(r) N(> D_min(r)) of them a metre. A sphere of diameter D at r gives the power `gain` (pi D^2 / 4) / A(r) exp(-2 alpha r) / r^2, in the measure of
 * a white wall. Only the near ones count: the beam widens and their light thins.
 */
import { exp, ln, PI } from '#core/math';
import type { SizeDistribution } from '../precipitation.js';
import { numberAbove } from '../precipitation.js';
import { nearGain } from './model.js';

const STEP = 0.1;
const END = 25;
/** Water spheres far larger than the wavelength: extinction over backscatter is 18.8 sr (O'Connor, Illingworth and Hogan 2004), extinction twice the cross-section. */
export const DROP_GAIN = (2 * PI) / 18.8;
/** Flakes are white and rough. */
export const FLAKE_GAIN = 0.8;

export interface Beamlet {
  readonly divergence: number;
  readonly exitDiameterM: number;
  /** Least power that is detected. */
  readonly threshold: number;
  readonly minRangeM: number;
}
export interface Scatterers {
  readonly sizes: SizeDistribution;
  readonly gain: number;
  /** Its diameter over that of `sizes`. */
  readonly swelling: number;
}

export interface Drop {
  readonly rangeM: number;
  readonly power: number;
}

export interface DropField {
  /** Expected number detected up to that range, m. */
  expected(rangeM: number): number;
  /** Chance that none is up to that range. */
  none(rangeM: number): number;
  /** One of those detected up to that range. @param u, v in [0, 1): where, how large */
  drop(u: number, v: number, rangeM: number): Drop;
}

export function dropField({ sizes, gain, swelling }: Scatterers, beam: Beamlet, extinctionPerM: number): DropField {
  const { minRangeM } = beam;
  const count = Math.ceil((END - minRangeM) / STEP);
  /** Power of a drop of 1 mm. */
  const powerAt = (r: number): number => {
    const diameter = 1e-3 * swelling;
    return (
      ((gain * PI * diameter * diameter) / 4 / crossSection(beam, r)) * ((exp(-2 * extinctionPerM * r) * nearGain(r)) / (r * r))
    );
  };
  const least = (r: number): number => Math.sqrt(beam.threshold / powerAt(r));
  const heaped = new Float64Array(count + 1);
  const absent = new Float64Array(count + 1).fill(1);
  for (let i = 0; i < count; i++) {
    const r = minRangeM + (i + 0.5) * STEP;
    heaped[i + 1] = (heaped[i] as number) + crossSection(beam, r) * numberAbove(sizes, least(r)) * STEP;
    absent[i + 1] = exp(-(heaped[i + 1] as number));
  }
  const read = (list: Float64Array, rangeM: number): number => {
    const at = Math.min(count, Math.max(0, (rangeM - minRangeM) / STEP));
    const i = Math.min(count - 1, Math.floor(at));
    const from = list[i] as number;
    return from + ((list[i + 1] as number) - from) * (at - i);
  };
  return {
    expected: (rangeM) => read(heaped, rangeM),
    none: (rangeM) => read(absent, rangeM),
    drop(u, v, rangeM) {
      const wanted = u * read(heaped, rangeM);
      let [low, high] = [0, count];
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((heaped[middle] as number) > wanted) high = middle;
        else low = middle + 1;
      }
      const i = Math.max(0, low - 1);
      const share = (wanted - (heaped[i] as number)) / Math.max(1e-300, (heaped[i + 1] as number) - (heaped[i] as number));
      const r = Math.min(rangeM, minRangeM + (i + Math.min(1, share)) * STEP);
      const diameter = least(r) - ln(1 - v) / sizes.slope;
      return { rangeM: r, power: powerAt(r) * diameter * diameter };
    },
  };
}

/** m^2, of a round beam. */
export function crossSection(
  { divergence, exitDiameterM }: Pick<Beamlet, 'divergence' | 'exitDiameterM'>,
  rangeM: number,
): number {
  const diameter = exitDiameterM + divergence * rangeM;
  return (PI * diameter * diameter) / 4;
}

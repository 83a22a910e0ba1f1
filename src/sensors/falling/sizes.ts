/** Drops and flakes in the air by classes of size, each falling at its own speed. */
import type { Medium } from '#contracts/frame';
import { exp, ln, pow } from '#core/math';
import { FLAKE_SWELLING, numberAbove, rainDrops, type SizeDistribution, snowFlakes } from '../precipitation.js';

export interface SizeClass {
  /** Of water, mm: the drop, or what the flake melts to. */
  readonly fromMm: number;
  readonly toMm: number;
  /** About the mean of the class. */
  readonly middleMm: number;
  /** 1/m^3 */
  readonly perM3: number;
  /** m/s, downwards. */
  readonly fallSpeed: number;
  readonly sizes: SizeDistribution;
  /** Diameter seen over that of water. */
  readonly swelling: number;
  readonly kind: 'rain' | 'snow';
}

const RAIN_BOUNDS_MM = [0.6, 1, 1.5, 2.2, 3.2, 6] as const;
const SNOW_BOUNDS_MM = [0.5, 1, 1.8, 3, 6] as const;

/** Terminal speed of a drop, m/s: 9.65 - 10.3 exp(-0.6 D) (Atlas, Srivastava and Sekhon 1973). @param diameterMm 0.6..6 */
export function rainFallSpeed(diameterMm: number): number {
  return Math.max(0.1, 9.65 - 10.3 * exp(-0.6 * diameterMm));
}

/** Of an aggregate, m/s: 0.8 D^0.16 (Locatelli and Hobbs 1974, unrimed dendrites). @param diameterMm as seen, mm */
export function snowFallSpeed(diameterMm: number): number {
  return 0.8 * pow(diameterMm, 0.16);
}

export function sizeClasses({ rainMmPerH, snowMmPerH }: Pick<Medium, 'rainMmPerH' | 'snowMmPerH'>): SizeClass[] {
  const rain = rainMmPerH > 0 ? classes('rain', rainDrops(rainMmPerH), RAIN_BOUNDS_MM, 1, rainFallSpeed) : [];
  const snow = snowMmPerH > 0 ? classes('snow', snowFlakes(snowMmPerH), SNOW_BOUNDS_MM, FLAKE_SWELLING, snowFallSpeed) : [];
  return [...rain, ...snow];
}

/** Diameter of water, mm, of one of a class. @param u in [0, 1) */
export function diameterIn({ fromMm, toMm, sizes: { slope } }: SizeClass, u: number): number {
  const left = 1 - exp(-slope * (toMm - fromMm));
  return fromMm - ln(1 - u * left) / slope;
}

function classes(
  kind: SizeClass['kind'],
  sizes: SizeDistribution,
  bounds: readonly number[],
  swelling: number,
  fallSpeed: (diameterMm: number) => number,
): SizeClass[] {
  return bounds.slice(1).map((toMm, i) => {
    const fromMm = bounds[i] as number;
    const perM3 = numberAbove(sizes, fromMm) - numberAbove(sizes, toMm);
    const middleMm = (fromMm + Math.min(toMm, fromMm + 1 / sizes.slope)) / 2;
    return { fromMm, toMm, middleMm, perM3, fallSpeed: fallSpeed(middleMm * swelling), sizes, swelling, kind };
  });
}

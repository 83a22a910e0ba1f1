/** Drops and flakes by size, and what they take from light: one source for the medium, for cameras and for laser scanners. */
import { exp, pow } from '#core/math';

/** Exponential size distribution N(D) = n0 exp(-slope D). */
export interface SizeDistribution {
  /** 1 / (m^3 mm) */
  readonly n0: number;
  /** 1/mm */
  readonly slope: number;
}

/** Marshall and Palmer (1948): N(D) = 8000 exp(-4.1 R^-0.21 D). @param rate mm/h, above 0 */
export function rainDrops(rate: number): SizeDistribution {
  return { n0: 8000, slope: 4.1 * pow(rate, -0.21) };
}

/**
 * Sekhon and Srivastava (1970), melted diameters: n0 = 2500 R^-0.94, slope = 2.29 R^-0.45 (science.md 4.3 has the slope in 1/cm).
 * @param rate of liquid water, mm/h, above 0
 */
export function snowFlakes(rate: number): SizeDistribution {
  return { n0: 2500 * pow(rate, -0.94), slope: 2.29 * pow(rate, -0.45) };
}

/** A flake is so much larger than the drop it melts to: a tenth of water's density (Pruppacher and Klett: 0.05-0.2). */
export const FLAKE_SWELLING = 2.154;

/** Larger than so many mm, 1/m^3. */
export function numberAbove({ n0, slope }: SizeDistribution, diameterMm: number): number {
  return (n0 / slope) * exp(-slope * diameterMm);
}

/** 3.65e-4 R^0.63 per m: Marshall and Palmer's drops by geometric optics, extinction twice the cross-section. */
export function rainExtinction(rateMmPerH: number): number {
  return rateMmPerH > 0 ? 3.65e-4 * pow(rateMmPerH, 0.63) : 0;
}

/** 1/m; ten times rain's for the same mass. */
export function snowExtinction(rateMmPerH: number): number {
  return rateMmPerH > 0 ? 2.8e-3 * rateMmPerH : 0;
}

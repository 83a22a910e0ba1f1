/**
 * A camera's sensor by the linear model of EMVA 1288 (release 4.0): photons become electrons, electrons digital numbers; shot, read and dark
 * noise and quantisation on the way. Exposure after ISO 12232 (saturation-based speed: H_sat = 78 lx s / ISO) and H = 0.65 L t / N^2.
 */

export interface Imager {
  /** Electrons at which a pixel is full, e. */
  readonly fullWellE: number;
  /** Temporal dark noise of reading, e. */
  readonly readNoiseE: number;
  /** Dark current, e/s. */
  readonly darkEPerS: number;
  /** Of a digital number. */
  readonly bits: number;
  /** The lens's stop. */
  readonly fNumber: number;
  /** Longest exposure that automatic exposure takes before it turns the gain up, s. */
  readonly longestS: number;
  /** Share of the natural fall-off cos^4 of the angle from the axis that the lens shows, 0..1. */
  readonly vignetting: number;
}

/** A small automotive camera: 3 um pixels, 12 bits, f/1.6, 30 ms at most. Typical data sheet values; QE and lens loss lie in the full well's light. */
export const DEFAULT_IMAGER: Imager = {
  fullWellE: 20_000,
  readNoiseE: 2,
  darkEPerS: 10,
  bits: 12,
  fNumber: 1.6,
  longestS: 0.03,
  vignetting: 0.35,
};

/** From mean grey to white, stops, as saturation-based speed puts it: H_sat = 78 lx s / ISO over H_grey = 10 lx s / ISO (ISO 12232). */
export const USUAL_HEADROOM_EV = 2.963474123974886;

/** How a scene is exposed: what the sensor does with it. */
export interface Exposure {
  readonly timeS: number;
  /** Over base speed; 1 unless the longest time is not enough. */
  readonly gain: number;
  /** Electrons that a luminance of 1 cd/m^2 gives, e. */
  readonly electronsPerNit: number;
  /** Digital numbers an electron, DN/e: EMVA's K. */
  readonly dnPerElectron: number;
  /** Noise of an unlit pixel, e: reading and dark current. */
  readonly darkNoiseE: number;
}

/** @param fullScale luminance that is just saturated, cd/m^2 */
export function exposureOf(imager: Imager, fullScale: number): Exposure {
  const wanted = (WANTED_S_NITS * imager.fNumber * imager.fNumber) / fullScale;
  const timeS = Math.min(wanted, imager.longestS);
  const gain = wanted / timeS;
  const electronsPerNit = imager.fullWellE / gain / fullScale;
  const dnPerElectron = (((1 << imager.bits) - 1 - blackLevel(imager)) * gain) / imager.fullWellE;
  const darkNoiseE = Math.sqrt(imager.readNoiseE * imager.readNoiseE + imager.darkEPerS * timeS);
  return { timeS, gain, electronsPerNit, dnPerElectron, darkNoiseE };
}
/** Exposure that saturates at 1 cd/m^2 through a lens of f/1, s: 0.78 / 0.65. */
export const WANTED_S_NITS = 1.2;

/** The number that an unlit pixel gives on the average, so that its noise is not cut off, DN. */
export function blackLevel({ bits }: Imager): number {
  return (1 << bits) / 64;
}

/**
 * Signal to noise of a pixel (EMVA 1288, eq. 18).
 * @param photons mean number that fall on the pixel @param efficiency quantum efficiency, 0..1
 * @param darkNoiseE e @param dnPerElectron K, DN/e
 */
export function snr(photons: number, efficiency: number, darkNoiseE: number, dnPerElectron: number): number {
  const electrons = efficiency * photons;
  return electrons / Math.sqrt(darkNoiseE * darkNoiseE + 1 / (12 * dnPerElectron * dnPerElectron) + electrons);
}

/** What a laser scanner is: its beams, when each is fired, and how it sees. */

export interface Beam {
  /** Up positive, rad. */
  readonly elevation: number;
  /** After the first beam of its column, s. */
  readonly delay: number;
}

export interface LidarModel {
  readonly name: string;
  /** Any order; rings count from the lowest. */
  readonly beams: readonly Beam[];
  /** Columns fired every so many seconds whatever the rate of turns, or so many a turn. */
  readonly pace: { readonly everyS: number } | { readonly columns: number };
  /** Farthest detection of a surface that sends back a tenth of the light, straight on, in clear air, m. */
  readonly rangeM: number;
  /** Nothing is looked for after the light had time for this way, m; brighter things are seen up to here. */
  readonly windowM: number;
  readonly minRangeM: number;
  /** Standard deviation of a range measured with plenty of light, m. */
  readonly rangeNoiseM: number;
  /** Share of returns lost without a reason in the scene. */
  readonly dropout: number;
  /** Full angle of the beam, rad. */
  readonly divergence: number;
  /** Of the beam where it leaves the sensor, m. */
  readonly exitDiameterM: number;
  /** Of the pulse, at half its height, s. */
  readonly pulseS: number;
}

/** Reflectance that ranges are stated for. */
export const RANGE_REFLECTANCE = 0.1;

/** Least power that is detected, where a white wall straight on at 1 m gives 1. */
export function thresholdOf({ rangeM }: Pick<LidarModel, 'rangeM'>): number {
  return RANGE_REFLECTANCE / (rangeM * rangeM);
}

/** Nearer than this, m, receivers take less than all of the light. */
const WHOLE_VIEW_M = 5;

/**
 * What a receiver makes of light from near by: optics that look far are out of focus there, and gain rises with time. Falls as the square of the range,
 * from 5 m inwards: an honest estimate, with which fog itself begins to show at a MOR of about 100 m, as in fog chambers.
 */
export function nearGain(rangeM: number): number {
  const share = rangeM / WHOLE_VIEW_M;
  return share < 1 ? share * share : 1;
}

/** Cut-ins of UN Regulation No. 157, and the driver whose gap decides whether a collision is to be avoided. */
import type { SourceId } from '../sources.js';

/** Speed that the vehicle which cuts in lacks, km/h. */
export const CLOSING_KMH: readonly number[] = [20, 30, 40, 50, 60, 80];

export interface Gap {
  readonly called: string;
  readonly name: string;
  /** Times the gap that the driver needs, and so much on top of it, m. */
  readonly share: number;
  readonly moreM: number;
}

/** Round the gap that the driver needs: to its nearest, and well away from it. */
export const GAPS: readonly Gap[] = [
  { called: 'half the gap', name: '050', share: 0.5, moreM: 0 },
  { called: 'three quarters', name: '075', share: 0.75, moreM: 0 },
  { called: '5 cm less', name: 'less', share: 1, moreM: -0.05 },
  { called: '5 cm more', name: 'more', share: 1, moreM: 0.05 },
  { called: 'a quarter more', name: '125', share: 1.25, moreM: 0 },
  { called: 'half as much again', name: '150', share: 1.5, moreM: 0 },
];

/** The careful and competent driver: s, m/s^2, m/s^3. */
export const DRIVER = { delayS: 0.75, release: 0.4, jerk: 12.65, deceleration: 7.59294 };
/** A cut-in is perceived once the vehicle has left the wander zone, and has gone so far again; at the regulation's lateral speed in 0.4 s. */
export const PERCEIVED = { wanderM: 0.375, thenM: 0.72, lateralMPerS: 1.8 };

export const EGO_KMH = 100;
export const LANE_M = 3.75;
export const SOURCE: SourceId = 'un-r157';

/**
 * Vulnerable road users of Euro NCAP's frontal crash avoidance tests, standard range, as the protocol's figures stand in Vector's files.
 * Start distances count from the middle of the vehicle's way to the middle of the target; impact points are shares of the vehicle's width.
 */
import type { SourceId } from '../sources.js';

export type Light = 'day' | 'night';
export type TargetName = 'adult' | 'child' | 'cyclist';

export interface Row {
  readonly case: string;
  readonly target: TargetName;
  readonly comes: 'from the near side' | 'from the far side' | 'along the lane';
  readonly targetKmH: number;
  /** Beside the vehicle's way where it sets off, m; those without one are under way at the start. */
  readonly startM?: number;
  /** From rest to its speed, m. */
  readonly accelerationM?: number;
  /** At its speed before the impact at least, m. */
  readonly steadyM?: number;
  readonly impactsPercent: readonly number[];
  readonly egoKmH: readonly number[];
  readonly lights: readonly Light[];
  /** Street lamps at night; headlights alone where missing. */
  readonly lamps?: 'near side' | 'both sides';
  readonly hiddenBy?: 'two parked cars' | 'two cars in the side street';
  readonly source: SourceId;
}

/** 10 km/h steps. */
const FROM_10 = [10, 20, 30, 40, 50, 60];
const FROM_20 = [20, 30, 40, 50, 60];
/** Of the tests for a forward collision warning. */
const WARNED = [50, 60, 70, 80];
const DAY: readonly Light[] = ['day'];
const BOTH: readonly Light[] = ['day', 'night'];
const NEAR = 'from the near side';
const source = 'euro-ncap-2026';

// biome-ignore format: a table, a line a row
export const ROWS: readonly Row[] = [
  { case: 'CPNA', target: 'adult', comes: NEAR, targetKmH: 5, startM: 4, accelerationM: 1, impactsPercent: [25, 50, 75], egoKmH: FROM_10, lights: BOTH, lamps: 'near side', source },
  { case: 'CPFA', target: 'adult', comes: 'from the far side', targetKmH: 8, startM: 6, accelerationM: 1.5, impactsPercent: [50], egoKmH: FROM_10, lights: BOTH, lamps: 'both sides', source },
  { case: 'CPNCO', target: 'child', comes: NEAR, targetKmH: 5, startM: 4, accelerationM: 1, impactsPercent: [50], egoKmH: FROM_10, lights: BOTH, lamps: 'near side', hiddenBy: 'two parked cars', source },
  { case: 'CPLA', target: 'adult', comes: 'along the lane', targetKmH: 5, accelerationM: 1, steadyM: 10, impactsPercent: [50], egoKmH: FROM_10, lights: BOTH, source },
  { case: 'CPLA', target: 'adult', comes: 'along the lane', targetKmH: 5, accelerationM: 1, steadyM: 18, impactsPercent: [25], egoKmH: WARNED, lights: BOTH, source },
  { case: 'CBNA', target: 'cyclist', comes: NEAR, targetKmH: 15, steadyM: 17, impactsPercent: [50, 75], egoKmH: FROM_10, lights: DAY, source },
  { case: 'CBFA', target: 'cyclist', comes: 'from the far side', targetKmH: 20, steadyM: 22, impactsPercent: [25, 50], egoKmH: FROM_10, lights: DAY, source },
  { case: 'CBNAO', target: 'cyclist', comes: NEAR, targetKmH: 10, startM: 11.5, accelerationM: 7, steadyM: 4.5, impactsPercent: [50, 75], egoKmH: FROM_10, lights: DAY, hiddenBy: 'two cars in the side street', source },
  { case: 'CBLA', target: 'cyclist', comes: 'along the lane', targetKmH: 15, accelerationM: 3.5, steadyM: 28, impactsPercent: [50], egoKmH: FROM_20, lights: DAY, source },
  { case: 'CBLA', target: 'cyclist', comes: 'along the lane', targetKmH: 20, accelerationM: 6.2, steadyM: 28, impactsPercent: [25], egoKmH: WARNED, lights: DAY, source },
];

/** Reference vehicle under test: VW Golf Sportsvan, m. */
export const VEHICLE = { lengthM: 4.358, widthM: 1.815 };

/** Time to collision at the start, at least, s. */
export const START_TTC_S = 6;

interface Target {
  readonly kind: string;
  /** Of its box; along its heading, across, and up, m. */
  readonly lengthM: number;
  readonly widthM: number;
  readonly heightM?: number;
  /** The point that counts for the impact, behind the front of the box, m. */
  readonly pointM: number;
  readonly called: string;
  readonly pointCalled: string;
}

/** The bicycle's box is that of our city bicycle, 1.79 x 0.66 m instead of 1.89 x 0.5 m; its crank lies 0.015 m ahead of the middle. */
export const TARGETS: Readonly<Record<TargetName, Target>> = {
  adult: {
    kind: 'pedestrian-adult',
    lengthM: 0.6,
    widthM: 0.5,
    heightM: 1.8,
    pointM: 0.36,
    called: 'adult',
    pointCalled: 'the hip',
  },
  child: {
    kind: 'pedestrian-child',
    lengthM: 0.711,
    widthM: 0.298,
    heightM: 1.154,
    pointM: 0.396,
    called: 'child',
    pointCalled: 'the hip',
  },
  cyclist: { kind: 'cyclist', lengthM: 1.79, widthM: 0.66, pointM: 0.88, called: 'cyclist', pointCalled: 'the crank' },
};

/** Cars that hide the target, m. */
export const CARS = {
  large: { kind: 'ncap-large-car', lengthM: 4.418, widthM: 1.82 },
  small: { kind: 'ncap-small-car', lengthM: 4.316, widthM: 1.79 },
};
/** CPNCO: from the vehicle's side, from the child's near edge, and between the cars, m. */
export const PARKED = { besideM: 1, beforeM: 1, betweenM: 1 };
/** CBNAO: distance I from the vehicle's way, J from the bicycle's side, and between the cars (0.1 to 0.3 m), m. */
export const SIDE_STREET = { fromWayM: 3.55, besideM: 4.8, betweenM: 0.2 };

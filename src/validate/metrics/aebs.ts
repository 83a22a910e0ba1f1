/** UN R152: what an emergency brake must achieve for a pedestrian who crosses (science.md 3.3). Speeds in m/s. */

/** Series of amendments; the 01 series holds for new types since 2024. */
export type R152Series = 'original' | '01';

const KMH = 3.6;

/**
 * Car (M1) to a pedestrian crossing at 5 km/h, impact point at half of the width: speed before and greatest impact speed, km/h.
 * From the presentation to GRVA of 2019: check the series in force before you cite it.
 */
const PEDESTRIAN: Readonly<Record<R152Series, readonly (readonly [before: number, impact: number])[]>> = {
  original: [
    [30, 0],
    [35, 20],
    [40, 25],
    [45, 30],
    [50, 35],
    [55, 40],
    [60, 45],
  ],
  '01': [
    [40, 0],
    [42, 10],
    [45, 15],
    [50, 25],
    [55, 30],
    [60, 35],
  ],
};

const SLOWEST = 20;

/**
 * Greatest impact speed that is allowed, m/s; missing below 20 and above 60 km/h, where nothing is asked. Between listed speeds the
 * figure of the next higher one holds, nothing is interpolated.
 */
export function r152MaxImpactSpeed(series: R152Series, speed: number): number | undefined {
  // Made of km/h, a speed in m/s may be off by its last bits.
  const before = Math.round(speed * KMH * 1e6) / 1e6;
  if (before < SLOWEST) return undefined;
  const row = PEDESTRIAN[series].find(([listed]) => before <= listed);
  return row === undefined ? undefined : row[1] / KMH;
}

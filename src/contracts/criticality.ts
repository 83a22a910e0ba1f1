/** How critical a run was, of its first actor: over time, and in figures of the whole. SI units. */

/** Columns over time. `null`: there is no such figure then (nobody ahead, never at these velocities, or after the first contact). */
export const CRITICALITY_COLUMNS = {
  ttcS: 'time to collision at constant velocities, with whoever would be met first',
  mttcS: 'time to collision at constant accelerations along the way, who brakes staying where it stops',
  thwS: 'time headway to the leader',
  petS: 'least post-encroachment time of those whose ways cross that of the ego and who have both entered the crossing by then',
  dracMPerS2: 'deceleration required to avoid a crash, the other keeping its speed',
  btn: 'brake threat number: that over what the road gives (8 m/s^2 where it is dry)',
  stn: 'steer threat number: lateral acceleration required to pass on the nearer side, over what the road gives (8 m/s^2 where it is dry)',
  dstMPerS2: 'deceleration to keep a time gap of 2 s to the leader; null also where the gap is less already',
  rssLongitudinalM:
    'distance along the way less the least safe one of RSS, to whoever has the least margin, going the same way, standing or crossing',
  rssOppositeM: 'the same to one that comes towards the ego',
  rssLateralM: 'distance across the way less the least safe one of RSS, to the same',
  rssMarginM: 'the one along the way where both are 0 or less, which is dangerous; else the greater of both',
  rssDangerous: '1 where RSS calls the situation dangerous, 0 where not',
  cpaDistanceM: 'distance at the closest point of approach of two that fly, at constant velocities',
  cpaTimeS: 'time until then',
  horizontalSeparationM: 'of two that fly, now',
  verticalSeparationM: 'of two that fly, now',
} as const;

export type CriticalityColumn = keyof typeof CRITICALITY_COLUMNS;

/** Two bodies that used one area of the ground after each other. */
export interface RunEncroachment {
  readonly other: string;
  /** Who entered the area first. */
  readonly first: string;
  /** Second's entry less first's exit, s; below 0 where both were there at once. */
  readonly time: number;
  /** When the second entered, s. */
  readonly at: number;
}

export interface RunCriticality {
  /** s, ascending */
  readonly times: readonly number[];
  readonly columns: Readonly<Record<CriticalityColumn, readonly (number | null)[]>>;
  readonly encroachments: readonly RunEncroachment[];
}

/** How far a run is from an event, or beyond it, in metres and seconds. */
import type { Run } from '#contracts/run';

/** Braking that turns an impact speed into the metres that were missing, m/s^2. */
export const BRAKING = 8;
/** Nobody came near. */
export const FAR = 200;

/** The nearest gap to whoever moves, m; after a contact, less than nothing: the way that braking would have taken from the impact speed. */
export function collisionMargin(run: Run): number {
  const { impactRelativeSpeedMPerS: impact } = run.verdict.metrics;
  if (impact !== undefined) return -(impact * impact) / (2 * BRAKING) - Number.EPSILON;
  return Math.min(FAR, ...Object.values(run.leastGaps));
}

export function impactMargin(run: Run, limit: number): number {
  const { impactRelativeSpeedMPerS: impact } = run.verdict.metrics;
  if (impact === undefined) return collisionMargin(run) + (limit * limit) / (2 * BRAKING);
  return (limit * limit - impact * impact) / (2 * BRAKING);
}

export function ttcOf({ verdict: { metrics } }: Run): number {
  if (metrics.impactRelativeSpeedMPerS !== undefined) return -metrics.impactRelativeSpeedMPerS;
  return Math.min(metrics.minTtcS ?? FAR, FAR);
}

/** Criticality metrics and their formulas (science.md section 2). Gaps in m, speeds in m/s, times in s. */

/** Follower and leader along one line: gap bumper to bumper, speeds and accelerations. */
export interface Following {
  readonly gap: number;
  readonly followerSpeed: number;
  readonly leaderSpeed: number;
  readonly followerAcceleration?: number;
  readonly leaderAcceleration?: number;
}

/** Time to collision at constant velocities; Infinity when they do not close. */
export function timeToCollision({ gap, followerSpeed, leaderSpeed }: Following): number {
  const closing = followerSpeed - leaderSpeed;
  return closing > 0 ? gap / closing : Number.POSITIVE_INFINITY;
}

/** Time to collision at constant accelerations: smallest positive root of gap = dv t + da t^2 / 2. */
export function modifiedTimeToCollision(f: Following): number {
  const dv = f.followerSpeed - f.leaderSpeed;
  const da = (f.followerAcceleration ?? 0) - (f.leaderAcceleration ?? 0);
  if (Math.abs(da) < 1e-9) return timeToCollision(f);
  const discriminant = dv * dv + 2 * da * f.gap;
  if (discriminant < 0) return Number.POSITIVE_INFINITY;
  const root = Math.sqrt(discriminant);
  const times = [(-dv + root) / da, (-dv - root) / da].filter((t) => t > 0);
  return Math.min(Number.POSITIVE_INFINITY, ...times);
}

export function timeHeadway({ gap, followerSpeed }: Following): number {
  return followerSpeed > 0 ? gap / followerSpeed : Number.POSITIVE_INFINITY;
}

/** Deceleration rate to avoid a crash, m/s^2. */
export function requiredDeceleration({ gap, followerSpeed, leaderSpeed }: Following): number {
  const dv = followerSpeed - leaderSpeed;
  return dv > 0 ? (dv * dv) / (2 * gap) : 0;
}

/** Brake threat number: required over available deceleration. */
export function brakeThreatNumber(f: Following, available: number): number {
  return requiredDeceleration(f) / available;
}

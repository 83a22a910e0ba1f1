/** Criticality of one body behind another on one line (science.md section 2). Gaps in m, speeds in m/s, times in s. */

/** Follower and leader along one line: gap bumper to bumper, speeds and accelerations, positive in the direction of travel. */
export interface Following {
  /** m; zero or less is contact. */
  readonly gap: number;
  readonly followerSpeed: number;
  readonly leaderSpeed: number;
  /** m/s^2, 0 where missing. */
  readonly followerAcceleration?: number;
  readonly leaderAcceleration?: number;
}

const NEVER = Number.POSITIVE_INFINITY;

/** Time to collision at constant velocities (Hayward 1972), s: 0 in contact, Infinity when they do not close. */
export function timeToCollision({ gap, followerSpeed, leaderSpeed }: Following): number {
  if (gap <= 0) return 0;
  const closing = followerSpeed - leaderSpeed;
  return closing > 0 ? gap / closing : NEVER;
}

/**
 * Time to collision at constant accelerations (modified TTC, Ozbay et al. 2008), s: smallest positive root of gap = dv t + da t^2 / 2.
 * A leader that brakes runs backwards after its standstill here: see `stoppingTimeToCollision`.
 */
export function modifiedTimeToCollision(f: Following): number {
  if (f.gap <= 0) return 0;
  const dv = f.followerSpeed - f.leaderSpeed;
  const da = (f.followerAcceleration ?? 0) - (f.leaderAcceleration ?? 0);
  if (dv <= 0 && da <= 0) return NEVER;
  const discriminant = dv * dv + 2 * da * f.gap;
  if (discriminant < 0) return NEVER;
  const root = Math.sqrt(discriminant);
  // One root in two forms, neither of which subtracts near equals; the first is the constant-velocity one at da = 0.
  return dv >= 0 ? (2 * f.gap) / (dv + root) : (root - dv) / da;
}

/** The same, but who brakes stays where it comes to a stop, s: exact over the pieces between the standstills. */
export function stoppingTimeToCollision(f: Following): number {
  const stops = [standstill(f.followerSpeed, f.followerAcceleration), standstill(f.leaderSpeed, f.leaderAcceleration)];
  let now = f;
  let elapsed = 0;
  for (const stop of stops.filter(Number.isFinite).sort((a, b) => a - b)) {
    const within = modifiedTimeToCollision(now);
    if (elapsed + within <= stop) return elapsed + within;
    now = after(now, stop - elapsed);
    elapsed = stop;
  }
  return elapsed + modifiedTimeToCollision(now);
}

/** When a body that brakes stands, s. */
function standstill(speed: number, acceleration = 0): number {
  return acceleration < 0 ? Math.max(0, speed) / -acceleration : NEVER;
}

function after(f: Following, time: number): Following {
  const follower = moved(f.followerSpeed, f.followerAcceleration ?? 0, time);
  const leader = moved(f.leaderSpeed, f.leaderAcceleration ?? 0, time);
  return {
    gap: f.gap + leader.path - follower.path,
    followerSpeed: follower.speed,
    leaderSpeed: leader.speed,
    followerAcceleration: follower.acceleration,
    leaderAcceleration: leader.acceleration,
  };
}

function moved(speed: number, a: number, time: number): { path: number; speed: number; acceleration: number } {
  const path = speed * time + (a * time * time) / 2;
  // Rounding leaves a speed just above zero at the standstill.
  const stands = a < 0 && speed + a * time <= 1e-12 * Math.max(1, speed);
  return stands ? { path, speed: 0, acceleration: 0 } : { path, speed: speed + a * time, acceleration: a };
}

/** Time headway, s: when the follower's front is where the leader's rear is now. Infinity at standstill. */
export function timeHeadway({ gap, followerSpeed }: Following): number {
  return followerSpeed > 0 ? gap / followerSpeed : NEVER;
}

/** Deceleration rate to avoid a crash (DRAC, Cooper and Ferguson 1976), m/s^2, at least 0: speeds are equal as the gap closes. */
export function requiredDeceleration({ gap, followerSpeed, leaderSpeed }: Following): number {
  const dv = followerSpeed - leaderSpeed;
  if (dv <= 0) return 0;
  return gap > 0 ? (dv * dv) / (2 * gap) : NEVER;
}

/** Acceleration that the follower needs, m/s^2, at most 0: as DRAC, but the leader keeps its acceleration (CommonRoad-CriMe `a_long_req`). */
export function requiredAcceleration(f: Following): number {
  return Math.min((f.leaderAcceleration ?? 0) - requiredDeceleration(f), 0);
}

/** Brake threat number: required over available deceleration (m/s^2, above 0). Above 1 braking alone is not enough. */
export function brakeThreatNumber(f: Following, available: number): number {
  return requiredDeceleration(f) / available;
}

/**
 * Deceleration to safety time (DST, Schubert et al. 2010, as in CommonRoad-CriMe), m/s^2, at least 0: what keeps a gap of
 * `safetyTime` (s) to the leader. Infinity where that gap is already gone and they still close.
 */
export function decelerationToSafetyTime({ gap, followerSpeed, leaderSpeed }: Following, safetyTime = 2): number {
  const dv = followerSpeed - leaderSpeed;
  if (dv <= 0) return 0;
  const left = gap - leaderSpeed * safetyTime;
  return left > 0 ? (3 * dv * dv) / (2 * left) : NEVER;
}

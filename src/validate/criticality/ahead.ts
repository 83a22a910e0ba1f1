/**
 * Criticality of what lies ahead on a body's way (science.md section 2).
 *
 * In the way: ahead, not over or under it, and across the way within both half widths. Leader: the nearest in the way that stands or goes
 * the same way. Conflict partner: in the way, or on a course that meets the body's if both keep their velocities.
 */
import {
  brakeThreatNumber,
  decelerationToSafetyTime,
  type Following,
  requiredDeceleration,
  stoppingTimeToCollision,
  timeHeadway,
} from '../metrics/following.js';
import { steerThreatNumber } from '../metrics/lateral.js';
import type { Relation } from './relation.js';

/** What the road gives, m/s^2. */
export interface Available {
  readonly braking: number;
  readonly lateral: number;
}
/** On a dry road; less by its friction elsewhere. The threat numbers are against these. */
export const DRY_ROAD: Available = { braking: 8, lateral: 8 };

/** s, m/s^2, or pure; Infinity for times that never come, 0 where nothing is required. */
export interface Ahead {
  /** At constant velocities in a straight line, with whoever is met. */
  readonly ttc: number;
  /** At constant accelerations along the way, with a conflict partner; who brakes stays where it comes to a stop. */
  readonly mttc: number;
  /** To a leader. */
  readonly headway: number;
  /** Of a conflict partner. */
  readonly drac: number;
  readonly brakeThreat: number;
  readonly steerThreat: number;
  /** To a leader, for a time gap of 2 s; Infinity where that gap is gone already and they still close. */
  readonly dst: number;
}

export const NOBODY_AHEAD: Ahead = {
  ttc: Number.POSITIVE_INFINITY,
  mttc: Number.POSITIVE_INFINITY,
  headway: Number.POSITIVE_INFINITY,
  drac: 0,
  brakeThreat: 0,
  steerThreat: 0,
  dst: 0,
};

export function isInWay({ gap, sideGap, heightsApart }: Relation): boolean {
  return gap > 0 && sideGap < 0 && !heightsApart;
}

/** Slower than this against the way is standing: rounding, and whoever crosses it, m/s. */
const STANDING = 1e-6;

export function aheadOf(r: Relation, available: Available): Ahead {
  const inWay = isInWay(r);
  const partner = r.gap > 0 && (inWay || r.ttc < Number.POSITIVE_INFINITY);
  if (!partner) return { ...NOBODY_AHEAD, ttc: r.ttc };
  const following: Following = {
    gap: r.gap,
    followerSpeed: r.speed,
    leaderSpeed: r.otherSpeed,
    followerAcceleration: r.acceleration,
    leaderAcceleration: r.otherAcceleration,
  };
  const leads = inWay && r.otherSpeed > -STANDING;
  return {
    ttc: r.ttc,
    mttc: stoppingTimeToCollision(following),
    headway: leads ? timeHeadway(following) : Number.POSITIVE_INFINITY,
    drac: requiredDeceleration(following),
    brakeThreat: brakeThreatNumber(following, available.braking),
    steerThreat: steerThreat(r, available.lateral),
    dst: leads ? decelerationToSafetyTime(following) : 0,
  };
}

/** Against passing on the nearer side of where the other will be as the gap has closed at constant velocities. */
function steerThreat({ gap, speed, otherSpeed, left, reach, leftSpeed, otherLeftSpeed }: Relation, available: number): number {
  const closing = speed - otherSpeed;
  if (closing <= 0) return 0;
  const time = gap / closing;
  const offset = left + (otherLeftSpeed - leftSpeed) * time;
  return steerThreatNumber(Math.max(0, reach - Math.abs(offset)), time, available);
}

/** The worst of both in each figure. */
export function worseOf(a: Ahead, b: Ahead): Ahead {
  return {
    ttc: Math.min(a.ttc, b.ttc),
    mttc: Math.min(a.mttc, b.mttc),
    headway: Math.min(a.headway, b.headway),
    drac: Math.max(a.drac, b.drac),
    brakeThreat: Math.max(a.brakeThreat, b.brakeThreat),
    steerThreat: Math.max(a.steerThreat, b.steerThreat),
    dst: Math.max(a.dst, b.dst),
  };
}

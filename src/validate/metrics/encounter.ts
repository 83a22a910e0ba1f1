/** Two aircraft near each other (science.md 2.3). World frame, z up; m, m/s, s. */
import { length2 } from '#core/math';
import { add, dot, mix, norm, scale, type Vec3 } from '#core/pose';

/** Closest point of approach, from now on, at constant velocities. */
export interface ClosestApproach {
  /** s from now, 0 or more. */
  readonly time: number;
  readonly distance: number;
  /** Parts of that distance, m. */
  readonly horizontal: number;
  readonly vertical: number;
}

/** t* = max(0, -(r.v) / |v|^2) from position and velocity of one relative to the other; now, where they keep their distance. */
export function closestApproach(position: Vec3, velocity: Vec3): ClosestApproach {
  const speedSquared = dot(velocity, velocity);
  const time = speedSquared > 0 ? Math.max(0, -dot(position, velocity) / speedSquared) : 0;
  const there = add(position, scale(velocity, time));
  return { time, distance: norm(there), horizontal: length2(there[0], there[1]), vertical: Math.abs(there[2]) };
}

/** A flat cylinder round an aircraft: lost while the other is nearer than both, m. */
export interface Separation {
  readonly horizontal: number;
  readonly vertical: number;
}

/** Near mid-air collision: 500 ft and 100 ft (MIT Lincoln Laboratory, sNMAC). */
export const NEAR_MID_AIR_COLLISION: Separation = { horizontal: 152.4, vertical: 30.48 };

/** Well clear of a crewed aircraft: 2000 ft and 250 ft (ASTM F3442/F3442M; unmanned aircraft up to 25 ft and below 100 kt). */
export const WELL_CLEAR: Separation = { horizontal: 609.6, vertical: 76.2 };

export function isLost(position: Vec3, separation: Separation): boolean {
  return length2(position[0], position[1]) < separation.horizontal && Math.abs(position[2]) < separation.vertical;
}

export interface RelativeSample {
  /** s */
  readonly time: number;
  /** Of one relative to the other. */
  readonly position: Vec3;
}

export interface Interval {
  readonly from: number;
  readonly to: number;
}

/** When separation is lost, s: exact for positions linear between samples, which are in order of time. Intervals that touch are one. */
export function lossesOf(samples: readonly RelativeSample[], separation: Separation): readonly Interval[] {
  const found: Interval[] = [];
  for (const [i, to] of samples.entries()) {
    const from = samples[i - 1];
    const piece = from === undefined ? undefined : lossBetween(from, to, separation);
    if (piece === undefined) continue;
    const last = found.at(-1);
    if (last !== undefined && last.to === piece.from) found[found.length - 1] = { from: last.from, to: piece.to };
    else found.push(piece);
  }
  return found;
}

export function totalTime(intervals: readonly Interval[]): number {
  return intervals.reduce((sum, { from, to }) => sum + (to - from), 0);
}

/** Least distance of all, and its parts, positions linear between samples. Missing where there are no samples. */
export function leastSeparation(samples: readonly RelativeSample[]): ClosestApproach | undefined {
  let least: ClosestApproach | undefined;
  for (const [i, sample] of samples.entries()) {
    const next = samples[i + 1] ?? sample;
    const duration = next.time - sample.time;
    const step = add(next.position, scale(sample.position, -1));
    const share = Math.min(1, closestApproach(sample.position, step).time);
    const there = mix(sample.position, next.position, share);
    const distance = norm(there);
    if (least !== undefined && least.distance <= distance) continue;
    const parts = { horizontal: length2(there[0], there[1]), vertical: Math.abs(there[2]) };
    least = { time: sample.time + share * duration, distance, ...parts };
  }
  return least;
}

function lossBetween(from: RelativeSample, to: RelativeSample, separation: Separation): Interval | undefined {
  const [x, y, z] = from.position;
  const step = add(to.position, scale(from.position, -1));
  const disc = shareInDisc([x, y], [step[0], step[1]], separation.horizontal);
  const slab = shareInDisc([z, 0], [step[2], 0], separation.vertical);
  const start = Math.max(disc[0], slab[0]);
  const end = Math.min(disc[1], slab[1]);
  if (start >= end) return undefined;
  const at = (share: number): number => (share === 1 ? to.time : from.time + share * (to.time - from.time));
  return { from: at(start), to: at(end) };
}

/** The part of a step, from 0 to 1, in which a point is nearer to the origin than `radius`; from 1 to 0 where in none. */
function shareInDisc(
  [x, y]: readonly [number, number],
  [dx, dy]: readonly [number, number],
  radius: number,
): readonly [number, number] {
  const a = dx * dx + dy * dy;
  const c = x * x + y * y - radius * radius;
  if (a === 0) return c < 0 ? [0, 1] : [1, 0];
  const b = x * dx + y * dy;
  const discriminant = b * b - a * c;
  if (discriminant <= 0) return [1, 0];
  const root = Math.sqrt(discriminant);
  return [Math.max(0, (-b - root) / a), Math.min(1, (-b + root) / a)];
}

/** How often an event was among encounters. */
export interface EventCount {
  readonly events: number;
  readonly encounters: number;
}

/** P(event with mitigation) / P(event without), below 1 where mitigation helps. NaN without any event unmitigated. */
export function riskRatio(mitigated: EventCount, unmitigated: EventCount): number {
  return mitigated.events / mitigated.encounters / (unmitigated.events / unmitigated.encounters);
}

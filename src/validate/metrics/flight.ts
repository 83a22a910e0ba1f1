/** Limits of a multirotor in closed form (science.md 2.3). SI units; angles in rad. */
import { atan, PI, tan } from '#core/math';
import { add, dot, norm, scale, sub, type Vec3 } from '#core/pose';
import type { FlightSample } from './geofence.js';

/** m/s^2 */
const GRAVITY = 9.81;
/** kg/m^3: standard atmosphere at sea level. */
const SEA_LEVEL = 1.225;
const SECONDS_PER_HOUR = 3600;

/** Way to a stop by tilting: v tau + v^2 / (2 g tan(tilt)), m; speed in m/s, delay in s. */
export function tiltStopDistance(speed: number, delay: number, tilt: number): number {
  return speed * delay + (speed * speed) / (2 * GRAVITY * tan(tilt));
}

/** Tilt that holds its place in a steady wind (m/s): atan(rho CdA V^2 / (2 m g)); drag area in m^2, mass in kg. */
export function steadyTilt(wind: number, mass: number, dragArea: number, airDensity = SEA_LEVEL): number {
  return atan((0.5 * airDensity * dragArea * wind * wind) / (mass * GRAVITY));
}

/** Fastest wind that a tilt holds against, m/s: the inverse of `steadyTilt`. */
export function windLimit(tilt: number, mass: number, dragArea: number, airDensity = SEA_LEVEL): number {
  return Math.sqrt((2 * mass * GRAVITY * tan(tilt)) / (airDensity * dragArea));
}

export interface Rotors {
  /** Of the whole aircraft, kg. */
  readonly mass: number;
  readonly count: number;
  /** m */
  readonly radius: number;
  /** kg/m^3, sea level where missing. */
  readonly airDensity?: number;
}

/** Air's speed through the rotors while hovering, ideal actuator discs: sqrt(m g / (2 rho A)), m/s. */
export function inducedVelocity({ mass, count, radius, airDensity = SEA_LEVEL }: Rotors): number {
  const area = count * PI * radius * radius;
  return Math.sqrt((mass * GRAVITY) / (2 * airDensity * area));
}

/** Least power to hover, W: thrust times induced velocity, (m g)^1.5 / sqrt(2 rho A). Real rotors take 1.3 to 2 times as much. */
export function idealHoverPower(rotors: Rotors): number {
  return rotors.mass * GRAVITY * inducedVelocity(rotors);
}

export interface PowerSample {
  /** s */
  readonly time: number;
  /** Drawn from the battery, W. */
  readonly power: number;
}

/** What is left of a battery (Wh, it may be below zero) after a power that is linear between samples, in order of time. */
export function energyLeft(capacity: number, samples: readonly PowerSample[]): number {
  return capacity - samples.reduce((sum, to, i) => sum + energyOf(samples[i - 1] ?? to, to), 0);
}

function energyOf(from: PowerSample, to: PowerSample): number {
  return (((from.power + to.power) / 2) * (to.time - from.time)) / SECONDS_PER_HOUR;
}

/** The largest distance from a route, and when. */
export interface Deviation {
  readonly distance: number;
  readonly time: number;
}

/**
 * Largest distance (m) from a route of straight legs, at the samples: exact between them, too, while one leg stays the nearest, because
 * distance from a leg is convex. Missing without samples or route.
 */
export function corridorDeviation(route: readonly Vec3[], samples: readonly FlightSample[]): Deviation | undefined {
  let largest: Deviation | undefined;
  for (const { time, position } of samples) {
    const distance = distanceToRoute(route, position);
    if (distance !== undefined && (largest === undefined || distance > largest.distance)) largest = { distance, time };
  }
  return largest;
}

function distanceToRoute(route: readonly Vec3[], position: Vec3): number | undefined {
  const distances = route.map((start, i) => distanceToLeg(position, start, route[i + 1] ?? start));
  return distances.length > 0 ? Math.min(...distances) : undefined;
}

function distanceToLeg(position: Vec3, start: Vec3, end: Vec3): number {
  const leg = sub(end, start);
  const squared = dot(leg, leg);
  const share = squared > 0 ? Math.max(0, Math.min(1, dot(sub(position, start), leg) / squared)) : 0;
  return norm(sub(position, add(start, scale(leg, share))));
}

/** Reference drivers in closed form (science.md 3.1 and 3.2). m, m/s, m/s^2, s. The regulation's are models, not people. */
import { type Braking, stopDistance } from './braking.js';

/** Parameters of the Intelligent Driver Model. */
export interface IdmParameters {
  readonly desiredSpeed: number;
  readonly timeGap: number;
  /** At standstill, m. */
  readonly minGap: number;
  readonly acceleration: number;
  readonly comfortDeceleration: number;
}

/** Treiber, Hennecke and Helbing, Phys. Rev. E 62:1805 (2000), table I: 120 km/h, 1.6 s, 2 m, 0.73 and 1.67 m/s^2. */
export const IDM_ORIGINAL: IdmParameters = {
  desiredSpeed: 120 / 3.6,
  timeGap: 1.6,
  minGap: 2,
  acceleration: 0.73,
  comfortDeceleration: 1.67,
};

/** a (1 - (v / v0)^4 - (s* / s)^2) with s* = s0 + max(0, v T + v dv / (2 sqrt(a b))), m/s^2; `closing` is dv, own less leader's speed. */
export function idmAcceleration(idm: IdmParameters, speed: number, closing: number, gap: number): number {
  const { acceleration, comfortDeceleration, minGap, timeGap } = idm;
  const dynamic = speed * timeGap + (speed * closing) / (2 * Math.sqrt(acceleration * comfortDeceleration));
  const share = (minGap + Math.max(0, dynamic)) / gap;
  return acceleration * (1 - fourthPower(speed / idm.desiredSpeed) - share * share);
}

/** Gap at which a driver behind another of the same speed neither speeds up nor slows down, m; Infinity at the desired speed and above. */
export function idmEquilibriumGap(idm: IdmParameters, speed: number): number {
  const free = 1 - fourthPower(speed / idm.desiredSpeed);
  return free > 0 ? (idm.minGap + speed * idm.timeGap) / Math.sqrt(free) : Number.POSITIVE_INFINITY;
}

function fourthPower(x: number): number {
  return x * x * x * x;
}

/** m/s^2 */
const GRAVITY = 9.81;

/**
 * The careful and competent human driver of UN R157, annex 3 (as in ec-jrc/JRC-FSM): 0.4 m/s^2 by releasing the accelerator during a
 * delay of 0.75 s, then 12.65 m/s^3 up to 0.774 g.
 */
export const CAREFUL_DRIVER: Braking = { delay: 0.75, release: 0.4, jerk: 12.65, deceleration: 0.774 * GRAVITY };

/** The driver takes a cut-in for a risk from this TTC on, s. */
export const CAREFUL_DRIVER_RISK_TTC = 2;

/** Time to perceive a cut-in: from 0.375 m beside the lane's middle over 0.72 m at 1.8 m/s, s. */
export const CAREFUL_DRIVER_PERCEPTION = 0.4;

/** Gap (m) that the driver needs as the risk is there, behind a target of constant speed; `closing` in m/s. */
export function carefulDriverGap(closing: number, driver: Braking = CAREFUL_DRIVER): number {
  return stopDistance(Math.max(0, closing), driver);
}

/** Whether that driver avoids a crash that begins at this gap and closing speed: it waits for the TTC that it takes for a risk. */
export function carefulDriverAvoids(gap: number, closing: number): boolean {
  if (closing <= 0) return true;
  return Math.min(gap, CAREFUL_DRIVER_RISK_TTC * closing) >= carefulDriverGap(closing);
}

/** UN R157 5.2.5.2: a cut-in must not lead to a collision if TTC is above v_rel / (2 * 6 m/s^2) + 0.35 s. */
export function r157AvoidableTtc(closing: number): number {
  return closing / (2 * 6) + 0.35;
}

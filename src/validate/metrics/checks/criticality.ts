/** Check values of science.md section 2: following, steering aside, closest approach, delta-v. */
import { type ClosestApproach, closestApproach } from '../encounter.js';
import {
  brakeThreatNumber,
  decelerationToSafetyTime,
  modifiedTimeToCollision,
  requiredDeceleration,
  timeHeadway,
  timeToCollision,
} from '../following.js';
import { requiredLateralAcceleration, steerThreatNumber } from '../lateral.js';
import { check, type MetricCheck } from './check.js';

const pair = { gap: 30, followerSpeed: 20, leaderSpeed: 10 };
const braking = { ...pair, leaderAcceleration: -3 };
const approach = (): ClosestApproach => closestApproach([500, 100, 20], [-30, -5, 0]);

export const CRITICALITY_CHECKS: readonly MetricCheck[] = [
  check('following.ttc', '2', 'TTC, 20 behind 10 m/s, gap 30 m, s', '3.000', () => timeToCollision(pair)),
  check('following.mttc', '2', 'the same, leader brakes with 3 m/s^2, s', '2.2444', () => modifiedTimeToCollision(braking)),
  check('following.drac', '2', 'required deceleration, m/s^2', '1.6667', () => requiredDeceleration(pair)),
  check('following.btn', '2', 'brake threat number, 8 m/s^2 available', '0.2083', () => brakeThreatNumber(pair, 8)),
  check('following.thw', '2', 'time headway, s', '1.5', () => timeHeadway(pair)),
  // Not printed there: 3 * 10^2 / (2 * (30 - 10 * 2)).
  check('following.dst', '2', 'deceleration to a safety time of 2 s, m/s^2', '15.0000', () => decelerationToSafetyTime(pair)),
  check('lateral.required', '2', 'lateral acceleration, 1.5 m in 1.5 s, m/s^2', '1.333', () =>
    requiredLateralAcceleration(1.5, 1.5),
  ),
  check('lateral.stn', '2', 'steer threat number, 8 m/s^2 available', '0.1667', () => steerThreatNumber(1.5, 1.5, 8)),
  check('encounter.cpa-time', '2', 'closest approach, s', '16.7568', () => approach().time),
  check('encounter.cpa-distance', '2', 'closest approach, m', '25.8896', () => approach().distance),
  // Printed there as 16.4397; the exact value is sqrt(10000 / 37).
  check('encounter.cpa-horizontal', '2', 'closest approach, horizontal, m', '16.4399', () => approach().horizontal),
  // So the printed figure is held to a thousandth only.
  {
    ...check('encounter.cpa-horizontal-as-printed', '2', 'the same as printed, m', '16.4397', () => approach().horizontal),
    tolerance: 1e-3,
  },
];

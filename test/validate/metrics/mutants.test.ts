/** Wrong formulas that one might well write: the check values refuse each of them. */
import { describe, expect, it } from 'vitest';
import { CPNCO, isCheckMet, METRIC_CHECKS, RSS_EGO } from '#validate/metrics/index';

const V = 50 / 3.6;
const G = 9.81;
const WEIGHT = 1.5 * G;
const DISC = Math.PI * 0.127 ** 2;

/** Check, what is wrong, the wrong formula's value. */
const WRONG: readonly (readonly [id: string, mistake: string, value: number])[] = [
  ['following.ttc', 'follower speed for closing speed', 30 / 20],
  ['following.mttc', 'constant velocities', 3],
  ['following.mttc', 'acceleration counted twice', (-10 + Math.sqrt(100 + 4 * 3 * 30)) / 3],
  ['following.drac', 'no half', 100 / 30],
  ['following.btn', 'turned round', 8 / (100 / 60)],
  ['following.thw', 'leader speed', 3],
  ['following.dst', 'required deceleration', 100 / 20],
  ['lateral.required', 'no two', 1.5 / 1.5 ** 2],
  ['lateral.stn', 'another limit', 4 / 3 / 11.5],
  ['encounter.cpa-time', 'horizontal only, by speed', Math.hypot(500, 100) / Math.hypot(30, 5)],
  ['encounter.cpa-distance', 'horizontal only', 16.4399],
  ['encounter.cpa-horizontal', 'with the vertical part', 25.8896],
  ['rss.same-50-50-1s', 'brakes from the speed before the response', V + 3.5 / 2 + V ** 2 / 8 - V ** 2 / 16],
  ['rss.same-50-50-1s', 'both brake alike', V + 3.5 / 2 + ((V + 3.5) ** 2 - V ** 2) / 8],
  ['rss.same-50-0-2s', 'response of 1 s', 53.4356],
  [
    'rss.opposite-50-50',
    'nobody in its own lane',
    2 * (V * 1.5 + 3.5 * 1.25) + ((V + 3.5) ** 2 + (V + 7) ** 2) / (2 * RSS_EGO.minBraking),
  ],
  ['rss.lateral-steady', 'no margin', 0.625],
  ['rss.lateral-closing', 'both respond in 1 s', 0.1 + 2 * (0.6 + 0.49 / 1.6)],
  ['severity.rosen-sander-50', 'speed in m/s', 1 / (1 + Math.exp(6.9 - 0.09 * V))],
  ['severity.rosen-sander-50', 'speed in mph', 1 / (1 + Math.exp(6.9 - 0.09 * 31.07))],
  ['severity.tefft-2013-death-50', 'speed in mph', 40.6],
  ['severity.tefft-2013-ais4-50', 'death', 65.3],
  ['encounter.well-clear-horizontal', 'nautical', 2000 * 0.3],
  ['flight.tilt-10', 'no half', (Math.atan((1.225 * 0.03 * 100) / WEIGHT) * 180) / Math.PI],
  ['flight.tilt-10', 'radians', Math.atan((0.5 * 1.225 * 0.03 * 100) / WEIGHT)],
  ['flight.hover-power', 'one rotor', WEIGHT ** 1.5 / Math.sqrt(2 * 1.225 * DISC)],
  ['flight.hover-power', 'standard gravity', (1.5 * 9.80665) ** 1.5 / Math.sqrt(8 * 1.225 * DISC)],
  ['flight.induced-velocity', 'no two', Math.sqrt(WEIGHT / (4 * 1.225 * DISC))],
  ['drivers.idm-gap-20', 'no desired speed', 2 + 20 * 1.6],
  ['drivers.idm-gap-20', 'square for fourth power', 34 / Math.sqrt(1 - (20 / 33.33) ** 2)],
  ['drivers.idm-acceleration', 'root of one rate only', 0.73 * (1 - 0.6 ** 4 - ((2 + 32 + 50 / Math.sqrt(0.73)) / 30) ** 2)],
  ['drivers.r157-gap-50', 'no release', 27.174],
  ['drivers.r157-gap-50', 'no jerk', V * 0.75 - 0.1125 + (V - 0.3) ** 2 / (2 * 7.593)],
  ['drivers.r157-5252-50', 'no half', V / 6 + 0.35],
  ['aebs.r152-01-50', 'original series', 35],
  ['braking.stop-50', 'no delay', V ** 2 / 16],
  ['braking.stop-sliding-50', 'standard gravity', V ** 2 / (2 * 0.8 * 9.80665)],
  ['braking.stop-jerk-50', 'no jerk', V * 0.2 + V ** 2 / 18],
  ['braking.stop-jerk-50', 'half the ramp as delay', V * 0.35 + V ** 2 / 18],
  ['braking.impact-50-10', 'no delay', 3.6 * Math.sqrt(V ** 2 - 160)],
  ['braking.avoidable-CPNA-25', 'no two', 3.6 * 9 * (0.25 * 1.815 * 0.72 - 0.2)],
  ['crossing.entry-CPNA-75', 'from the far edge', 0.3267],
  ['crossing.emergence-50', 'a point', 1.4486],
  ['crossing.emergence-point-50', 'camera at the front', CPNCO.cornerAcross / CPNCO.pedestrianSpeed],
  ['crossing.impact-r157-50', 'no jerk', 3.6 * Math.sqrt(V ** 2 - 2 * 7.593 * V * (1.6941 - 1.15))],
];

describe('a wrong formula', () => {
  it.each(WRONG)('%s: %s', (id, _, value) => {
    const check = METRIC_CHECKS.find((each) => each.id === id);
    expect(check).toBeDefined();
    if (check === undefined) return;
    expect(isCheckMet(check)).toBe(true);
    expect(Number.isFinite(value)).toBe(true);
    expect(isCheckMet({ ...check, measured: () => value })).toBe(false);
  });
});

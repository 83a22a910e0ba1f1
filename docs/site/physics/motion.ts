/** How bodies move, brake and meet; and the figures that verdicts are made of. */

import { modifiedTimeToCollision, requiredDeceleration, timeHeadway, timeToCollision } from '#validate/metrics/index';
import { idmFollowing } from '#world/controllers/idm';
import { dragOn } from '#world/drag';
import { createWind } from '#world/medium/wind';
import { check, type Formula } from './formula.js';
import { contactSpeed, mediumIn, runOf, stationAt } from './scenes.js';

const KMH = 1 / 3.6;

/** m from the instant the clock starts, at 1 s, to standstill. */
function stopping(kmh: number, delay: number, deceleration: number, jerk?: number): number {
  const build = jerk === undefined ? '' : `, jerk: ${jerk} m/s^3`;
  const run = runOf(`ego: {kind: sedan, at: {lane: right, s: 5 m, speed: ${kmh} km/h}, sensors: {front: {}}}
story: [{when: {time: {after: ${1 + delay} s}}, do: {ego: {brake: {deceleration: ${deceleration} m/s^2${build}}}}}]
duration: 20 s
`);
  return stationAt(run, 'ego', 20) - stationAt(run, 'ego', 1);
}

/** km/h at contact with what stands in the lane: braking starts a latency after the time to collision falls below a limit. */
function impact(kmh: number, ttc: number, latency: number, deceleration: number): number {
  const run =
    runOf(`ego: {kind: sedan, at: {lane: right, s: 5 m, speed: ${kmh} km/h}, sensors: {front: {}}, controller: {aeb: {latency: ${latency} s, deceleration: ${deceleration} m/s^2, trigger: {ttc: ${ttc} s}}}}
actors: {van: {kind: van, at: {lane: right, s: 200 m}}}
duration: 20 s
`);
  return contactSpeed(run) / KMH;
}
function impactWanted(kmh: number, ttc: number, latency: number, deceleration: number): number {
  const v = kmh * KMH;
  return Math.sqrt(Math.max(0, v * v - 2 * deceleration * v * (ttc - latency))) / KMH;
}
const stop = (kmh: number, delay: number, a: number): number => kmh * KMH * delay + (kmh * KMH) ** 2 / (2 * a);

const following = { gap: 30, followerSpeed: 25, leaderSpeed: 15 };
const IDM = {
  type: 'idm',
  desiredSpeed: 33.3,
  timeGap: 1.6,
  minGap: 2,
  acceleration: 0.73,
  comfortDeceleration: 1.67,
} as const;
const steady = (v: number): number => (IDM.minGap + v * IDM.timeGap) / Math.sqrt(1 - (v / IDM.desiredSpeed) ** 4);
const gust = { start: 0, rise: 0.4, hold: 1, velocity: [0, 8, 0] } as const;
const wind = createWind([0, 0, 0], undefined);
const CUBE = { center: [0, 0, 0], size: [1, 1, 1] } as const;

export const MOTION: readonly Formula[] = [
  {
    title: 'Stopping distance',
    text: "`d = v t + v^2 / (2 a)`; with a jerk, deceleration builds up first. Run through the simulator, from the scenario's text.",
    source: 'Kinematics.',
    wantedFrom: 'closed form',
    files: ['src/world/motion/profile.ts'],
    values: [
      check('50 km/h, 1 s, 8 m/s^2, m', stop(50, 1, 8), stopping(50, 1, 8), 0.02),
      check('100 km/h, 1 s, 8 m/s^2, m', stop(100, 1, 8), stopping(100, 1, 8), 0.02),
      check('50 km/h, 0.2 s, 9 m/s^2, 30 m/s^3, m', 15.544, stopping(50, 0.2, 9, 30), 0.02),
      check('100 km/h, 0.2 s, 9 m/s^2, 30 m/s^3, m', 52.555, stopping(100, 0.2, 9, 30), 0.02),
    ],
  },
  {
    title: 'Impact speed with emergency braking',
    text: '`v_i = sqrt(v^2 - 2 a v (TTC - latency))` for something that stands in the lane. Run through the simulator: trigger, latency, braking, contact between bodies.',
    source: 'Kinematics.',
    wantedFrom: 'closed form',
    files: ['src/world/controllers/aeb.ts', 'src/world/motion/profile.ts'],
    values: (
      [
        [50, 1.2, 0.7, 8],
        [80, 1.6, 0.9, 7.5],
        [100, 1.6, 0.9, 7.5],
        [130, 2, 0.5, 8],
      ] as const
    ).map(([v, ttc, latency, a]) =>
      check(
        `${v} km/h, TTC ${ttc} s, latency ${latency} s, ${a} m/s^2, km/h`,
        impactWanted(v, ttc, latency, a),
        impact(v, ttc, latency, a),
        0.2,
      ),
    ),
  },
  {
    title: 'Time to collision, headway, deceleration needed',
    text: '`TTC = g / dv`, with accelerations the smallest positive root of `g = dv t + da t^2 / 2`; `THW = g / v`; `DRAC = dv^2 / (2 g)`.',
    source: 'Hayward (1972); Cooper and Ferguson (1976); Ozbay et al. (2008) for the modified TTC.',
    wantedFrom: 'closed form, for a gap of 30 m, 25 and 15 m/s',
    files: ['src/validate/metrics/following.ts'],
    values: [
      check('TTC, s', 3, timeToCollision(following), 1e-9),
      check(
        'TTC while the leader brakes with 4 m/s^2, s',
        (-10 + Math.sqrt(340)) / 4,
        modifiedTimeToCollision({ ...following, leaderAcceleration: -4 }),
        1e-9,
      ),
      check('THW, s', 1.2, timeHeadway(following), 1e-9),
      check('DRAC, m/s^2', 100 / 60, requiredDeceleration(following), 1e-9),
    ],
  },
  {
    title: 'Intelligent Driver Model',
    text: '`dv/dt = a (1 - (v/v0)^4 - (s*/s)^2)`, `s* = s0 + v T + v dv / (2 sqrt(a b))`. At the gap of equilibrium `(s0 + v T) / sqrt(1 - (v/v0)^4)` it neither speeds up nor slows down.',
    source:
      'Treiber, Hennecke and Helbing, Phys. Rev. E 62:1805 (2000), and its parameters of table I: 120 km/h, 1.6 s, 2 m, 0.73 and 1.67 m/s^2.',
    wantedFrom: 'closed form',
    files: ['src/world/controllers/idm.ts'],
    values: [
      check('from standstill on a free road, m/s^2', 0.73, idmFollowing(IDM, 0), 1e-9),
      check('at the wanted speed on a free road, m/s^2', 0, idmFollowing(IDM, 33.3), 1e-9),
      check('at 20 m/s and the gap of equilibrium, m/s^2', 0, idmFollowing(IDM, 20, { gap: steady(20), speed: 20 }), 1e-9),
    ],
  },
  {
    title: 'Friction of the road',
    text: 'A factor on dry friction, which bounds braking: wet road keeps 0.7 of it, packed snow 0.35.',
    source: 'Typical tyre tests; in between by wetness and cover.',
    wantedFrom: 'the two ends of that range',
    files: ['src/world/medium/index.ts'],
    values: [
      check('dry', 1, mediumIn('{wetness: 0 %}').frictionScale, 1e-9),
      check('wet', 0.7, mediumIn('{wetness: 100 %}').frictionScale, 1e-9),
      check('packed snow', 0.35, mediumIn('{snowCover: 100 %}').frictionScale, 1e-9),
    ],
  },
  {
    title: 'Drag on what flies about',
    text: '`F = rho / 2 Cd A u^2`, 1.05 for a box, A its mean projected area: a quarter of its surface.',
    source: 'Hoerner, Fluid-Dynamic Drag (1965); Cauchy for the area of a convex body.',
    wantedFrom: 'closed form',
    files: ['src/world/drag.ts'],
    values: [
      check('cube of 1 m at 10 m/s, N', (1.225 / 2) * 1.05 * 1.5 * 100, Math.abs(dragOn(CUBE, [10, 0, 0], [0, 0, 0])[0]), 1e-6),
    ],
  },
  {
    title: 'Gusts',
    text: 'A gust builds up as `(1 - cos(pi t / rise)) / 2`, holds, and fades likewise.',
    source: 'The 1-cosine gust of EASA CS-23.333 and CS-25.341.',
    wantedFrom: 'closed form, for 8 m/s, a rise of 0.4 s, a second of full strength',
    files: ['src/world/medium/wind.ts'],
    values: [
      check('after 0.2 s, m/s', 4, wind.at(0.2, [gust])[1], 1e-9),
      check('after 0.9 s, m/s', 8, wind.at(0.9, [gust])[1], 1e-9),
      check('after 1.6 s, m/s', 4, wind.at(1.6, [gust])[1], 1e-9),
    ],
  },
];

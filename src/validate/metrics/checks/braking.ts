/** Check values of science.md section 3.5, (1) to (3) and (6): stopping, impact, entering a path. */
import { avoidableSpeed, avoidableSpeedAtTtc, type Braking, impactSpeed, stopDistance } from '../braking.js';
import { pathEntryTime } from '../crossing.js';
import { check, fromKmh, type MetricCheck, toKmh } from './check.js';

const stop = (kmh: number, braking: Braking) => (): number => stopDistance(fromKmh(kmh), braking);
const usual: Braking = { delay: 1, deceleration: 8 };
const jerky: Braking = { delay: 0.2, deceleration: 9, jerk: 30 };
const sliding: Braking = { delay: 0, deceleration: 0.8 * 9.81 };

/** Speed in km/h, distance in m at which an obstacle is first seen, impact speed in km/h; the last of a speed is avoided. */
const IMPACTS: readonly (readonly [kmh: number, distance: number, printed: string])[] = [
  [50, 10, '43.20'],
  [50, 20, '0'],
  [80, 20, '67.50'],
  [80, 30, '49.83'],
  [80, 50, '0'],
  [100, 20, '93.45'],
  [100, 30, '81.60'],
  [100, 50, '50.12'],
  [100, 80, '0'],
  [130, 30, '120.10'],
  [130, 50, '101.37'],
  [130, 80, '63.68'],
  [130, 100, '0'],
];
const prompt: Braking = { delay: 0.5, deceleration: 8 };

const impact = ([kmh, distance, printed]: (typeof IMPACTS)[number]): MetricCheck =>
  check(`braking.impact-${kmh}-${distance}`, '3.5', `impact speed from ${kmh} km/h, seen at ${distance} m, km/h`, printed, () =>
    toKmh(impactSpeed(fromKmh(kmh), distance, prompt)),
  );

const WIDTH = 1.815;
/** Share of the width, pedestrian's speed in km/h; time from entering the path, s; highest avoidable speed, km/h. */
const ENTRIES: readonly (readonly [test: string, share: number, kmh: number, time: string, avoidable: string])[] = [
  ['CPNA-25', 0.25, 5, '0.3267', '8.21'],
  ['CPNA-75', 0.75, 5, '0.9801', '50.55'],
  ['CPFA-50', 0.5, 8, '0.4084', '13.50'],
  ['CPNCO-50', 0.5, 5, '0.6534', '29.38'],
];
const entry = ([test, share, kmh, time, avoidable]: (typeof ENTRIES)[number]): readonly MetricCheck[] => {
  const lead = (): number => pathEntryTime(share, WIDTH, fromKmh(kmh));
  const braking = { delay: 0.2, deceleration: 9 };
  return [
    check(`crossing.entry-${test}`, '3.5', `${test}: from entering the path to the impact, s`, time, lead),
    check(`braking.avoidable-${test}`, '3.5', `${test}: highest avoidable speed from then on, km/h`, avoidable, () =>
      toKmh(avoidableSpeedAtTtc(lead(), braking)),
    ),
  ];
};

/** Not printed there but its formula: the distance that a speed needs gives the speed back. */
const boundary = (kmh: number): MetricCheck =>
  check(
    `braking.boundary-${kmh}`,
    '3.5',
    `highest speed that stops in the stop distance of ${kmh} km/h, km/h`,
    `${kmh}.000000`,
    () => toKmh(avoidableSpeed(stopDistance(fromKmh(kmh), usual), usual)),
  );

export const BRAKING_CHECKS: readonly MetricCheck[] = [
  check('braking.stop-50', '3.5', 'stop distance, 50 km/h, 1 s, 8 m/s^2, m', '25.945', stop(50, usual)),
  check('braking.stop-100', '3.5', 'stop distance, 100 km/h, 1 s, 8 m/s^2, m', '76.003', stop(100, usual)),
  check('braking.stop-sliding-50', '3.5', 'stop distance, 50 km/h, friction 0.8, m', '12.290', stop(50, sliding)),
  check('braking.stop-jerk-50', '3.5', 'stop distance, 50 km/h, 0.2 s, 9 m/s^2, 30 m/s^3, m', '15.544', stop(50, jerky)),
  check('braking.stop-jerk-100', '3.5', 'stop distance, 100 km/h, 0.2 s, 9 m/s^2, 30 m/s^3, m', '52.555', stop(100, jerky)),
  ...IMPACTS.map(impact),
  ...ENTRIES.flatMap(entry),
  boundary(50),
  boundary(100),
];

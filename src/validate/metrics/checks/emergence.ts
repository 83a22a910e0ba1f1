/** Check values of science.md section 3.5, (4) and (5): a child who comes out from behind parked cars. */
import type { Braking } from '../braking.js';
import { CPNCO, emergenceImpactSpeed, emergenceTime } from '../crossing.js';
import { CAREFUL_DRIVER, CAREFUL_DRIVER_PERCEPTION } from '../drivers.js';
import { check, fromKmh, type MetricCheck, toKmh } from './check.js';

/** Speed in km/h; time in sight for a point and for a child of its length, s. */
const TIMES: readonly (readonly [kmh: number, point: string, child: string])[] = [
  [20, '1.5411', '1.7766'],
  [30, '1.4922', '1.7326'],
  [40, '1.4655', '1.7089'],
  [50, '1.4486', '1.6941'],
  [60, '1.4370', '1.6839'],
];
const times = ([kmh, point, child]: (typeof TIMES)[number]): readonly MetricCheck[] => {
  const time = (leadingEdge: number) => (): number => emergenceTime(fromKmh(kmh), { ...CPNCO, leadingEdge });
  return [
    check(`crossing.emergence-point-${kmh}`, '3.5', `a point comes into sight at ${kmh} km/h, s before impact`, point, time(0)),
    check(`crossing.emergence-${kmh}`, '3.5', `a child comes into sight at ${kmh} km/h, s before impact`, child, time(0.3555)),
  ];
};

/** Speed before and at the impact, km/h. */
type Impact = readonly [before: number, printed: string];

const BRAKES: readonly (readonly [name: string, braking: Braking, impacts: readonly Impact[]])[] = [
  [
    '1.0s-7',
    { delay: 1, deceleration: 7 },
    [
      [40, '13.07'],
      [50, '27.40'],
      [60, '39.14'],
    ],
  ],
  [
    '1.2s-7',
    { delay: 1.2, deceleration: 7 },
    [
      [30, '9.73'],
      [40, '23.96'],
      [50, '35.42'],
      [60, '46.22'],
    ],
  ],
  [
    'r157',
    { ...CAREFUL_DRIVER, delay: CAREFUL_DRIVER.delay + CAREFUL_DRIVER_PERCEPTION, release: 0 },
    [
      [20, '4.54'],
      [30, '20.35'],
      [40, '31.81'],
      [50, '42.53'],
      [60, '52.97'],
    ],
  ],
  [
    '0.5s-8',
    { delay: 0.5, deceleration: 8 },
    [
      [20, '0'],
      [30, '0'],
      [40, '0'],
      [50, '0'],
      [60, '0'],
    ],
  ],
];
const impacts = ([name, braking, rows]: (typeof BRAKES)[number]): readonly MetricCheck[] =>
  rows.map(([kmh, printed]) =>
    check(`crossing.impact-${name}-${kmh}`, '3.5', `CPNCO, brake ${name}: impact speed from ${kmh} km/h, km/h`, printed, () =>
      toKmh(emergenceImpactSpeed(fromKmh(kmh), CPNCO, braking)),
    ),
  );

export const EMERGENCE_CHECKS: readonly MetricCheck[] = [...TIMES.flatMap(times), ...BRAKES.flatMap(impacts)];

/** Check values of science.md sections 3.1 to 3.3. */
import { type R152Series, r152MaxImpactSpeed } from '../aebs.js';
import {
  CAREFUL_DRIVER,
  carefulDriverGap,
  IDM_ORIGINAL,
  idmAcceleration,
  idmEquilibriumGap,
  r157AvoidableTtc,
} from '../drivers.js';
import { check, fromKmh, type MetricCheck, toKmh } from './check.js';

/** Speed in m/s and the gap of equilibrium; the source's desired speed is 33.33 m/s. */
const EQUILIBRIUM: readonly (readonly [speed: number, printed: string])[] = [
  [10, '18.0734'],
  [20, '36.4445'],
  [25, '50.8031'],
  [30, '85.2942'],
];
const idm = { ...IDM_ORIGINAL, desiredSpeed: 33.33 };

/** Closing speed in km/h; gap without and with releasing the accelerator, that gap's TTC, and the TTC of 5.2.5.2. */
const R157: readonly (readonly [kmh: number, plain: string, release: string, ttc: string, paragraph: string])[] = [
  [20, '7.752', '7.176', '1.292', '0.813'],
  [30, '13.210', '12.439', '1.493', '1.044'],
  [40, '19.684', '18.717', '1.685', '1.276'],
  [50, '27.174', '26.012', '1.873', '1.507'],
  [60, '35.680', '34.323', '2.059', '1.739'],
  [80, '55.741', '53.993', '2.430', '2.202'],
];
const plain = { ...CAREFUL_DRIVER, release: 0 };

const r157 = ([kmh, without, released, ttc, paragraph]: (typeof R157)[number]): readonly MetricCheck[] => {
  const closing = fromKmh(kmh);
  const gap = (driver = CAREFUL_DRIVER): number => carefulDriverGap(closing, driver);
  return [
    check(`drivers.r157-gap-plain-${kmh}`, '3.2', `required gap, closing ${kmh} km/h, m`, without, () => gap(plain)),
    check(`drivers.r157-gap-${kmh}`, '3.2', `the same, accelerator released, m`, released, gap),
    check(`drivers.r157-ttc-${kmh}`, '3.2', `that gap's TTC, s`, ttc, () => gap() / closing),
    check(`drivers.r157-5252-${kmh}`, '3.2', `TTC of 5.2.5.2, closing ${kmh} km/h, s`, paragraph, () =>
      r157AvoidableTtc(closing),
    ),
  ];
};

/** Speed before and greatest impact speed, km/h. */
const R152: Readonly<Record<R152Series, readonly (readonly [before: number, printed: string])[]>> = {
  original: [
    [20, '0'],
    [30, '0'],
    [35, '20'],
    [40, '25'],
    [45, '30'],
    [50, '35'],
    [55, '40'],
    [60, '45'],
  ],
  '01': [
    [20, '0'],
    [40, '0'],
    [42, '10'],
    [45, '15'],
    [50, '25'],
    [55, '30'],
    [60, '35'],
  ],
};
const r152 = (series: R152Series): readonly MetricCheck[] =>
  R152[series].map(([before, printed]) => {
    const what = `greatest impact speed from ${before} km/h, ${series} series, km/h`;
    const measured = (): number => toKmh(r152MaxImpactSpeed(series, fromKmh(before)) ?? Number.NaN);
    return check(`aebs.r152-${series}-${before}`, '3.3', what, printed, measured);
  });

export const DRIVER_CHECKS: readonly MetricCheck[] = [
  ...EQUILIBRIUM.map(([speed, printed]) =>
    check(`drivers.idm-gap-${speed}`, '3.1', `IDM gap of equilibrium at ${speed} m/s, m`, printed, () =>
      idmEquilibriumGap(idm, speed),
    ),
  ),
  check('drivers.idm-acceleration', '3.1', 'IDM at 20 m/s, closing 5 m/s, gap 30 m, m/s^2', '-4.46333', () =>
    idmAcceleration(idm, 20, 5, 30),
  ),
  check('drivers.r157-deceleration', '3.2', 'UN R157 driver: 0.774 g, m/s^2', '7.593', () => CAREFUL_DRIVER.deceleration),
  ...R157.flatMap(r157),
  ...r152('original'),
  ...r152('01'),
];

/** Check values of science.md section 2.2. */
import { type InjuryCurveId, injuryRisk, speedAtRisk } from '../severity.js';
import { check, fromKmh, type MetricCheck, toKmh } from './check.js';

const fatal = (kmh: number): number => injuryRisk('rosen-sander-2009', fromKmh(kmh)).probability;

/** Impact speed in km/h and the risk of death there. */
const ROSEN: readonly (readonly [kmh: number, printed: string])[] = [
  [30, '0.0148'],
  [40, '0.0356'],
  [50, '0.0832'],
  [60, '0.1824'],
  [70, '0.3543'],
  [80, '0.5744'],
];

/** Impact speeds in km/h at 10, 25, 50, 75 and 90 %. */
const TEFFT: readonly (readonly [curve: InjuryCurveId, printed: readonly string[]])[] = [
  ['tefft-2013-death', ['38.8', '52.3', '65.3', '77.2', '87.9']],
  ['tefft-2013-ais4', ['27.5', '40.1', '53.1', '65.7', '77.4']],
];
const SHARES = [0.1, 0.25, 0.5, 0.75, 0.9];

const tefft = ([curve, figures]: (typeof TEFFT)[number]): readonly MetricCheck[] =>
  figures.map((printed, i) => {
    const share = SHARES[i] as number;
    const what = `impact speed of a risk of ${share * 100} %, ${curve}, km/h`;
    return check(`severity.${curve}-${share * 100}`, '2.2', what, printed, () => toKmh(speedAtRisk(curve, share)));
  });

export const SEVERITY_CHECKS: readonly MetricCheck[] = [
  ...ROSEN.map(([kmh, printed]) =>
    check(`severity.rosen-sander-${kmh}`, '2.2', `risk of death at ${kmh} km/h, rosen-sander-2009`, printed, () => fatal(kmh)),
  ),
  check(
    'severity.rosen-sander-50-to-40',
    '2.2',
    'risk at 50 over risk at 40 km/h, rosen-sander-2009',
    '2.34',
    () => fatal(50) / fatal(40),
  ),
  ...TEFFT.flatMap(tefft),
];

/** Check values of science.md section 2.1, from intel/ad-rss-lib's defaults. */
import { RSS_EGO, RSS_OTHER, rssLateral, rssOppositeDirection, rssSameDirection } from '../rss.js';
import { check, fromKmh, type MetricCheck } from './check.js';

/** Speeds of the rear and the front car in km/h; least gap where the rear one responds in 1 s and in 2 s. */
const SAME: readonly (readonly [rear: number, front: number, one: string, two: string])[] = [
  [50, 50, '41.3792', '77.2647'],
  [100, 80, '120.9510', '182.8781'],
  [130, 130, '152.4904', '230.0424'],
  [50, 0, '53.4356', '89.3210'],
];

const same = ([rear, front, one, two]: (typeof SAME)[number]): readonly MetricCheck[] =>
  ([[RSS_EGO, one] as const, [RSS_OTHER, two] as const] as const).map(([p, printed]) => {
    const what = `least gap, ${rear} behind ${front} km/h, response ${p.response} s, m`;
    const id = `rss.same-${rear}-${front}-${p.response}s`;
    return check(id, '2.1', what, printed, () => rssSameDirection(fromKmh(rear), fromKmh(front), p));
  });

const opposite = (): number => rssOppositeDirection(fromKmh(50), fromKmh(50));

export const RSS_CHECKS: readonly MetricCheck[] = [
  ...SAME.flatMap(same),
  check('rss.opposite-50-50', '2.1', 'least gap, 50 and 50 km/h towards each other, m', '155.3555', opposite),
  check('rss.lateral-steady', '2.1', 'least lateral gap, both steady, m', '0.7250', () => rssLateral(0, 0)),
  check('rss.lateral-closing', '2.1', 'least lateral gap, 0.5 m/s towards each other each, m', '2.9125', () =>
    rssLateral(0.5, -0.5),
  ),
];

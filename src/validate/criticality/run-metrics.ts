/** Figures of a whole run, by what criteria and events call them: one table for the language, for events of `estimate` and for reports. */

export interface RunMetric {
  /** In `Verdict.metrics`. */
  readonly key: string;
  /** As scenarios and events write it. */
  readonly words: string;
  /** Of the language's quantities. */
  readonly quantity: 'time' | 'length' | 'speed' | 'acceleration' | 'ratio' | 'number';
  /** For people; empty for what is pure. */
  readonly unit: string;
  /** Which end of it is the bad one: what it says of the run is its extreme there, or a sum. */
  readonly worst: 'least' | 'most';
  /** A figure that is told as the worst there is once there is a contact: no time is left. */
  readonly ends?: true;
  readonly doc: string;
  /** Instead of the words, in reports. */
  readonly title?: string;
}

/** What reports need of a figure. */
export type NamedMetric = Pick<RunMetric, 'key' | 'words' | 'unit' | 'title'> & Partial<Pick<RunMetric, 'quantity'>>;

const metric = (
  key: string,
  words: string,
  quantity: RunMetric['quantity'],
  unit: string,
  worst: RunMetric['worst'],
  doc: string,
): RunMetric => ({ key, words, quantity, unit, worst, doc });
const titled = (title: string, one: RunMetric): RunMetric => ({ ...one, title });
const ends = (one: RunMetric): RunMetric => ({ ...one, ends: true });

export const RUN_METRICS: readonly RunMetric[] = [
  ends(metric('minTtcS', 'ttc', 'time', 's', 'least', 'time to collision at constant velocities')),
  ends(metric('minMttcS', 'mttc', 'time', 's', 'least', 'time to collision at constant accelerations')),
  metric('minThwS', 'time headway', 'time', 's', 'least', 'gap to the leader over own speed'),
  metric('minPetS', 'post-encroachment time', 'time', 's', 'least', 'between two that use one area after each other'),
  metric('maxDracMPerS2', 'drac', 'acceleration', 'm/s²', 'most', 'deceleration required to avoid a crash'),
  metric('maxBtn', 'brake threat number', 'number', '', 'most', 'required deceleration over what the road gives'),
  metric('maxStn', 'steer threat number', 'number', '', 'most', 'required lateral acceleration over what the road gives'),
  metric('tetS', 'time exposed ttc', 'time', 's', 'most', 'how long TTC was below 1.5 s'),
  metric('titS2', 'time integrated ttc', 'number', 's²', 'most', 'integral of 1.5 s less TTC over that time, s²'),
  metric('rssViolationS', 'rss violation', 'time', 's', 'most', 'how long RSS called the situation dangerous'),
  metric('minRssMarginM', 'rss margin', 'length', 'm', 'least', 'distance less the safe one of RSS'),
  metric('minGapM', 'gap', 'length', 'm', 'least', 'gap to the nearest body, parked ones too'),
  metric('maxDecelerationMPerS2', 'deceleration', 'acceleration', 'm/s²', 'most', 'hardest own braking'),
  metric('impactSpeedMPerS', 'impact speed', 'speed', 'm/s', 'most', 'own speed at the first contact'),
  metric('impactRelativeSpeedMPerS', 'relative impact speed', 'speed', 'm/s', 'most', 'of both at the first contact'),
  metric('deltaVMPerS', 'delta-v', 'speed', 'm/s', 'most', 'change of own velocity in a perfectly plastic impact'),
  titled(
    'risk of death (rosen-sander-2009)',
    metric(
      'riskRosenSander2009',
      'rosen-sander-2009',
      'ratio',
      '',
      'most',
      'probability that an adult pedestrian dies of the impact',
    ),
  ),
  titled(
    'risk of death (tefft-2013-death)',
    metric('riskTefft2013Death', 'tefft-2013-death', 'ratio', '', 'most', 'probability that a pedestrian dies of the impact'),
  ),
  titled(
    'risk of AIS 4 or worse (tefft-2013-ais4)',
    metric('riskTefft2013Ais4', 'tefft-2013-ais4', 'ratio', '', 'most', 'probability of an injury of AIS 4 or more'),
  ),
  metric('minCpaM', 'closest approach', 'length', 'm', 'least', 'least distance between the middles of two that fly'),
  metric(
    'wellClearLostS',
    'well clear lost',
    'time',
    's',
    'most',
    'how long an aircraft was within 609.6 m and 76.2 m of height',
  ),
  metric('corridorDeviationM', 'corridor deviation', 'length', 'm', 'most', 'greatest distance from the route'),
];

/** Those that `Verdict.metrics` has besides, for reports. */
export const OTHER_METRICS: readonly NamedMetric[] = [
  { key: 'impactTimeS', words: 'time of impact', unit: 's' },
  { key: 'endSpeedMPerS', words: 'speed at the end', unit: 'm/s' },
  { key: 'nearMidAirCollision', words: 'near mid-air collision', unit: '' },
];

export function runMetric(words: string): RunMetric | undefined {
  return RUN_METRICS.find((each) => each.words === words);
}

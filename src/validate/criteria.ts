/** Pass criteria: figures of a run against declared limits. */
import type { CriterionResult, Verdict } from '#contracts/run';
import type { Criterion } from '#contracts/scenario';
import { RUN_METRICS } from './criticality/run-metrics.js';
import type { RunFigures } from './criticality/tally.js';
import { type FlightFigures, flightCriteria } from './flight-criteria.js';

/** Whether a rule over time was kept, and by which figure. */
export type Held = Omit<CriterionResult, 'criterion'>;

/** Figures of one actor over a run; missing where there was nothing to measure. */
export interface ActorFigures {
  /** First contact: when, with whom, own and relative speed. */
  readonly contact?: {
    readonly timeNs: number;
    readonly other: string;
    readonly speed: number;
    readonly relativeSpeed: number;
  };
  readonly minTtc?: { readonly value: number; readonly timeNs: number };
  /** Least gap to each other body, m. */
  readonly minGap: Readonly<Record<string, { readonly value: number; readonly timeNs: number }>>;
  /** Least gap to each that moved or was in the way, m. */
  readonly threats: Readonly<Record<string, number>>;
  readonly maxDeceleration: number;
  /** Largest distance from the declared route, and the corridor's radius, m. */
  readonly corridor?: { readonly deviation: number; readonly radius: number; readonly timeNs: number };
  /** Least distance to points asked about, by criterion index. */
  readonly reached: Readonly<Record<number, { readonly distance: number; readonly timeNs: number }>>;
  /** Of drones of which more is asked. */
  readonly flight?: FlightFigures;
  /** How critical the run was, where somebody asks. */
  readonly run?: RunFigures;
  /** Rules over time, by criterion index. */
  readonly held?: ReadonlyMap<number, Held>;
  /** First contact with another driver in its place, by criterion index; undefined where that one has none. */
  readonly compared?: ReadonlyMap<number, ActorFigures['contact']>;
}

export function judge(
  criteria: readonly Criterion[],
  figures: ReadonlyMap<string, ActorFigures>,
  broken: readonly string[],
  metrics: Record<string, number>,
): Verdict {
  const results = criteria.map((criterion, i) => result(criterion, i, figures.get(criterion.of) as ActorFigures));
  const outcome = broken.length > 0 ? 'invalid' : results.every((r) => r.passed) ? 'pass' : 'fail';
  return { outcome, criteria: results, brokenRequirements: broken, metrics };
}

type Judges = {
  readonly [T in Criterion['type']]: (
    c: Extract<Criterion, { type: T }>,
    f: ActorFigures,
    index: number,
  ) => Omit<CriterionResult, 'criterion'>;
};

export const criteria: Judges = {
  ...flightCriteria,
  'no-collision': (_, { contact }) =>
    contact === undefined ? { passed: true } : { passed: false, value: contact.relativeSpeed, timeNs: contact.timeNs },
  'min-ttc': ({ above }, { minTtc, contact }) => {
    if (contact !== undefined) return { passed: false, value: 0, limit: above, timeNs: contact.timeNs };
    return minTtc === undefined
      ? { passed: true, limit: above }
      : { passed: minTtc.value > above, value: minTtc.value, limit: above, timeNs: minTtc.timeNs };
  },
  'min-distance': ({ to, above }, { minGap }) => {
    const least = minGap[to];
    return least === undefined
      ? { passed: true, limit: above }
      : { passed: least.value > above, value: least.value, limit: above, timeNs: least.timeNs };
  },
  'max-impact-speed': ({ below }, { contact }) =>
    contact === undefined
      ? { passed: true, limit: below }
      : { passed: contact.speed < below, value: contact.speed, limit: below, timeNs: contact.timeNs },
  'max-deceleration': ({ below }, { maxDeceleration }) => ({
    passed: maxDeceleration < below,
    value: maxDeceleration,
    limit: below,
  }),
  corridor: (_, { corridor }) =>
    corridor === undefined
      ? { passed: true }
      : {
          passed: corridor.deviation <= corridor.radius,
          value: corridor.deviation,
          limit: corridor.radius,
          timeNs: corridor.timeNs,
        },
  reaches: ({ radius, within }, { reached }, index) => {
    const nearest = reached[index];
    if (nearest === undefined) return { passed: false, limit: radius };
    return {
      passed: nearest.distance <= radius && nearest.timeNs <= within * 1e9,
      value: nearest.distance,
      limit: radius,
      timeNs: nearest.timeNs,
    };
  },
  'no-near-mid-air-collision': (_, { run }) => {
    const { value = 0, timeNs } = run?.nearMidAirCollision ?? {};
    return { passed: value === 0, ...(timeNs === undefined ? {} : { timeNs }) };
  },
  threshold: ({ metric, op, value: limit }, figures) => {
    const found = extremeOf(metric, figures);
    // Nothing to measure is as good as it gets: never, and nothing required.
    const value = found?.value ?? (worstOf(metric) === 'least' ? Number.POSITIVE_INFINITY : 0);
    const passed = op === 'below' ? value < limit : value > limit;
    return { passed, limit, ...found };
  },
  'no-worse-than': (_, { contact, compared }, index) => {
    if (contact === undefined) return { passed: true };
    const limit = compared?.get(index)?.relativeSpeed ?? 0;
    const passed = compared?.get(index) !== undefined && contact.relativeSpeed <= limit + SAME_SPEED;
    return { passed, value: contact.relativeSpeed, limit, timeNs: contact.timeNs };
  },
  temporal: (_, { held }, index) => held?.get(index) ?? { passed: true },
  'brakes-within': (_, { held }, index) => held?.get(index) ?? { passed: true },
};

/** Two speeds nearer than this are the same, m/s. */
const SAME_SPEED = 1e-6;

function extremeOf(key: string, { run, contact }: ActorFigures): RunFigures[string] | undefined {
  const ends = RUN_METRICS.find((each) => each.key === key)?.ends === true;
  return ends && contact !== undefined ? { value: 0, timeNs: contact.timeNs } : run?.[key];
}
function worstOf(key: string): 'least' | 'most' {
  return RUN_METRICS.find((each) => each.key === key)?.worst ?? 'most';
}

function result(criterion: Criterion, index: number, figures: ActorFigures): CriterionResult {
  const judgeOne = criteria[criterion.type] as (c: Criterion, f: ActorFigures, i: number) => Omit<CriterionResult, 'criterion'>;
  return { criterion: nameOf(criterion), ...judgeOne(criterion, figures, index) };
}
function nameOf(criterion: Criterion): string {
  switch (criterion.type) {
    case 'min-distance':
      return `${criterion.type} of ${criterion.of} to ${criterion.to}`;
    case 'threshold': {
      const words = RUN_METRICS.find(({ key }) => key === criterion.metric)?.words ?? criterion.metric;
      return `${words} of ${criterion.of} ${criterion.op}`;
    }
    case 'no-worse-than':
      return `${criterion.type} ${criterion.driver} of ${criterion.of}`;
    case 'temporal':
      return criterion.rule.label;
    case 'brakes-within':
      return `${criterion.type} of ${criterion.of} after ${criterion.after}`;
    default:
      return `${criterion.type} of ${criterion.of}`;
  }
}

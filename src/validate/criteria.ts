/** Pass criteria: figures of a run against declared limits. */
import type { CriterionResult, Verdict } from '#contracts/run';
import type { Criterion } from '#contracts/scenario';
import { type FlightFigures, flightCriteria } from './flight-criteria.js';

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
};

function result(criterion: Criterion, index: number, figures: ActorFigures): CriterionResult {
  const judgeOne = criteria[criterion.type] as (c: Criterion, f: ActorFigures, i: number) => Omit<CriterionResult, 'criterion'>;
  return { criterion: nameOf(criterion), ...judgeOne(criterion, figures, index) };
}
function nameOf(criterion: Criterion): string {
  return 'to' in criterion ? `${criterion.type} of ${criterion.of} to ${criterion.to}` : `${criterion.type} of ${criterion.of}`;
}

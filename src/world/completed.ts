/** What criteria are judged by besides figures of every step: criticality, rules over time, and how another driver does. */
import type { SimulateOptions } from '#contracts/run';
import type { ConcreteScenario, Criterion } from '#contracts/scenario';
import type { ActorFigures, Held } from '#validate/criteria';
import type { Context } from './context.js';
import { type CriticalityGatherer, gatherCriticality } from './criticality.js';

const OF_THE_RUN: readonly Criterion['type'][] = ['threshold', 'no-near-mid-air-collision'];

/** Nothing is gathered where nobody asks. */
export function criticalityFor(context: Context, { criticality, traceHz }: SimulateOptions): CriticalityGatherer | undefined {
  const { actors, criteria, duration } = context.scenario;
  const asked = new Set(criteria.filter(({ type }) => OF_THE_RUN.includes(type)).map(({ of }) => of));
  const first = actors[0]?.id;
  if (criticality !== undefined && first !== undefined) asked.add(first);
  if (asked.size === 0) return undefined;
  const hz = criticality === true ? traceHz : criticality;
  return gatherCriticality(context, asked, { hz: hz === undefined || hz === 0 ? undefined : hz, until: duration });
}

/** @param driver figures of a run with another driver, by criterion index; asked for only where somebody collided */
export function completed(
  figures: ReadonlyMap<string, ActorFigures>,
  criticality: CriticalityGatherer | undefined,
  held: ReadonlyMap<number, Held>,
  driver: (criterion: Extract<Criterion, { type: 'no-worse-than' }>) => ActorFigures['contact'],
  criteria: readonly Criterion[],
): ReadonlyMap<string, ActorFigures> {
  return new Map(
    [...figures].map(([id, own]): [string, ActorFigures] => {
      const compared = criteria.flatMap((criterion, i) => {
        if (criterion.type !== 'no-worse-than' || criterion.of !== id || own.contact === undefined) return [];
        return [[i, driver(criterion)] as const];
      });
      const run = criticality?.figures(id, own.contact);
      return [
        id,
        {
          ...own,
          ...(run === undefined ? {} : { run: { ...run, ...ownFigures(own) } }),
          ...(held.size === 0 ? {} : { held }),
          ...(compared.length === 0 ? {} : { compared: new Map(compared) }),
        },
      ];
    }),
  );
}

/** The scenario with another driver in somebody's place; nothing else is asked of that run. */
export function drivenBy(
  scenario: ConcreteScenario,
  { of, controller }: Extract<Criterion, { type: 'no-worse-than' }>,
): ConcreteScenario {
  const actors = scenario.actors.map((actor) => (actor.id === of ? { ...actor, controller } : actor));
  return { ...scenario, actors, criteria: [{ type: 'no-collision', of }], requirements: [] };
}

/** Figures that criteria had before, under the same names. */
function ownFigures({ minTtc, minGap, maxDeceleration, contact, corridor }: ActorFigures): NonNullable<ActorFigures['run']> {
  const gaps = Object.values(minGap);
  const nearest = gaps.length === 0 ? undefined : gaps.reduce((a, b) => (b.value < a.value ? b : a));
  return {
    ...(minTtc === undefined ? {} : { minTtcS: minTtc }),
    ...(nearest === undefined ? {} : { minGapM: nearest }),
    maxDecelerationMPerS2: { value: maxDeceleration },
    ...(contact === undefined
      ? {}
      : {
          impactSpeedMPerS: { value: contact.speed, timeNs: contact.timeNs },
          impactRelativeSpeedMPerS: { value: contact.relativeSpeed, timeNs: contact.timeNs },
        }),
    ...(corridor === undefined ? {} : { corridorDeviationM: { value: corridor.deviation, timeNs: corridor.timeNs } }),
  };
}

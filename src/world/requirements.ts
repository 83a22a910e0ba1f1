/** Temporal requirements over a run: always, eventually, until. */
import type { Requirement } from '#contracts/scenario';
import { measureOf } from './conditions/index.js';
import type { Context } from './context.js';
import type { Snapshot } from './snapshot.js';

export interface RequirementWatch {
  see(snapshot: Snapshot): void;
  /** Labels of those that did not hold. */
  broken(): string[];
}

export function watchRequirements(requirements: readonly Requirement[], context: Context): RequirementWatch {
  const watches = requirements.map((requirement) => ({ requirement, ...stateOf(requirement, context) }));
  return {
    see(snapshot) {
      for (const { requirement, see } of watches)
        if (snapshot.time <= (requirement.within ?? Number.POSITIVE_INFINITY) + 1e-9) see(snapshot);
    },
    broken: () => watches.filter(({ holds }) => !holds()).map(({ requirement }) => requirement.label),
  };
}

function stateOf(requirement: Requirement, context: Context): { see(snapshot: Snapshot): void; holds(): boolean } {
  if (requirement.type === 'until') {
    const [hold, until] = [measureOf(requirement.hold, context), measureOf(requirement.until, context)];
    let ended = false;
    let kept = true;
    return {
      see(now) {
        if (ended) return;
        ended = until(now) >= 0;
        if (!ended && hold(now) < 0) kept = false;
      },
      holds: () => kept && ended,
    };
  }
  const measure = measureOf(requirement.condition, context);
  const wanted = requirement.type === 'always';
  let seen = wanted;
  return {
    see(now) {
      if (seen !== wanted) return;
      if (measure(now) >= 0 !== wanted) seen = !wanted;
    },
    holds: () => seen,
  };
}

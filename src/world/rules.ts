/** Criteria that are rules over time: temporal ones, and braking soon after an event. */
import type { Criterion } from '#contracts/scenario';
import type { Held } from '#validate/criteria';
import type { Context } from './context.js';
import { watchRequirements } from './requirements.js';
import type { Snapshot } from './snapshot.js';

export interface RuleWatch {
  see(snapshot: Snapshot): void;
  /** By index of the criterion. @param end of the run, s */
  held(end: number): ReadonlyMap<number, Held>;
}

interface Rule {
  see(snapshot: Snapshot): void;
  held(end: number): Held;
}

export function watchRules(criteria: readonly Criterion[], context: Context): RuleWatch {
  const rules = criteria.flatMap((criterion, index): [number, Rule][] => {
    const rule = ruleOf(criterion, context);
    return rule === undefined ? [] : [[index, rule]];
  });
  return {
    see(snapshot) {
      for (const [, rule] of rules) rule.see(snapshot);
    },
    held: (end) => new Map(rules.map(([index, rule]) => [index, rule.held(end)])),
  };
}

function ruleOf(criterion: Criterion, context: Context): Rule | undefined {
  if (criterion.type === 'temporal') return temporal(criterion, context);
  return criterion.type === 'brakes-within' ? braking(criterion, context) : undefined;
}

function temporal({ rule }: Extract<Criterion, { type: 'temporal' }>, context: Context): Rule {
  const watch = watchRequirements([rule], context);
  // Until it has been kept, such a rule is open; a broken one stays so.
  const open = rule.type !== 'always';
  let brokenAt: number | undefined;
  return {
    see(now) {
      watch.see(now);
      if (!open && brokenAt === undefined && watch.broken().length > 0) brokenAt = now.time;
    },
    held: () => ({
      passed: watch.broken().length === 0,
      ...(brokenAt === undefined ? {} : { timeNs: Math.round(brokenAt * 1e9) }),
    }),
  };
}

function braking(c: Extract<Criterion, { type: 'brakes-within' }>, context: Context): Rule {
  const index = context.indexOf(c.of);
  let after: number | undefined;
  return {
    see(now) {
      const since = context.happened.get(c.after);
      if (after !== undefined || since === undefined) return;
      if (-now.of(index).acceleration >= c.deceleration) after = Math.max(0, now.time - since);
    },
    held(end) {
      const since = context.happened.get(c.after);
      if (since === undefined) return { passed: true, limit: c.within };
      const timeNs = Math.round((since + (after ?? c.within)) * 1e9);
      // A run that ends before the time is up has shown nothing.
      if (after === undefined)
        return end < since + c.within ? { passed: true, limit: c.within } : { passed: false, limit: c.within, timeNs };
      return { passed: after <= c.within + 1e-9, value: after, limit: c.within, timeNs };
    },
  };
}

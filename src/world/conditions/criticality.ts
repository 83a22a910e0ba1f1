/** Compares a figure of how critical the instant is for a body with a limit. */
import type { Condition } from '#contracts/scenario';
import { INSTANT_METRICS } from '#validate/criticality/instant-metrics';
import type { Context, Measure } from '../context.js';
import { momentsOf } from '../criticality.js';

/** Large but finite, so that a comparison with "never" stays a number. */
const NEVER = 1e9;

export function criticality(condition: Extract<Condition, { type: 'criticality' }>, context: Context): Measure {
  const { metric, op, value } = condition;
  const figure = INSTANT_METRICS.find(({ key }) => key === metric);
  if (figure === undefined) throw new Error(`no figure of an instant is called ${metric}`);
  const moments = momentsOf(context, context.indexOf(condition.of));
  return (now) => {
    const clear = Math.min(figure.at(moments(now)), NEVER) - value;
    return op === 'above' ? clear : -clear;
  };
}

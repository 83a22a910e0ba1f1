/** Conditions on time: since the start, or since another event. */
import type { Condition } from '#contracts/scenario';
import type { Context, Measure } from '../context.js';

export function time({ after }: Extract<Condition, { type: 'time' }>): Measure {
  return (now) => now.time - after;
}

export function event({ name, delay }: Extract<Condition, { type: 'event' }>, context: Context): Measure {
  return (now) => {
    const at = context.happened.get(name);
    return at === undefined ? -1 : now.time - at - delay;
  };
}

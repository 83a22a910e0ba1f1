/** Holds from the instant two bodies touch. */
import type { Condition } from '#contracts/scenario';
import type { Context, Measure } from '../context.js';
import { gapBetween } from '../geometry/boxes.js';

export function contact({ a, b }: Extract<Condition, { type: 'contact' }>, context: Context): Measure {
  const first = context.indexOf(a);
  if (b === 'any') return () => (context.touching(first, 'any') ? 1 : -1);
  const second = context.indexOf(b);
  return (now) => (context.touching(first, second) ? 1 : -gapBetween(now.of(first).box, now.of(second).box));
}

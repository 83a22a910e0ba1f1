/** Orders as they come out of a queue, which others may write to: what is no order is as good as none. */
import type { FarmOrder } from '#contracts/farm';
import { readOrder } from '../documents/index.js';

/** Read ones are kept: a queue is asked for the same ones again and again. */
const KEPT = 64;

export function orderReader(): (text: string | null | undefined) => FarmOrder | undefined {
  const known = new Map<string, FarmOrder | undefined>();
  return (text) => {
    if (text === null || text === undefined) return undefined;
    if (known.has(text)) return known.get(text);
    if (known.size >= KEPT) known.clear();
    const order = orderIn(text);
    known.set(text, order);
    return order;
  };
}

function orderIn(text: string): FarmOrder | undefined {
  try {
    return readOrder(text, 'the queue');
  } catch {
    return undefined;
  }
}

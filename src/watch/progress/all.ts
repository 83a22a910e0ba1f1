/** Many orders: which come first, and all of them in a line. */
import { kindOf, ORDER_KINDS } from './kinds.js';
import type { OrderProgress } from './progress.js';
import { count, grouped, percent } from './words.js';

/** What is under way first, what is over last; of each kind those of higher priority first. */
export function inOrder(orders: readonly OrderProgress[]): readonly OrderProgress[] {
  const rank = (order: OrderProgress): number => ORDER_KINDS.indexOf(kindOf(order));
  return [...orders].sort((a, b) => rank(a) - rank(b) || b.priority - a.priority);
}

/** `50 orders: 12 under way, 38 complete  1,200 of 5,000 shards, 24 %`. */
export function summaryLine(orders: readonly OrderProgress[]): string {
  const kinds = orders.map(kindOf);
  const told = ORDER_KINDS.map((kind) => [kind, kinds.filter((one) => one === kind).length] as const)
    .filter(([, n]) => n > 0)
    .map(([kind, n]) => `${grouped(n)} ${kind}`);
  const sum = (of: (order: OrderProgress) => number): number => orders.reduce((all, order) => all + of(order), 0);
  const [done, shards] = [sum(({ counts }) => counts.done), sum((order) => order.shards)];
  const share = shards === 0 ? '' : `, ${percent(done / shards)}`;
  return `${count(orders.length, 'order')}: ${told.join(', ')}  ${grouped(done)} of ${count(shards, 'shard')}${share}`;
}

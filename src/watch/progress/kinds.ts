/** What an order is at. */
import type { OrderState } from '#contracts/farm';
import type { OrderProgress } from './progress.js';

/** As they are shown, the first first. */
export const ORDER_KINDS = ['under way', 'waiting', 'stopped by what is set aside', 'complete', 'cancelled'] as const;
export type OrderKind = (typeof ORDER_KINDS)[number];

export function kindOf(order: OrderProgress): OrderKind {
  const { counts, silent, cancelled, merge } = order;
  if (cancelled) return 'cancelled';
  if (merge === 'done') return 'complete';
  if (isOver(order)) return 'stopped by what is set aside';
  return counts.leased > silent || (merge === 'leased' && !isMergeSilent(order)) ? 'under way' : 'waiting';
}

/** Whether nothing more comes of it by itself: it is done, it is cancelled, or all that is left is set aside. */
export function isOver({ counts, shards, cancelled, merge }: Omit<OrderState, 'order'>): boolean {
  if (cancelled || merge === 'done' || merge === 'aside') return true;
  // Shards that are in no place are being submitted.
  return merge === 'not yet' && counts.aside > 0 && counts.done + counts.aside >= shards;
}

/** Whoever merged is gone. */
export function isMergeSilent({ active }: OrderProgress): boolean {
  return active.some(({ shard, silentMs }) => shard === undefined && silentMs !== undefined);
}

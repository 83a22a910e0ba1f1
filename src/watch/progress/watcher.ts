/** Looks at a queue again and again, and asks of receipts only those it has not seen. */
import type { FarmQueue, ShardReceipt } from '#contracts/farm';
import type { OrderSeen } from './progress.js';

export type WatchedQueue = Pick<FarmQueue, 'states' | 'receipts' | 'leased' | 'failures'>;

export interface FarmWatcher {
  /** Orders in the queue's own order. @throws NearmissError NM7801 (exit 3) where the queue can't be reached */
  look(): Promise<readonly OrderSeen[]>;
}

/** @param wants of the orders' ids; all where missing */
export function farmWatcher(queue: WatchedQueue, wants: (order: string) => boolean = () => true): FarmWatcher {
  const known = new Map<string, Map<number, ShardReceipt>>();
  const receiptsOf = async (order: string): Promise<readonly ShardReceipt[]> => {
    const all = known.get(order) ?? new Map<number, ShardReceipt>();
    known.set(order, all);
    for (const [shard, receipt] of await queue.receipts(order, new Set(all.keys()))) all.set(shard, { ...receipt, shard });
    return [...all.values()];
  };
  return {
    async look() {
      const states = (await queue.states()).filter(({ order }) => wants(order.id));
      const seen: OrderSeen[] = [];
      for (const state of states) {
        const { id } = state.order;
        const [receipts, leased, failures] = await Promise.all([receiptsOf(id), queue.leased(id), queue.failures(id)]);
        seen.push({ state, receipts, leased, failures });
      }
      return seen;
    },
  };
}

/** What a worker makes sure of before it makes anything of an order. */
import type { FarmOrder } from '#contracts/farm';
import { hashOf } from '#core/hash';
import { refuseOtherPlan } from '#farm/index';
import { storeAt } from '../stores.js';
import { type OrderPlace, verifiedOrder } from '../verify-order.js';
import { processToken } from './token.js';

/**
 * The order is looked at once, unless it changes; its store each time: somebody may have begun something else there.
 * @returns as `verifiedOrder` throws, for an order out of a queue; NM7005 (exit 2) where its store is of another plan
 */
export function acceptor(place: OrderPlace): (order: FarmOrder) => Promise<void> {
  const accepted = new Set<string>();
  return async (order) => {
    const hash = hashOf(order);
    if (!accepted.has(hash)) await verifiedOrder(order, place);
    accepted.add(hash);
    await refuseOtherPlan(storeAt(order.store, `accept-${processToken()}`), order.plan, order.store);
  };
}

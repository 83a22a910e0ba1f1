/** What a worker makes sure of before it makes anything of an order: once, unless it changes. */
import type { FarmOrder } from '#contracts/farm';
import { hashOf } from '#core/hash';
import { type OrderPlace, verifiedOrder } from '../verify-order.js';

/** @returns as `verifiedOrder` throws, for an order out of a queue */
export function acceptor(place: OrderPlace): (order: FarmOrder) => Promise<void> {
  const accepted = new Set<string>();
  return async (order) => {
    const hash = hashOf(order);
    if (accepted.has(hash)) return;
    await verifiedOrder(order, place);
    accepted.add(hash);
  };
}

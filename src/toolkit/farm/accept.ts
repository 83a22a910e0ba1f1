/** What a worker makes sure of before it makes anything of an order. */
import type { FarmOrder } from '#contracts/farm';
import type { Store } from '#contracts/writer';
import { hashOf } from '#core/hash';
import { refuseOtherPlan } from '#farm/index';
import { storeAt } from '../stores.js';
import { type OrderPlace, verifiedOrder } from '../verify-order.js';
import { processToken } from './token.js';

/** Orders that are kept in mind: a night has fewer. */
const MOST_KNOWN = 64;

/**
 * The order is looked at once, unless it changes, however many lanes ask; its store each time: somebody may have begun something else there.
 * @returns as `verifiedOrder` throws, for an order out of a queue; NM7005 (exit 2) where its store is of another plan
 */
export function acceptor(place: OrderPlace): (order: FarmOrder) => Promise<void> {
  const known = new Map<string, Promise<Store>>();
  const verified = async (order: FarmOrder): Promise<Store> => {
    await verifiedOrder(order, place);
    return storeAt(order.store, `accept-${processToken()}`);
  };
  return async (order) => {
    const hash = hashOf(order);
    const looked = known.get(hash) ?? verified(order);
    known.set(hash, looked);
    if (known.size > MOST_KNOWN) known.delete(known.keys().next().value as string);
    const store = await looked.catch((error: unknown) => {
      known.delete(hash);
      throw error;
    });
    await refuseOtherPlan(store, order.plan, order.store);
  };
}

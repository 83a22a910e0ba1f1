/** What a worker makes sure of before it makes anything. */
import type { FarmOrder } from '#contracts/farm';
import { usageError } from '#core/errors';
import { hashOfPlan, orderId } from '#farm/index';

export async function acceptOrder(order: FarmOrder, _roots: readonly string[]): Promise<void> {
  if (hashOfPlan(order.plan) !== order.planHash || orderId(order) !== order.id)
    throw usageError('NM7940', 'the order is not what its hashes say');
}

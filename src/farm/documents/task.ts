/** A task from outside: a shard's number, or the merge. */
import * as z from 'zod';
import type { FarmTask } from '#contracts/farm';
import { orderId } from './order.js';
import { count } from './parts.js';
import { readAs } from './reading.js';

export const taskSchema = z.union([
  z.strictObject({ order: orderId, shard: count() }),
  z.strictObject({ order: orderId, merge: z.literal(true) }),
]);

/** @param given text, bytes or plain JSON @throws NearmissError (exit 2) NM7940, NM7943 */
export function readTask(given: unknown, where: string): FarmTask {
  return readAs<FarmTask>(taskSchema, given, where, { name: 'a task', code: 'NM7943' });
}

/** An order from outside: its form here, what it says in verify-order.ts. */
import * as z from 'zod';
import type { FarmOrder } from '#contracts/farm';
import { pluginName, sha256 } from './parts.js';
import { planSchema } from './plan.js';
import { readAs } from './reading.js';

export const orderId = z.string().regex(/^[0-9a-f]{16}$/, 'an order’s id of 16 hex digits');

const store = z.string().max(4_096).refine(isPlace, 'an absolute path or s3://bucket/prefix, without .. or control characters');

function isPlace(place: string): boolean {
  if (/\p{Cc}/u.test(place)) return false;
  const bucket = /^s3:\/\/[a-z0-9][a-z0-9.-]{1,62}(\/[^?]*)?(\?.*)?$/.exec(place);
  const path = bucket === null ? place : (bucket[1] ?? '');
  if (bucket === null && !/^(\/|[A-Za-z]:[\\/])/.test(place)) return false;
  return path.split(/[\\/]/).every((step) => step !== '..' && step !== '.');
}

export const orderSchema = z.strictObject({
  format: z.literal(1),
  id: orderId,
  plan: planSchema,
  planHash: sha256,
  store,
  shardSize: z.int().min(1).max(10_000),
  backend: pluginName.exactOptional(),
  attempts: z.int().min(1).max(100),
  priority: z.int().min(-1000).max(1000),
});

/** @param given text, bytes or plain JSON @throws NearmissError (exit 2) NM7940, NM7941 */
export function readOrder(given: unknown, where: string): FarmOrder {
  return readAs<FarmOrder>(orderSchema, given, where, { name: 'an order', code: 'NM7941' });
}

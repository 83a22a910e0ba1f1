/** How far orders are, by the ids that BullMQ lists. */
import type { JobType, Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import type { FarmOrder, OrderState, ShardCounts } from '#contracts/farm';
import { shardsOf } from '../../order.js';
import { cancelledKey, ordersKey } from './keys.js';

export const OPEN: readonly JobType[] = ['waiting', 'prioritized', 'delayed', 'active'];

const PLACES: Readonly<Record<keyof ShardCounts, readonly JobType[]>> = {
  waiting: ['waiting', 'prioritized'],
  delayed: ['delayed'],
  leased: ['active'],
  done: ['completed'],
  aside: ['failed'],
};

export async function idsIn(queue: Queue, types: readonly JobType[], order: string): Promise<readonly string[]> {
  const ids = await queue.getRanges([...types], 0, -1, true);
  return ids.filter((id) => id.startsWith(`${order}-`));
}

export interface StatesInput {
  readonly queue: Queue;
  readonly redis: Redis;
  readonly order: (id: string) => Promise<FarmOrder | undefined>;
}

export async function statesOf({ queue, redis, order }: StatesInput): Promise<readonly OrderState[]> {
  const ids = (await redis.smembers(ordersKey)).sort();
  const listed = new Map<keyof ShardCounts, readonly string[]>();
  // From the end to the beginning, so that nothing that moves on while we ask is missed: it is counted twice at worst, and the later place wins.
  for (const place of ['aside', 'done', 'leased', 'delayed', 'waiting'] as const)
    listed.set(place, await queue.getRanges([...PLACES[place]], 0, -1, true));
  const states: OrderState[] = [];
  for (const id of ids) {
    const known = await order(id);
    if (known === undefined) continue;
    const cancelled = (await redis.exists(cancelledKey(id))) === 1;
    states.push({ order: known, shards: shardsOf(known), cancelled, ...countsOf(listed, id) });
  }
  return states;
}

function countsOf(
  listed: ReadonlyMap<keyof ShardCounts, readonly string[]>,
  order: string,
): Pick<OrderState, 'counts' | 'merge'> {
  const counts = { waiting: 0, delayed: 0, leased: 0, done: 0, aside: 0 };
  let merge: OrderState['merge'] = 'not yet';
  const seen = new Set<string>();
  for (const [place, ids] of listed) {
    for (const id of ids) {
      if (!id.startsWith(`${order}-`) || seen.has(id)) continue;
      seen.add(id);
      if (id.endsWith('-merge')) merge = place === 'delayed' ? 'waiting' : place;
      else counts[place]++;
    }
  }
  return { counts, merge };
}

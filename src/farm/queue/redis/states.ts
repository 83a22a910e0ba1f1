/** How far orders are, by the ids that BullMQ lists. */
import type { JobType, Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import type { FarmOrder, OrderState, ShardCounts } from '#contracts/farm';
import { shardsOf } from '../../order.js';
import { cancelledKey, ordersKey } from './keys.js';

export const OPEN: readonly JobType[] = ['waiting', 'prioritized', 'delayed', 'active'];

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
  const listed = await idsByPlace(queue, redis);
  const states: OrderState[] = [];
  for (const id of ids) {
    const known = await order(id);
    if (known === undefined) continue;
    const cancelled = (await redis.exists(cancelledKey(id))) === 1;
    states.push({ order: known, shards: shardsOf(known), cancelled, ...countsOf(listed, id) });
  }
  return states;
}

/** All of them at one instant: what moves on meanwhile is in one place or the other. */
async function idsByPlace(queue: Queue, redis: Redis): Promise<ReadonlyMap<keyof ShardCounts, readonly string[]>> {
  const at = (name: string): string => queue.toKey(name);
  const answers = await redis
    .multi()
    .lrange(at('wait'), 0, -1)
    .zrange(at('prioritized'), '0', '-1')
    .zrange(at('delayed'), '0', '-1')
    .lrange(at('active'), 0, -1)
    .zrange(at('completed'), '0', '-1')
    .zrange(at('failed'), '0', '-1')
    .exec();
  if (answers === null) throw new Error('the transaction was not carried out');
  const lists = answers.map(([error, ids]) => {
    if (error !== null) throw error;
    return ids as string[];
  });
  const [wait = [], prioritized = [], delayed = [], active = [], completed = [], failed = []] = lists;
  return new Map([
    ['waiting', [...wait, ...prioritized]],
    ['delayed', delayed],
    ['leased', active],
    ['done', completed],
    ['aside', failed],
  ]);
}

function countsOf(
  listed: ReadonlyMap<keyof ShardCounts, readonly string[]>,
  order: string,
): Pick<OrderState, 'counts' | 'merge'> {
  const counts = { waiting: 0, delayed: 0, leased: 0, done: 0, aside: 0 };
  let merge: OrderState['merge'] = 'not yet';
  for (const [place, ids] of listed) {
    for (const id of ids) {
      if (!id.startsWith(`${order}-`)) continue;
      if (id.endsWith('-merge')) merge = place === 'delayed' ? 'waiting' : place;
      else counts[place]++;
    }
  }
  return { counts, merge };
}

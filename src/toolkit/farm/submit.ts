/** An order: the store is claimed, and its shards go into the queue. */
import type { FarmOrder, FarmQueue } from '#contracts/farm';
import type { DatasetPlan } from '#contracts/job';
import type { Store } from '#contracts/writer';
import { claimStore, createOrder, jobOf, readOrder, SHARDS_FOLDER, shardsOf } from '#farm/index';
import { type Sent, sendInputs } from '../inputs/index.js';
import { canonicalStore, storeAt } from '../stores.js';
import { processToken } from './token.js';

export interface SubmitOptions {
  readonly plan: DatasetPlan;
  readonly out: string;
  readonly backend?: string;
  readonly attempts?: number;
  readonly priority?: number;
}

export interface Submitted {
  readonly order: FarmOrder;
  readonly shards: number;
  /** Whole in the store before. */
  readonly there: number;
  /** Added to the queue now; the others were known to it. */
  readonly added: number;
  /** Files of the user's own that went along. */
  readonly sent: Sent;
}

/** Twice the same: the second adds nothing. @throws NearmissError NM7003 to NM7005 where the store holds something else */
export async function submitOrder(queue: FarmQueue, { plan, out, ...rest }: SubmitOptions): Promise<Submitted> {
  const order = createOrder({ plan, store: canonicalStore(out), ...rest });
  // As whoever takes it out of the queue reads it: what they would refuse is refused here.
  readOrder(order, 'what was asked for');
  const store = storeAt(order.store, `submit-${processToken()}`);
  await claimStore(store, plan, out, { resume: false, join: true });
  const sent = await sendInputs(store, plan);
  const done = await jobsThere(store);
  const all = Array.from({ length: shardsOf(order) }, (_, shard) => shard);
  const there = all.filter((shard) => done.has(jobOf(order, shard).id)).length;
  // Those that are there as well: a worker looks whether they are unharmed, and makes nothing.
  const added = await queue.submit(order, all);
  return { order, shards: all.length, there, added, sent };
}

async function jobsThere(store: Store): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  for await (const path of store.walk(SHARDS_FOLDER)) ids.add(path.slice(SHARDS_FOLDER.length + 1).split('/')[0] as string);
  return ids;
}

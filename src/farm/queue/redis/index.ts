/** The queue of a farm: BullMQ on a Redis. Leases are its locks, heartbeats renew them, and what has no lock any more is another worker's. */
import type { Queue } from 'bullmq';
import type { FarmOrder, FarmQueue, FarmTask, ShardAside, ShardFailure, ShardProgress, ShardReceipt } from '#contracts/farm';
import { shardsOf } from '../../order.js';
import { orderReader } from '../order-text.js';
import { taskId, taskOf } from '../task-id.js';
import { openLine, type RedisAddress } from './connection.js';
import { openDoor } from './door.js';
import { cancelledKey, failuresKey, lockKey, orderKey, ordersKey, QUEUE_NAME } from './keys.js';
import { isSound, type JobData, type QueueJob } from './lease.js';
import { idsIn, OPEN, statesOf } from './states.js';

export interface RedisQueueOptions extends RedisAddress {
  /** Unlike every other opener's. */
  readonly token: string;
  readonly leaseMs: number;
  /** How long a request may wait for a server that is gone. */
  readonly patienceMs: number;
  readonly now: () => number;
}

/** Added at a time. */
const BATCH = 500;

/** The lower is taken first: the higher priority, then merges. From 1 on: without one, BullMQ takes a job before all others. */
function rankOf(task: FarmTask, priority: number): number {
  return 2 * (1001 - priority) - ('merge' in task ? 1 : 0);
}

/** @throws NearmissError NM7801 (exit 3) where there is no Redis, NM7802 where it is too old */
export async function redisQueue(options: RedisQueueOptions): Promise<FarmQueue> {
  const line = await openLine(options, options.patienceMs);
  const { redis, ask } = line;
  const { Queue: BullQueue } = await import('bullmq');
  const queue: Queue<JobData, ShardReceipt | null> = new BullQueue(QUEUE_NAME, { connection: redis });
  queue.on('error', () => {});
  const read = orderReader();
  const order = async (id: string): Promise<FarmOrder | undefined> => read(await ask(() => redis.get(orderKey(id))));
  const door = openDoor({ ...options, line, order });
  const jobOf = async (id: string): Promise<QueueJob | undefined> =>
    (await ask(() => queue.getJob(id))) as QueueJob | undefined;
  const add = async (known: FarmOrder, tasks: readonly FarmTask[]): Promise<void> => {
    for (let i = 0; i < tasks.length; i += BATCH) {
      const jobs = tasks.slice(i, i + BATCH).map((task) => ({
        name: 'merge' in task ? 'merge' : 'shard',
        data: { task, failures: [] },
        opts: {
          jobId: taskId(task),
          priority: rankOf(task, known.priority),
          attempts: 1,
          removeOnComplete: false,
          removeOnFail: false,
        },
      }));
      await ask(() => queue.addBulk(jobs));
    }
  };
  const missing = async (id: string, shards: Iterable<number>): Promise<readonly number[]> => {
    const ids = new Set(await ask(() => idsIn(queue, [...OPEN, 'completed', 'failed'], id)));
    return [...new Set(shards)].filter((shard) => !ids.has(taskId({ order: id, shard })));
  };
  const submit = async (asked: FarmOrder, shards: Iterable<number>): Promise<number> => {
    await ask(() => redis.setnx(orderKey(asked.id), JSON.stringify(asked)));
    await ask(() => redis.sadd(ordersKey, asked.id));
    const added = await missing(asked.id, shards);
    await add(
      asked,
      added.map((shard) => ({ order: asked.id, shard })),
    );
    return added.length;
  };
  /** Leases as well: BullMQ would keep what is locked. */
  const removeAll = async (ids: readonly string[]): Promise<void> => {
    for (const id of ids) {
      await ask(() => redis.del(lockKey(queue, id)));
      await ask(() => queue.remove(id).catch(() => 0));
    }
  };
  const states = () => ask(() => statesOf({ queue, redis, order }));

  return {
    submit,
    order,
    take: door.take,
    states,
    async offerMerge(id) {
      const state = (await states()).find((each) => each.order.id === id);
      if (state === undefined || state.cancelled || state.counts.done < state.shards) return false;
      if (state.merge === 'not yet') await add(state.order, [{ order: id, merge: true }]);
      return true;
    },
    async leased(id) {
      const jobs = await Promise.all((await ask(() => idsIn(queue, ['active'], id))).map(jobOf));
      return jobs.flatMap((job) => {
        if (job === undefined || !isSound(job)) return [];
        const { task, failures } = job.data;
        const told = job.progress as unknown as ShardProgress | 0;
        return [
          {
            task,
            attempt: failures.length + 1,
            ...(job.processedOn === undefined ? {} : { takenAtMs: job.processedOn }),
            ...(typeof told === 'object' ? { progress: told } : {}),
          },
        ];
      });
    },
    async aside(id) {
      const jobs = await Promise.all((await ask(() => idsIn(queue, ['failed'], id))).map(jobOf));
      return jobs.flatMap((job): ShardAside[] =>
        job === undefined ? [] : [{ task: job.data.task, failures: job.data.failures }],
      );
    },
    async receipts(id, seen) {
      const receipts = new Map<number, ShardReceipt>();
      for (const name of await ask(() => idsIn(queue, ['completed'], id))) {
        const task = taskOf(name);
        if (task === undefined || 'merge' in task || seen.has(task.shard)) continue;
        const receipt = (await jobOf(name))?.returnvalue;
        if (receipt !== undefined && receipt !== null) receipts.set(task.shard, receipt);
      }
      return receipts;
    },
    async failures(id) {
      const lines = await ask(() => redis.lrange(failuresKey(id), 0, -1));
      return lines.map((text) => JSON.parse(text) as ShardFailure);
    },
    async cancel(id) {
      if ((await order(id)) === undefined) return;
      await ask(() => redis.set(cancelledKey(id), '1'));
      await removeAll(await ask(() => idsIn(queue, OPEN, id)));
    },
    async retry(id) {
      const known = await order(id);
      if (known === undefined) return 0;
      await ask(() => redis.del(cancelledKey(id)));
      const failed = await ask(() => idsIn(queue, ['failed'], id));
      await removeAll(failed);
      return await submit(
        known,
        Array.from({ length: shardsOf(known) }, (_, shard) => shard),
      );
    },
    async remove(id) {
      await ask(() => redis.set(cancelledKey(id), '1'));
      await removeAll(await ask(() => idsIn(queue, [...OPEN, 'completed', 'failed'], id)));
      await ask(() => redis.srem(ordersKey, id));
      await ask(() => redis.del(orderKey(id), failuresKey(id), cancelledKey(id)));
    },
    async close() {
      await door.close();
      await Promise.race([queue.close(), new Promise((resolve) => setTimeout(resolve, 2_000))]).catch(() => {});
      line.close();
    },
  };
}

/** The queue that needs no server: a folder, on this machine or shared by several. */
import type { FarmOrder, FarmQueue, FarmTask, LeasedShard, ShardAside, ShardFailure, ShardReceipt } from '#contracts/farm';
import { shardsOf } from '../../order.js';
import { orderReader } from '../order-text.js';
import { taskId } from '../task-id.js';
import { openDoor } from './door.js';
import { type Files, filesIn } from './files.js';
import {
  type Beat,
  beatPath,
  cancelledPath,
  endedPath,
  keyOf,
  leasedPath,
  leaseOf,
  orderPath,
  submittedPath,
  type TaskFile,
  taskOfKey,
  waitingPath,
} from './layout.js';
import type { FolderQueueOptions } from './options.js';
import { statesOf, tasksOf } from './states.js';

export type { FolderQueueOptions } from './options.js';

export function folderQueue(options: FolderQueueOptions): FarmQueue {
  const files = filesIn(options.root, options.token);
  const read = orderReader();
  const order = async (id: string): Promise<FarmOrder | undefined> => read(await files.text(orderPath(id)));
  const take = openDoor({ ...options, files, order });
  return {
    order,
    take,
    async submit(asked, shards) {
      if ((await order(asked.id)) === undefined) {
        await files.put(submittedPath(asked.id), { atMs: options.now() });
        await files.put(orderPath(asked.id), asked);
      }
      return await addMissing(files, asked, shards);
    },
    async offerMerge(id) {
      const known = await order(id);
      const [state] = await statesOf(files, order, id);
      if (known === undefined || state === undefined || state.cancelled) return false;
      const { waiting, delayed, leased, aside, done } = state.counts;
      if (waiting + delayed + leased + aside > 0 || done < state.shards) return false;
      if (state.merge === 'not yet') await addTasks(files, known, [{ order: id, merge: true }]);
      return true;
    },
    states: () => statesOf(files, order),
    leased: async (id) => {
      const names = (await files.names('leased')).map(leaseOf).filter((lease) => lease !== undefined);
      const own = names.filter(({ key }) => taskOfKey(key)?.order === id);
      return (await Promise.all(own.map(({ key, token }) => leasedShard(files, key, token)))).filter(
        (each) => each !== undefined,
      );
    },
    async aside(id) {
      const done = new Set((await tasksOf(files, 'done', id)).map(taskId));
      const found = (await tasksOf(files, 'aside', id)).filter((task) => !done.has(taskId(task)));
      const read = await Promise.all(found.map((task) => files.get<TaskFile>(endedPath('aside', task))));
      return read.filter((each): each is ShardAside => each !== undefined);
    },
    async receipts(id, seen) {
      const receipts = new Map<number, ShardReceipt>();
      for (const task of await tasksOf(files, 'done', id)) {
        if ('merge' in task || seen.has(task.shard)) continue;
        const receipt = await files.get<ShardReceipt>(endedPath('done', task));
        if (receipt !== undefined) receipts.set(task.shard, receipt);
      }
      return receipts;
    },
    async failures(id) {
      const names = await files.names(`orders/${id}/failures`);
      const read = await Promise.all(names.map((name) => files.get<ShardFailure>(`orders/${id}/failures/${name}`)));
      return read.filter((each) => each !== undefined).sort((a, b) => a.atMs - b.atMs);
    },
    async cancel(id) {
      if ((await order(id)) === undefined) return;
      await files.put(cancelledPath(id), { atMs: options.now() });
      await dropOpen(files, id);
    },
    async retry(id) {
      const known = await order(id);
      if (known === undefined) return 0;
      await files.drop(cancelledPath(id));
      for (const task of await tasksOf(files, 'aside', id)) await files.drop(endedPath('aside', task));
      const shards = shardsOf(known);
      return await addMissing(
        files,
        known,
        Array.from({ length: shards }, (_, shard) => shard),
      );
    },
    async remove(id) {
      await files.put(cancelledPath(id), {});
      await dropOpen(files, id);
      for (const how of ['done', 'aside'] as const)
        for (const task of await tasksOf(files, how, id)) await files.drop(endedPath(how, task));
      for (const name of await files.names(`orders/${id}/failures`)) await files.drop(`orders/${id}/failures/${name}`);
      for (const path of [orderPath(id), submittedPath(id), cancelledPath(id)]) await files.drop(path);
    },
    async close() {},
  };
}

async function leasedShard(files: Files, key: string, token: string): Promise<LeasedShard | undefined> {
  const file = await files.get<TaskFile>(leasedPath(key, token));
  const beat = await files.get<Beat>(beatPath(key, token));
  if (file === undefined) return undefined;
  return {
    task: file.task,
    attempt: file.failures.length + 1,
    ...(beat === undefined ? {} : { takenAtMs: beat.takenAtMs, progress: beat.progress }),
  };
}

async function addMissing(files: Files, order: FarmOrder, shards: Iterable<number>): Promise<number> {
  const known = new Set<number>();
  for (const where of ['waiting', 'delayed', 'leased', 'done', 'aside'] as const)
    for (const task of await tasksOf(files, where, order.id)) if (!('merge' in task)) known.add(task.shard);
  const missing = [...new Set(shards)].filter((shard) => !known.has(shard));
  await addTasks(
    files,
    order,
    missing.map((shard) => ({ order: order.id, shard })),
  );
  return missing.length;
}

async function addTasks(files: Files, order: FarmOrder, tasks: readonly FarmTask[]): Promise<void> {
  const atMs = (await files.get<{ atMs: number }>(submittedPath(order.id)))?.atMs ?? 0;
  for (const task of tasks)
    await files.put(waitingPath(keyOf(task, order.priority, atMs)), { task, failures: [] } satisfies TaskFile);
}

/** Waiting ones go, leases are lost. */
async function dropOpen(files: Files, id: string): Promise<void> {
  for (const folder of ['waiting', 'delayed', 'leased', 'beats'])
    for (const name of await files.names(folder)) if (name.includes(`.${id}-`)) await files.drop(`${folder}/${name}`);
}

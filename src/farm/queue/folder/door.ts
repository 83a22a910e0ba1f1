/** Taking the next task out of a queue's folder. */
import type { FarmOrder, FarmTask, Lease } from '#contracts/farm';
import type { Files } from './files.js';
import { type Beat, beatPath, cancelledPath, delayOf, leasedPath, type TaskFile, taskOfKey, waitingPath } from './layout.js';
import { folderLease } from './lease.js';
import type { FolderQueueOptions } from './options.js';
import { openReaper } from './reaper.js';
import { isDone } from './states.js';

/** What was listed is used for so long; who comes too late finds the file gone and takes the next. */
const LISTED_MS = 1_000;
const POLL_MS = 200;

export interface DoorOptions extends Omit<FolderQueueOptions, 'root'> {
  readonly files: Files;
  readonly order: (id: string) => Promise<FarmOrder | undefined>;
}

export function openDoor(options: DoorOptions): (worker: string, waitMs: number) => Promise<Lease | undefined> {
  const { files, leaseMs, now, monotonicMs, sleep } = options;
  const reap = openReaper(options);
  let listed: string[] = [];
  let listedAt = Number.NEGATIVE_INFINITY;
  let reapedAt = Number.NEGATIVE_INFINITY;
  let taken = 0;

  async function lookRound(): Promise<void> {
    if (monotonicMs() - reapedAt > leaseMs / 4) {
      reapedAt = monotonicMs();
      await reap();
    }
    await wake(files, now());
    listed = [...(await files.names('waiting'))];
    listedAt = monotonicMs();
  }

  async function next(worker: string): Promise<Lease | undefined> {
    if (listed.length === 0 || monotonicMs() - listedAt > LISTED_MS) await lookRound();
    for (let key = listed.shift(); key !== undefined; key = listed.shift()) {
      const lease = await hold(options, key, worker, `${options.token}-${taken++}`);
      if (lease !== undefined) return lease;
    }
    return undefined;
  }

  return async (worker, waitMs) => {
    const until = monotonicMs() + waitMs;
    for (;;) {
      const lease = await next(worker);
      if (lease !== undefined || monotonicMs() >= until) return lease;
      await sleep(Math.min(POLL_MS, waitMs));
    }
  };
}

/** Those whose time has come wait; so do those that were put off by a clock that has gone back since. */
async function wake(files: Files, nowMs: number): Promise<void> {
  for (const name of await files.names('delayed')) {
    const delay = delayOf(name);
    if (delay !== undefined && (delay.dueMs <= nowMs || nowMs < delay.sinceMs))
      await files.move(`delayed/${name}`, waitingPath(delay.key));
  }
}

async function hold(options: DoorOptions, key: string, worker: string, token: string): Promise<Lease | undefined> {
  const { files } = options;
  const task = taskOfKey(key);
  const path = leasedPath(key, token);
  if (task === undefined || !(await files.move(waitingPath(key), path))) return undefined;
  const order = await options.order(task.order);
  const file = taskFile(task, await files.get<TaskFile>(path));
  const isOver = (await files.get(cancelledPath(task.order))) !== undefined || (await isDone(files, task));
  if (order === undefined || isOver) {
    await files.drop(path);
    return undefined;
  }
  const { leaseMs, now } = options;
  const progress = { worker, frames: 0, made: 0 };
  await files.put(beatPath(key, token), { beat: 0, takenAtMs: now(), leaseMs, progress } satisfies Beat);
  return folderLease({ files, key, token, now, leaseMs, order }, file);
}

/** The name says which task it is; what the file says besides is taken where it can be. */
function taskFile(task: FarmTask, file: Partial<TaskFile> | undefined): TaskFile {
  return { task, failures: Array.isArray(file?.failures) ? file.failures : [] };
}

/** A task held in a queue's folder. Whoever ends it first takes the file to a name of its own, so that two who both think they hold it can't both end it. */
import type { FarmOrder, Lease, ShardFailure, ShardProgress, ShardReceipt } from '#contracts/farm';
import { taskId } from '../task-id.js';
import { nextStep } from '../verdict.js';
import type { Files } from './files.js';
import { type Beat, beatPath, delayedPath, endedPath, failurePath, leasedPath, type TaskFile, waitingPath } from './layout.js';

export interface Held {
  readonly files: Files;
  readonly key: string;
  readonly token: string;
  readonly now: () => number;
  readonly order: FarmOrder;
}

export interface Holding extends Held {
  readonly leaseMs: number;
}

export function folderLease(held: Holding, file: TaskFile): Lease {
  const { files, key, token, leaseMs } = held;
  const { task, failures } = file;
  const takenAtMs = held.now();
  let beats = 0;
  return {
    task,
    attempt: failures.length + 1,
    failures,
    async renew(progress: ShardProgress) {
      if (!(await isThere(held))) return false;
      await files.put(beatPath(key, token), { beat: ++beats, takenAtMs, leaseMs, progress } satisfies Beat);
      return true;
    },
    async done(receipt: ShardReceipt) {
      const ending = await seize(held);
      if (ending === undefined) return false;
      await files.put(endedPath('done', task), receipt);
      await letGo(held, ending);
      return true;
    },
    async failed(failure: ShardFailure, again: boolean) {
      const ending = await seize(held);
      if (ending === undefined) return 'lost';
      return await endTry(held, ending, file, failure, again);
    },
    async release() {
      const ending = await seize(held);
      if (ending === undefined) return;
      await files.move(ending, waitingPath(key));
      await files.drop(beatPath(key, token));
    },
  };
}

/** Where the file lies now; undefined where somebody else has it. */
export async function seize({ files, key, token }: Held): Promise<string | undefined> {
  const ending = leasedPath(key, `${token}!`);
  return (await files.move(leasedPath(key, token), ending)) ? ending : undefined;
}

/** A try came to nothing: the task waits again, later, or is set aside. */
export async function endTry(
  held: Held,
  ending: string,
  file: TaskFile,
  failure: ShardFailure,
  again: boolean,
): Promise<'again' | 'aside'> {
  const { files, key, token, now, order } = held;
  const { task } = file;
  const failures = [...file.failures, failure];
  await files.put(failurePath(task, failure.atMs, token), failure);
  await files.put(ending, { task, failures } satisfies TaskFile);
  const next = nextStep(taskId(task), failures, order.attempts, again);
  const to = next.step === 'aside' ? endedPath('aside', task) : delayedPath(key, now() + next.afterMs, now());
  await files.move(ending, to);
  await files.drop(beatPath(key, token));
  return next.step;
}

export async function letGo({ files, key, token }: Held, ending: string): Promise<void> {
  await files.drop(ending);
  await files.drop(beatPath(key, token));
}

async function isThere({ files, key, token }: Held): Promise<boolean> {
  return (await files.get(leasedPath(key, token))) !== undefined;
}

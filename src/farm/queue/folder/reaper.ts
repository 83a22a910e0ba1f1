/**
 * Finds leases whose holders are gone. Nobody's clock is trusted: a holder writes another beat now and then, and who looks measures by its own
 * monotonic clock how long a beat has stayed the same.
 */
import type { FarmOrder } from '#contracts/farm';
import type { Files } from './files.js';
import { type Beat, beatPath, endedPath, leasedPath, leaseOf, type TaskFile, taskOfKey } from './layout.js';
import { endTry, letGo, seize } from './lease.js';

export interface ReaperOptions {
  readonly files: Files;
  /** Of a lease that does not say its own. */
  readonly leaseMs: number;
  readonly now: () => number;
  readonly monotonicMs: () => number;
  readonly order: (id: string) => Promise<FarmOrder | undefined>;
}

interface Seen {
  readonly beat: number;
  readonly sinceMs: number;
}

/** @returns looks once. The first look only learns. */
export function openReaper(options: ReaperOptions): () => Promise<void> {
  const seen = new Map<string, Seen>();
  return async () => {
    const names = await options.files.names('leased');
    for (const name of seen.keys()) if (!names.includes(name)) seen.delete(name);
    for (const name of names) if (await isStill(options, seen, name)) await reap(options, name);
  };
}

async function isStill(
  { files, leaseMs, monotonicMs }: ReaperOptions,
  seen: Map<string, Seen>,
  name: string,
): Promise<boolean> {
  const lease = leaseOf(name);
  if (lease === undefined) return false;
  const last = await files.get<Partial<Beat>>(beatPath(lease.key, lease.token));
  const beat = last?.beat ?? 0;
  const before = seen.get(name);
  // By the holder's own measure: it beats as often as that one asks, whatever others are told.
  if (before !== undefined && before.beat === beat) return monotonicMs() - before.sinceMs > (last?.leaseMs ?? leaseMs);
  seen.set(name, { beat, sinceMs: monotonicMs() });
  return false;
}

async function reap({ files, now, order }: ReaperOptions, name: string): Promise<void> {
  const { key, token } = leaseOf(name) as { key: string; token: string };
  const task = taskOfKey(key);
  const known = task === undefined ? undefined : await order(task.order);
  const file = await files.get<TaskFile>(leasedPath(key, token));
  if (task === undefined || known === undefined || file === undefined) return void (await files.drop(leasedPath(key, token)));
  const held = { files, key, token, now, order: known };
  const ending = await seize(held);
  if (ending === undefined) return;
  if ((await files.get(endedPath('done', task))) !== undefined) return await letGo(held, ending);
  const progress = await files.get<{ progress?: { worker?: string; made?: number } }>(beatPath(key, token));
  const worker = progress?.progress?.worker ?? 'unknown';
  const made = progress?.progress?.made ?? 0;
  const message = `${worker} did not answer any more`;
  await endTry(held, ending, file, { cause: 'stalled', message, worker, made, atMs: now() }, true);
}

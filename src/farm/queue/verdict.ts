/** What follows a failed try, the same in every queue. */
import { createHash } from 'node:crypto';
import type { ShardFailure } from '#contracts/farm';

/** Leases that ran out say little about the shard: its worker may have been taken away. So many count as one try. */
const STALLS_A_TRY = 4;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 300_000;

export type NextStep = { readonly step: 'aside' } | { readonly step: 'again'; readonly afterMs: number };

/**
 * A shard that gets on is not poison: tries are counted from the last one that made a sample. A worker that refuses it may be the one that is wrong: what it refuses again and again is one try.
 * @param failures of all tries, the last one last
 * @param attempts tries in all
 * @param again false where trying again can't help
 */
export function nextStep(id: string, failures: readonly ShardFailure[], attempts: number, again: boolean): NextStep {
  const fruitless = failures.slice(failures.findLastIndex(({ made }) => (made ?? 0) > 0) + 1);
  const stalls = fruitless.filter(({ cause }) => cause === 'stalled').length;
  const refusals = fruitless.filter(({ cause }) => cause === 'refused');
  const refusers = new Set(refusals.map(({ worker }) => worker)).size;
  const tries = fruitless.length - stalls - refusals.length + Math.floor(stalls / STALLS_A_TRY) + refusers;
  if (!again || tries >= attempts) return { step: 'aside' };
  return { step: 'again', afterMs: pauseMs(id, fruitless.length) };
}

/** Twice as long after each try, up to five minutes; between half and the whole of it, so that shards that failed together don't come back together. */
export function pauseMs(id: string, tries: number): number {
  const whole = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * (1 << Math.min(20, Math.max(0, tries - 1))));
  const share = createHash('sha256').update(`${id} ${tries}`).digest().readUInt32BE(0) / 0xffffffff;
  return Math.round(whole * (0.5 + 0.5 * share));
}

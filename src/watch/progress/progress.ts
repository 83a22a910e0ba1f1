/** How far orders are, from what the queue says; plain JSON. */
import type { FailureCause, LeasedShard, OrderState, ShardCounts, ShardFailure, ShardReceipt } from '#contracts/farm';
import { FAILURE_CAUSES } from '#contracts/farm';
import { cleanerOf } from '../secrets.js';
import { type Pace, paceOf } from './pace.js';
import { silentFor } from './silence.js';
import { stageShares } from './stages.js';

/** What the queue says of one order. */
export interface OrderSeen {
  readonly state: OrderState;
  readonly receipts: readonly ShardReceipt[];
  readonly leased: readonly LeasedShard[];
  readonly failures: readonly ShardFailure[];
}

export interface ActiveTask {
  /** Missing for the merge. */
  readonly shard?: number;
  readonly worker?: string;
  readonly attempt: number;
  readonly frames?: number;
  readonly sample?: string;
  /** Since it was taken, ms. */
  readonly forMs?: number;
  /** Nothing was heard of its worker for so long, ms; missing where it is taken to be at work. */
  readonly silentMs?: number;
  /** So many times as long as a shard in the middle took, where that is 2 or more and somebody is at it. */
  readonly slow?: number;
}

export interface OrderProgress {
  readonly order: string;
  readonly store: string;
  readonly priority: number;
  readonly shards: number;
  readonly counts: ShardCounts;
  /** Of shards leased, those of whose workers nothing is heard any more. */
  readonly silent: number;
  /** Of shards done, 0..1. */
  readonly share: number;
  readonly cancelled: boolean;
  readonly merge: OrderState['merge'];
  readonly frames: number;
  readonly samples: number;
  readonly quarantined: number;
  readonly pace: Pace;
  /** Tries that came to nothing, by cause; causes without any left out. */
  readonly failures: Readonly<Partial<Record<FailureCause, number>>>;
  /** Where most of the stages' time goes, and its share of it, 0..1. */
  readonly slowest?: { readonly stage: string; readonly share: number };
  /** Those that nobody is at first, then the slow ones. */
  readonly active: readonly ActiveTask[];
  /** What the last try that failed said. */
  readonly lastFailure?: { readonly cause: FailureCause; readonly message: string; readonly agoMs: number };
}

/** From so many times the median on a shard is marked. */
const SLOW = 2;

/** @param nowMs since 1970 */
export function progressOf(seen: OrderSeen, nowMs: number, secrets: readonly string[] = []): OrderProgress {
  const { state, receipts, leased, failures } = seen;
  const { order, shards, counts, cancelled, merge } = state;
  const pace = paceOf(state, receipts, leased, nowMs);
  const active = leased.map((one) => activeOf(one, pace.medianMs, nowMs));
  const sum = (of: (receipt: ShardReceipt) => number): number => receipts.reduce((all, receipt) => all + of(receipt), 0);
  return {
    order: order.id,
    store: cleanerOf(secrets)(order.store),
    priority: order.priority,
    shards,
    counts,
    silent: active.filter(({ shard, silentMs }) => shard !== undefined && silentMs !== undefined).length,
    share: shards === 0 ? 1 : counts.done / shards,
    cancelled,
    merge,
    frames: sum(({ frames }) => frames),
    samples: sum(({ samples, found }) => samples + found),
    quarantined: sum(({ quarantined }) => quarantined),
    pace,
    failures: countsOf(failures),
    ...slowestOf(receipts),
    active: active.sort((a, b) => (b.silentMs ?? 0) - (a.silentMs ?? 0) || (b.slow ?? 0) - (a.slow ?? 0)),
    ...lastOf(failures, nowMs, secrets),
  };
}

function countsOf(failures: readonly ShardFailure[]): OrderProgress['failures'] {
  const entries = FAILURE_CAUSES.map((cause) => [cause, failures.filter((failure) => failure.cause === cause).length] as const);
  return Object.fromEntries(entries.filter(([, count]) => count > 0));
}

function slowestOf(receipts: readonly ShardReceipt[]): Pick<OrderProgress, 'slowest'> {
  const [first] = stageShares(receipts);
  return first === undefined ? {} : { slowest: first };
}

function activeOf(lease: LeasedShard, medianMs: number | undefined, nowMs: number): ActiveTask {
  const { task, attempt, takenAtMs, progress } = lease;
  const silentMs = silentFor(lease, nowMs);
  const forMs = takenAtMs === undefined ? undefined : Math.max(0, nowMs - takenAtMs);
  const times = forMs === undefined || medianMs === undefined || medianMs <= 0 || 'merge' in task ? 0 : forMs / medianMs;
  return {
    ...('merge' in task ? {} : { shard: task.shard }),
    attempt,
    ...(progress === undefined ? {} : { worker: progress.worker, frames: progress.frames }),
    ...(progress?.sample === undefined ? {} : { sample: progress.sample }),
    ...(forMs === undefined ? {} : { forMs }),
    ...(silentMs === undefined ? {} : { silentMs }),
    ...(times >= SLOW && silentMs === undefined ? { slow: times } : {}),
  };
}

function lastOf(
  failures: readonly ShardFailure[],
  nowMs: number,
  secrets: readonly string[],
): Pick<OrderProgress, 'lastFailure'> {
  const last = failures.reduce<ShardFailure | undefined>((a, b) => (a === undefined || b.atMs >= a.atMs ? b : a), undefined);
  if (last === undefined) return {};
  const { cause, message, atMs } = last;
  return { lastFailure: { cause, message: cleanerOf(secrets)(message), agoMs: Math.max(0, nowMs - atMs) } };
}

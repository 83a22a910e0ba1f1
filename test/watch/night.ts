/** A made-up night of work for tests: shards that end at known times. */
import { FAILURE_CAUSES, type LeasedShard, type OrderState, type ShardFailure, type ShardReceipt } from '#contracts/farm';
import type { OrderSeen } from '#watch/index';
import { orderOf, receiptOf } from './farm-sample.js';

export const T0 = Date.UTC(2026, 10, 30, 1, 0, 0);

export interface NightOptions {
  readonly workers: number;
  readonly shards: number;
  readonly done: number;
  /** Of a shard, ms. */
  readonly wallMs: number;
  readonly framesPerShard: number;
  /** Set aside. */
  readonly aside?: number;
  /** How far those under way are, 0..1. */
  readonly underWay?: number;
}

/** Workers all start at once and take the same time: `done` is a multiple of `workers`. */
export function steadyNight(options: NightOptions): { readonly seen: OrderSeen; readonly nowMs: number } {
  const { workers, shards, done, wallMs, framesPerShard, aside = 0, underWay = 0.5 } = options;
  const receipts = Array.from({ length: done }, (_, shard): ShardReceipt => {
    const round = Math.floor(shard / workers);
    const endedAtMs = T0 + (round + 1) * wallMs;
    const stages = { render: 0.7 * wallMs, encode: 0.2 * wallMs, label: 0.1 * wallMs };
    return receiptOf({ shard, worker: `host-${shard % workers}`, frames: framesPerShard, wallMs, endedAtMs, stages });
  });
  const takenAtMs = T0 + (done / workers) * wallMs;
  const open = shards - done - aside;
  const leased = Array.from({ length: Math.min(workers, open) }, (_, i): LeasedShard => {
    const progress = {
      worker: `host-${i}`,
      frames: Math.round(underWay * framesPerShard),
      made: 0,
      sample: String(done + i).padStart(6, '0'),
    };
    return { task: { order: 'o', shard: done + i }, attempt: 1, takenAtMs, progress };
  });
  const counts = { waiting: open - leased.length, delayed: 0, leased: leased.length, done, aside };
  const state: OrderState = { order: orderOf('3f9cab0011223344'), shards, counts, cancelled: false, merge: 'not yet' };
  return { seen: { state, receipts, leased, failures: [] }, nowMs: takenAtMs + underWay * wallMs };
}

export function failuresOf(counts: Partial<Record<ShardFailure['cause'], number>>): readonly ShardFailure[] {
  return FAILURE_CAUSES.flatMap((cause) =>
    Array.from(
      { length: counts[cause] ?? 0 },
      (_, i): ShardFailure => ({ cause, message: `${cause} ${i}`, worker: 'host-1', atMs: T0 + i }),
    ),
  );
}

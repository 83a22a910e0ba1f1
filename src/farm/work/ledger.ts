/** What one try has made so far, for heartbeats and the receipt. */
import type { FarmTask, ShardProgress, ShardReceipt, Spent } from '#contracts/farm';
import type { SampleRecord, StageTimes } from '#pipeline/index';
import type { ShardEvents } from '../make-shard.js';
import type { HoldOptions } from './hold.js';
import { openSpending } from './spending.js';

export interface Ledger {
  events(shard: number): ShardEvents;
  progress(): ShardProgress;
  /** Sees what is used so far, against its being gone later. */
  look(): void;
  /** Sees it for the last time. */
  close(): Promise<void>;
  /** As it was last seen. */
  readonly spent: Spent;
  receipt(): ShardReceipt;
  /** When something moved last, on the monotonic clock. */
  readonly movedMs: number;
  /** What the try failed with. */
  error: unknown;
  /** Whether the maker was told to stop. */
  readonly stopped: boolean;
  stop(): void;
  stopAfterSample(): void;
}

export function openLedger(options: HoldOptions, task: FarmTask): Ledger {
  const { name, maker, monotonicMs, now, on } = options;
  const spending = openSpending(options);
  const stages: Record<string, number> = {};
  const sums = { samples: 0, frames: 0, found: 0, quarantined: 0, rejected: 0, gpuMs: 0 };
  let sample: string | undefined;
  let draining = false;
  const ledger = {
    movedMs: monotonicMs(),
    error: undefined as unknown,
    stopped: false,
    stop(): void {
      ledger.stopped = true;
      void maker.stop();
    },
    stopAfterSample(): void {
      draining = true;
      // Between two samples there is none in hand.
      if (sums.frames === 0 && sums.samples + sums.found === 0 && sample === undefined) ledger.stop();
    },
    progress: (): ShardProgress => ({
      worker: name,
      frames: sums.frames,
      made: sums.samples,
      saidAtMs: now(),
      beatMs: options.beatMs,
      ...(sample === undefined ? {} : { sample }),
    }),
    look: spending.look,
    close: spending.end,
    get spent(): Spent {
      return { ...spending.spent, gpuMs: sums.gpuMs };
    },
    receipt: (): ShardReceipt => ({ worker: name, ...sums, stages, ...spending.spent, endedAtMs: now() }),
    events(shard: number): ShardEvents {
      const others = options.onShard?.(shard);
      return {
        onFrame(name, done, total) {
          ledger.movedMs = monotonicMs();
          sample = name;
          sums.frames++;
          on({ type: 'frame', task, sample: name, done, total });
          others?.onFrame(name, done, total);
        },
        onSample(record, times) {
          ledger.movedMs = monotonicMs();
          sample = undefined;
          if (times === undefined) sums.found++;
          else {
            count(record, times);
            spending.look();
          }
          on({ type: 'sample', task, sample: record.summary.sample, frames: record.summary.frames, stages: { ...times } });
          others?.onSample(record, times);
          if (draining) ledger.stop();
        },
      };
    },
  };

  function count({ summary, renderer }: SampleRecord, times: StageTimes): void {
    sums.samples++;
    sums.quarantined += summary.quarantined.length;
    sums.rejected += Object.values(summary.rejections.byConstraint).reduce((sum, draws) => sum + draws, 0);
    for (const [stage, ms] of Object.entries(times)) stages[stage] = (stages[stage] ?? 0) + ms;
    if (renderer.backend === 'gpu') sums.gpuMs += times.render;
  }
  return ledger;
}

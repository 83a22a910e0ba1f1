/** What one try has made so far, for heartbeats and the receipt. */
import type { FarmTask, ShardProgress, ShardReceipt } from '#contracts/farm';
import type { SampleRecord, StageTimes } from '#pipeline/index';
import type { ShardEvents } from '../make-shard.js';
import type { HoldOptions } from './hold.js';

export interface Ledger {
  events(shard: number): ShardEvents;
  progress(): ShardProgress;
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
  const began = monotonicMs();
  const cpuAt = cpuNow(options);
  const stages: Record<string, number> = {};
  const sums = { samples: 0, frames: 0, found: 0, quarantined: 0, rejected: 0, gpuMs: 0 };
  let sample: string | undefined;
  let draining = false;
  const ledger = {
    movedMs: began,
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
      ...(sample === undefined ? {} : { sample }),
    }),
    receipt: (): ShardReceipt => ({
      worker: name,
      ...sums,
      stages,
      wallMs: monotonicMs() - began,
      cpuMs: Math.max(0, cpuNow(options) - cpuAt),
      endedAtMs: now(),
    }),
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
          else count(record, times);
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

/** None before the process is started. */
function cpuNow({ cpuMs, maker }: HoldOptions): number {
  return maker.pid === undefined ? 0 : (cpuMs?.(maker.pid) ?? 0);
}

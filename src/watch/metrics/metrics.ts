/** What a worker says and what the queue holds, as Prometheus's metrics. */
import type { FarmTask, OrderState, ShardFailure, ShardReceipt, WorkerEvent } from '#contracts/farm';
import { keyOf } from '../task.js';
import { framesCounter } from './frames-counter.js';
import { type Instruments, openInstruments } from './instruments.js';
import { ORDER_STATES, SHARD_STATES, STAGES } from './table.js';

export interface MetricsOptions {
  readonly worker: string;
  readonly version: string;
  /** What draws here, as `llvmpipe`. */
  readonly backend: string;
  /** Since 1970, ms. */
  readonly now: () => number;
  /** Memory, handles and loops of the process too; true when missing. */
  readonly ofProcess?: boolean;
}

export interface Metrics {
  on(event: WorkerEvent): void;
  /** What the queue last said. */
  queue(states: readonly OrderState[]): void;
  browserRestarted(): void;
  spansLost(count: number): void;
  /** In Prometheus's text format 0.0.4. */
  text(): Promise<string>;
  readonly contentType: string;
}

export async function createMetrics(options: MetricsOptions): Promise<Metrics> {
  const { worker, version, backend, now } = options;
  const instruments = await openInstruments(options.ofProcess ?? true);
  const { add, set, observe } = instruments;
  set('nearmiss_worker_info', 1, { worker, version, backend });
  const drawn = framesCounter();
  const held = new Set<string>();
  const holds = (task: FarmTask, yes: boolean): void => {
    if (yes) held.add(keyOf(task));
    else held.delete(keyOf(task));
    set('nearmiss_worker_leases', held.size);
  };
  const ended = (task: FarmTask, result: string): void => {
    holds(task, false);
    drawn.forget(keyOf(task));
    add('merge' in task ? 'nearmiss_merges_total' : 'nearmiss_shards_total', 1, { result });
  };
  return {
    on(event) {
      set('nearmiss_worker_last_event_timestamp_seconds', now() / 1000);
      switch (event.type) {
        case 'taken':
          return holds(event.task, true);
        case 'frame':
          return add('nearmiss_frames_drawn_total', drawn.more(keyOf(event.task), event.sample, event.done));
        case 'sample':
          addSample(instruments, event.frames, event.stages);
          return;
        case 'done':
          ended(event.task, 'done');
          if ('shard' in event.task) addReceipt(instruments, event.receipt);
          return;
        case 'failed':
          ended(event.task, event.next);
          add('nearmiss_shard_failures_total', 1, { cause: event.failure.cause });
          addFailure(instruments, event.failure);
          return event.next === 'again' ? add('nearmiss_shard_retries_total', 1, { cause: event.failure.cause }) : undefined;
        case 'lost':
        case 'released':
          return ended(event.task, event.type);
        case 'draining':
          return set('nearmiss_worker_draining', 1);
        case 'away':
        case 'back':
          return;
      }
    },
    queue(states) {
      set('nearmiss_queue_last_seen_timestamp_seconds', now() / 1000);
      const live = states.filter(({ cancelled }) => !cancelled);
      for (const state of SHARD_STATES)
        set(
          'nearmiss_queue_shards',
          live.reduce((sum, { counts }) => sum + counts[state], 0),
          { state },
        );
      for (const state of ORDER_STATES)
        set('nearmiss_queue_orders', states.filter((one) => stateOf(one) === state).length, { state });
    },
    browserRestarted: () => add('nearmiss_browser_restarts_total', 1),
    spansLost: (count) => add('nearmiss_spans_lost_total', count),
    text: instruments.text,
    contentType: instruments.contentType,
  };

  function addReceipt(to: Instruments, receipt: ShardReceipt): void {
    observe('nearmiss_shard_duration_seconds', receipt.wallMs / 1000);
    to.add('nearmiss_frames_quarantined_total', receipt.quarantined);
    to.add('nearmiss_draws_rejected_total', receipt.rejected);
    to.add('nearmiss_shard_cpu_seconds_total', receipt.cpuMs / 1000);
    to.add('nearmiss_shard_gpu_seconds_total', receipt.gpuMs / 1000);
  }
}

function addFailure({ add }: Instruments, { used }: ShardFailure): void {
  add('nearmiss_shard_failed_cpu_seconds_total', (used?.cpuMs ?? 0) / 1000);
  add('nearmiss_shard_failed_wall_seconds_total', (used?.wallMs ?? 0) / 1000);
}

/** @param stages empty where the sample was found whole */
function addSample({ add }: Instruments, frames: number, stages: Readonly<Record<string, number>>): void {
  const found = Object.keys(stages).length === 0;
  add('nearmiss_samples_total', 1, { origin: found ? 'found' : 'made' });
  if (!found) add('nearmiss_frames_total', frames);
  const known: readonly string[] = STAGES;
  for (const [stage, ms] of Object.entries(stages))
    add('nearmiss_stage_seconds_total', ms / 1000, { stage: known.includes(stage) ? stage : 'other' });
}

/** `merging`: every shard is done, the manifest is not. */
function stateOf({ cancelled, merge, counts, shards }: OrderState): (typeof ORDER_STATES)[number] {
  if (cancelled) return 'cancelled';
  if (merge === 'done') return 'done';
  return counts.done === shards ? 'merging' : 'running';
}

/**
 * A worker that refuses what it is given says more of itself than of the task: it is of another version, or may not write there. It takes its time over the next task; else it would be
 * through with all shards before others come to them.
 */
import type { WorkerEvent } from '#contracts/farm';
import { infrastructureError } from '#core/errors';

/** Twice as long after each refusal, until a task is done. */
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 60_000;
/** Who was told to end when nothing is left ends after so many in a row: there is nothing for it here. */
const MOST_IN_A_ROW = 5;
const GLANCE_MS = 500;

export interface Reluctance {
  /** Of all lanes of the worker. */
  told(event: WorkerEvent): void;
  /** Before the next task is taken. @throws NearmissError NM7807 (exit 3) */
  wait(): Promise<void>;
}

export interface ReluctanceOptions {
  readonly untilEmpty: boolean;
  readonly monotonicMs: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** Ends waiting. */
  readonly drain: AbortSignal;
}

export function openReluctance({ untilEmpty, monotonicMs, sleep, drain }: ReluctanceOptions): Reluctance {
  let inARow = 0;
  let untilMs = Number.NEGATIVE_INFINITY;
  let why = '';
  const pauseMs = (): number => Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * (1 << Math.min(inARow - 1, 20)));
  const endInVain = (): void => {
    if (untilEmpty && inARow >= MOST_IN_A_ROW)
      throw infrastructureError(
        'NM7807',
        `this worker has refused ${inARow} tasks in a row, the last one because: ${why}`,
        'other workers may take them; `farm report` says what each was refused for',
      );
  };
  return {
    told(event) {
      if (event.type === 'done') [inARow, untilMs] = [0, Number.NEGATIVE_INFINITY];
      if (event.type !== 'failed' || event.failure.cause !== 'refused') return;
      inARow++;
      untilMs = monotonicMs() + pauseMs();
      why = event.failure.message;
    },
    async wait() {
      endInVain();
      while (!drain.aborted && monotonicMs() < untilMs) await sleep(Math.min(GLANCE_MS, untilMs - monotonicMs()));
      endInVain();
      // The other lanes wait until this one has tried.
      if (inARow > 0) untilMs = monotonicMs() + pauseMs();
    },
  };
}

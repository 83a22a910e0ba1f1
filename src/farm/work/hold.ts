/** One leased task from its taking to its end: heartbeats, a watch for what hangs, and the word to the queue. */
import type { FarmOrder, FarmQueue, FarmTask, Lease, ShardProgress, WorkerEvent } from '#contracts/farm';
import { infrastructureError } from '#core/errors';
import { jobOf } from '../order.js';
import { failureOf, type Told } from './failure.js';
import { type Ledger, openLedger } from './ledger.js';
import type { Maker } from './maker.js';
import type { JouleShare } from './spending.js';

export interface HoldOptions {
  readonly queue: FarmQueue;
  /** Of this lane. */
  readonly name: string;
  /** Whose lane it is. */
  readonly ofWorker: string;
  readonly maker: Maker;
  /** @throws where the order can't be verified here */
  readonly accept: (order: FarmOrder) => Promise<void>;
  /** @param signal aborted when the lease is lost */
  readonly merge: (order: FarmOrder, signal: AbortSignal) => Promise<void>;
  /** Between two heartbeats. */
  readonly beatMs: number;
  /** Whether errors that nobody foresaw are tried again, and what is refused here is left to other workers. */
  readonly hopeful: boolean;
  /** Without a frame for so long, a worker hangs. */
  readonly hangMs: number;
  readonly now: () => number;
  readonly monotonicMs: () => number;
  /** CPU time so far of a process and all below it, ms; where it can be known. */
  readonly cpuMs?: (pid: number) => number | undefined;
  /** Of a process that may not be there yet, from now on; where the processors' counters can be read. */
  readonly joules?: (pid: () => number | undefined) => JouleShare;
  /** Of the span that a shard's spans are parts of, once it is taken. */
  readonly traceparent?: (task: FarmTask) => string | undefined;
  /** Takes no more; ends after the sample in hand. */
  readonly drain: AbortSignal;
  /** Ends now. */
  readonly halt: AbortSignal;
  readonly on: (event: WorkerEvent) => void;
  /** What a try failed with, whole. */
  readonly onError?: (error: unknown, next: 'again' | 'aside' | 'lost') => void;
  /** Records and frames as they come. */
  readonly onShard?: (shard: number) => Parameters<Maker['make']>[2];
}

type Ending = 'made' | 'lost' | 'let go' | Told;

export async function hold(options: HoldOptions, lease: Lease): Promise<void> {
  const { on } = options;
  const { task } = lease;
  on({ type: 'taken', task, attempt: lease.attempt });
  const ledger = openLedger(options, task);
  const ending = await tried(options, lease, ledger).finally(() => ledger.close());
  if (ending === 'made') {
    const receipt = ledger.receipt();
    on((await lease.done(receipt)) ? { type: 'done', task, receipt } : { type: 'lost', task });
  } else if (ending === 'lost') on({ type: 'lost', task });
  else if (ending === 'let go') {
    await lease.release();
    on({ type: 'released', task });
  } else {
    const { failure, again } = ending;
    const next = await lease.failed(failure, again);
    on({ type: 'failed', task, failure, next });
    options.onError?.(ledger.error, next);
  }
}

async function tried(options: HoldOptions, lease: Lease, ledger: Ledger): Promise<Ending> {
  const { queue, maker, name, halt, drain } = options;
  const order = await queue.order(lease.task.order);
  if (order === undefined) return 'lost';
  const watch = watchOver(options, lease, ledger);
  let refused = true;
  try {
    await endedBy(options.accept(order), AbortSignal.any([watch.gone, halt]));
    refused = false;
    const { task, attempt } = lease;
    if ('merge' in task) await options.merge(order, AbortSignal.any([watch.gone, halt]));
    else {
      const traceparent = options.traceparent?.(task);
      const trace = traceparent === undefined ? undefined : { ...task, attempt, traceparent };
      await maker.make(order, jobOf(order, task.shard), ledger.events(task.shard), trace);
    }
    return watch.lost ? 'lost' : 'made';
  } catch (error) {
    if (watch.lost) return 'lost';
    if (halt.aborted || (drain.aborted && ledger.stopped)) return 'let go';
    ledger.error = error;
    // While the process is there to be asked.
    await ledger.close();
    const { made } = ledger.progress();
    const seen = watch.hung ? hungError(options, ledger.progress()) : error;
    const told = failureOf(seen, {
      worker: name,
      ofWorker: options.ofWorker,
      atMs: options.now(),
      made,
      ...('merge' in lease.task ? {} : { used: ledger.spent }),
      hung: watch.hung,
      refused,
      lastWords: maker.lastWords,
      hopeful: options.hopeful,
    });
    // What failed once may be broken: the next try has a process and a browser of its own.
    await maker.stop();
    return told;
  } finally {
    watch.end();
  }
}

/** As the work ends, or rejected with the signal's reason: what has no end of its own must not hold a lease. */
function endedBy<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(signal.reason);
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}

interface Watch {
  readonly lost: boolean;
  /** Aborted when it is lost. */
  readonly gone: AbortSignal;
  readonly hung: boolean;
  end(): void;
}

function watchOver(options: HoldOptions, lease: Lease, ledger: Ledger): Watch {
  const { maker, beatMs, hangMs, monotonicMs, halt, drain } = options;
  const state = { lost: false, hung: false, over: false };
  const gone = new AbortController();
  let renewing = false;
  const beat = async (): Promise<void> => {
    if (renewing) return;
    renewing = true;
    try {
      state.lost ||= !(await lease.renew(ledger.progress()));
      // What the process makes by now is another shard's.
      if (!state.lost || state.over) return;
      gone.abort();
      maker.kill();
    } catch {
      // The queue can't be reached: what is made is kept all the same, and the lease may be there still.
    } finally {
      renewing = false;
    }
  };
  const timer = setInterval(() => {
    ledger.look();
    void beat();
    if ('merge' in lease.task || monotonicMs() - ledger.movedMs <= hangMs) return;
    state.hung = true;
    maker.kill();
  }, beatMs);
  const stop = (): void => ledger.stop();
  if (halt.aborted) stop();
  halt.addEventListener('abort', stop);
  const afterSample = (): void => ledger.stopAfterSample();
  if (drain.aborted) afterSample();
  drain.addEventListener('abort', afterSample);
  void beat();
  return {
    gone: gone.signal,
    get lost() {
      return state.lost;
    },
    get hung() {
      return state.hung;
    },
    end() {
      state.over = true;
      clearInterval(timer);
      halt.removeEventListener('abort', stop);
      drain.removeEventListener('abort', afterSample);
    },
  };
}

function hungError({ hangMs }: HoldOptions, { sample, frames }: ShardProgress): Error {
  const where = sample === undefined ? 'before its first frame' : `in sample ${sample}, after ${frames} frames`;
  return infrastructureError(
    'NM7805',
    `nothing moved for ${hangMs / 1000} s, ${where}`,
    'is the machine overloaded? --hang gives it longer',
  );
}

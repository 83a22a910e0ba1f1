/** A worker: lanes that take tasks from a queue until nothing is left, or until they are told to stop. */
import { NearmissError } from '#core/errors';
import { type HoldOptions, hold } from './hold.js';
import type { Maker } from './maker.js';
import { openReluctance, type Reluctance } from './reluctance.js';
import { openSettler, type Settler } from './settle.js';

export interface WorkOptions extends Omit<HoldOptions, 'name' | 'ofWorker' | 'maker' | 'halt' | 'merge'> {
  /** Unlike every other worker's. */
  readonly name: string;
  readonly lanes: number;
  readonly openMaker: () => Maker;
  /** Missing where somebody else merges. */
  readonly merge?: HoldOptions['merge'];
  /** Ends when nothing is left to do; else waits for more. */
  readonly untilEmpty: boolean;
  /** After `drain`: how long what is in hand may still take. */
  readonly graceMs: number;
  /** How long a lane waits for a task before it looks whether an order is to be merged. */
  readonly waitMs: number;
  /** How long shards may be in no place at all before they are given up: somebody is submitting, or a server has just come back. 0 where not all were asked for. */
  readonly limboMs: number;
  /** How long a queue may be out of reach. */
  readonly awayMs: number;
  readonly sleep: (ms: number) => Promise<void>;
}

/** @throws NearmissError NM7801 (exit 3) where the queue stays out of reach, NM7807 (exit 3) where it was to work until nothing is left and has to refuse one task after the other */
export async function work(options: WorkOptions): Promise<void> {
  const { drain, graceMs, lanes, on } = options;
  const halt = new AbortController();
  const reluctance = openReluctance(options);
  const told: WorkOptions['on'] = (event) => {
    reluctance.told(event);
    on(event);
  };
  let grace: NodeJS.Timeout | undefined;
  const onDrain = (): void => {
    on({ type: 'draining' });
    grace = setTimeout(() => halt.abort(), graceMs);
  };
  if (drain.aborted) onDrain();
  drain.addEventListener('abort', onDrain);
  try {
    const names = lanes === 1 ? [options.name] : Array.from({ length: lanes }, (_, i) => `${options.name}-${i + 1}`);
    const settler = openSettler(options);
    await Promise.all(
      names.map((name) => runLane({ ...options, name, ofWorker: options.name, on: told }, halt, reluctance, settler)),
    );
  } finally {
    clearTimeout(grace);
    drain.removeEventListener('abort', onDrain);
  }
}

type LaneOptions = WorkOptions & Pick<HoldOptions, 'ofWorker'>;

async function runLane(
  options: LaneOptions,
  halt: AbortController,
  reluctance: Reluctance,
  { settle, turnTo }: Settler,
): Promise<void> {
  const { queue, name, drain, waitMs, untilEmpty } = options;
  const maker = options.openMaker();
  const merge = options.merge ?? (() => Promise.reject(new Error('this worker does not merge')));
  const reach = patience(options);
  try {
    while (!drain.aborted && !halt.signal.aborted) {
      await reluctance.wait();
      const lease = await reach(() => queue.take(name, waitMs));
      if (lease !== undefined && drain.aborted) {
        // It was on its way when the worker was told to end.
        await reach(() => lease.release());
      } else if (lease !== undefined) {
        // Beside each other: a lease that waits for the look would have no heartbeat meanwhile.
        const looked = reach(() => turnTo(name, lease.task.order));
        const held = reach(() => hold({ ...options, merge, maker, halt: halt.signal }, lease));
        for (const each of await Promise.allSettled([held, looked])) if (each.status === 'rejected') throw each.reason;
      } else if ((await reach(settle)) === 'empty' && untilEmpty) break;
    }
  } catch (error) {
    halt.abort();
    throw error;
  } finally {
    await maker.stop();
  }
}

/** What asks the queue is asked again while the queue may come back. */
function patience({ awayMs, monotonicMs, sleep, on }: WorkOptions): <T>(request: () => Promise<T>) => Promise<T | undefined> {
  let awaySince: number | undefined;
  return async (request) => {
    try {
      const answer = await request();
      if (awaySince !== undefined) on({ type: 'back' });
      awaySince = undefined;
      return answer;
    } catch (error) {
      if (!(error instanceof NearmissError) || error.code !== 'NM7801') throw error;
      on({ type: 'away', why: error.message });
      awaySince ??= monotonicMs();
      if (monotonicMs() - awaySince > awayMs) throw error;
      await sleep(1_000);
      return undefined;
    }
  };
}

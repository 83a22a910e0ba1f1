/** Makes shards in a child process, which is replaced when it is gone. */
import type { FarmOrder } from '#contracts/farm';
import type { Job } from '#contracts/job';
import type { RendererInfo } from '#contracts/renderer';
import { Child } from '../child/process.js';
import type { ShardEvents } from '../make-shard.js';
import type { AskedOfWorker, ToldByWorker, TraceOf, WorkerOrder } from '../queue/messages.js';

export interface Maker {
  /** @throws NearmissError NM7010 (exit 3) where the process ends before it is done, else whatever it failed with */
  make(order: FarmOrder, job: Job, events: ShardEvents, trace?: TraceOf): Promise<void>;
  /** At once; `make` rejects. */
  kill(): void;
  /** In order: what was committed stays. `make` rejects. */
  stop(): Promise<void>;
  /** What it printed last. */
  readonly lastWords: string;
  readonly pid: number | undefined;
}

export interface ChildMakerOptions {
  /** Module that calls `serveJobs`. */
  readonly entry: URL;
  readonly renderer: WorkerOrder['renderer'];
  readonly expected?: RendererInfo;
  /** Told that a process has ended by itself: what it had started may be there still. */
  readonly onLost?: (pid: number) => void;
  /** Told how many more spans of a process did not reach the collector. */
  readonly onSpansLost?: (count: number) => void;
}

export function childMaker({ entry, renderer, expected, onLost, onSpansLost }: ChildMakerOptions): Maker {
  let child: Child<AskedOfWorker, null, ToldByWorker> | undefined;
  let opened: string | undefined;
  let events: ShardEvents | undefined;

  function start(): Child<AskedOfWorker, null, ToldByWorker> {
    opened = undefined;
    return new Child({
      entry,
      serialization: 'json',
      onTold(told) {
        if (told.type === 'frame') events?.onFrame(told.sample, told.done, told.total);
        else if (told.type === 'lost') onSpansLost?.(told.spans);
        else events?.onSample(told.record, told.times);
      },
    });
  }

  const make: Maker['make'] = async (order, job, told, trace) => {
    events = told;
    if (child === undefined || child.gone) child = start();
    if (opened !== order.id) {
      const backend = order.backend === undefined ? {} : { backend: order.backend };
      const before = expected === undefined ? {} : { expected };
      await child.ask({ order: { plan: order.plan, out: order.store, renderer: { ...renderer, ...backend }, ...before } });
      opened = order.id;
    }
    await child.ask({ job, ...(trace === undefined ? {} : { trace }) });
  };

  return {
    async make(order, job, told, trace) {
      try {
        await make(order, job, told, trace);
      } catch (error) {
        if (child?.gone === true && child.pid !== undefined) onLost?.(child.pid);
        throw error;
      }
    },
    kill: () => child?.kill(),
    async stop() {
      const ending = child;
      child = undefined;
      await ending?.stop();
    },
    get lastWords() {
      return child?.lastWords ?? '';
    },
    get pid() {
      return child?.pid;
    },
  };
}

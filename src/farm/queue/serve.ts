/** The worker's side: opens a session when one is needed, makes the jobs it is given, closes on `stop` or when the parent is gone. */
import type { RenderSession } from '#contracts/renderer';
import type { Span } from '#contracts/span';
import type { Shard } from '#pipeline/index';
import { serveAsked } from '../child/serve.js';
import { type Making, makeShard, refuseOther, type ShardEvents } from '../make-shard.js';
import type { AskedOfWorker, ToldByWorker, TraceOf, WorkerOrder } from './messages.js';

export interface OpenedOrder extends Omit<Shard, 'events' | 'signal' | 'session'> {
  readonly openSession: () => Promise<RenderSession>;
  /** What two orders must have in common so that one session serves both. */
  readonly sessionKey: string;
}

interface Kept {
  readonly key: string;
  readonly session: RenderSession;
}

/** Spans of what this process does. */
export interface ServedTracing {
  inside(traceparent: string, which: Omit<TraceOf, 'traceparent'>): Span | undefined;
  /** @param told how many more are lost */
  onLost?(told: (count: number) => void): void;
  close(): Promise<unknown>;
}

export interface ServedOptions {
  readonly tracing?: ServedTracing | undefined;
  /** Ends whatever would outlive this process, where that could not be ended in order. */
  readonly abandon?: () => void;
}

/** Call it once, in a process that the farm started. */
export function serveJobs(
  openOrder: (order: WorkerOrder) => Promise<OpenedOrder>,
  { tracing, abandon }: ServedOptions = {},
): void {
  const halt = new AbortController();
  let order: WorkerOrder | undefined;
  let opened: OpenedOrder | undefined;
  let kept: Kept | undefined;

  async function session(): Promise<RenderSession> {
    const { sessionKey: key, openSession } = opened as OpenedOrder;
    if (kept !== undefined && kept.key !== key) await kept.session.close().catch(() => {});
    if (kept?.key !== key) {
      kept = undefined;
      kept = { key, session: await openSession() };
    }
    if (order?.expected !== undefined) refuseOther(order.expected, kept.session.info);
    return kept.session;
  }

  serveAsked<AskedOfWorker, null, ToldByWorker>((tell) => {
    const events: ShardEvents = {
      onFrame: (sample, done, total) => tell({ type: 'frame', sample, done, total }),
      onSample: (record, times) => tell({ type: 'sample', record, ...(times === undefined ? {} : { times }) }),
    };
    let saying: Promise<void> | undefined;
    tracing?.onLost?.((spans) => {
      saying = tell({ type: 'lost', spans });
    });
    return {
      async answer(asked) {
        if ('order' in asked) {
          await opened?.ports.close?.().catch(() => {});
          opened = await openOrder(asked.order);
          order = asked.order;
        } else if (opened === undefined) throw new Error('a job came before the order');
        else {
          const span = asked.trace === undefined ? undefined : tracing?.inside(asked.trace.traceparent, asked.trace);
          const making: Making = {
            ...opened,
            session,
            events,
            signal: halt.signal,
            ...(span === undefined ? {} : { trace: span }),
          };
          await makeShard(making, asked.job);
        }
        return null;
      },
      async close(idle) {
        halt.abort();
        await idle;
        await kept?.session.close().catch(() => {});
        await opened?.ports.close?.().catch(() => {});
        await tracing?.close();
        await saying;
      },
      ...(abandon === undefined ? {} : { abandon }),
    };
  });
}

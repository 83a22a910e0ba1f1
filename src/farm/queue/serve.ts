/** The worker's side: opens a session, makes the jobs it is given, closes on `stop` or when the parent is gone. */
import { renderShard, type Shard } from '#pipeline/index';
import { serveAsked } from '../child/serve.js';
import type { AskedOfWorker, ToldByWorker, WorkerOrder } from './messages.js';

/** Call it once, in a process that `localQueue` started. */
export function serveJobs(openShard: (order: WorkerOrder) => Promise<Omit<Shard, 'events' | 'signal'>>): void {
  const halt = new AbortController();
  let shard: Shard | undefined;
  serveAsked<AskedOfWorker, null, ToldByWorker>((tell) => {
    const events: Shard['events'] = {
      onFrame: (sample, done, total) => tell({ type: 'frame', sample, done, total }),
      onSample: (record, times) => tell({ type: 'sample', record, times }),
    };
    return {
      async answer(asked) {
        if ('order' in asked) shard = { ...(await openShard(asked.order)), events, signal: halt.signal };
        else if (shard === undefined) throw new Error('a job came before the order');
        else await renderShard(shard, asked.job);
        return null;
      },
      async close(idle) {
        halt.abort();
        await idle;
        await shard?.session.close().catch(() => {});
        await shard?.ports.close?.().catch(() => {});
      },
    };
  });
}

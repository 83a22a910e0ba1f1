/** The worker's side: opens a session, makes the jobs it is given, closes on `stop` or when the parent is gone. */
import { renderShard, type Shard } from '#pipeline/index';
import { type FromWorker, packError, type ToWorker, type WorkerOrder } from './messages.js';

/** Call it once, in a process that `localQueue` started. */
export function serveJobs(openShard: (order: WorkerOrder) => Promise<Omit<Shard, 'events' | 'signal'>>): void {
  const halt = new AbortController();
  let shard: Shard | undefined;
  let work: Promise<void> = Promise.resolve();

  async function handle(message: ToWorker): Promise<void> {
    if (message.type === 'stop') return;
    if (message.type === 'open') {
      shard = { ...(await openShard(message.order)), events, signal: halt.signal };
      return tell({ type: 'ready' });
    }
    if (shard === undefined) throw new Error('a job came before the order');
    await renderShard(shard, message.job);
    await tell({ type: 'done' });
  }

  async function leave(): Promise<void> {
    halt.abort();
    await work;
    await shard?.session.close().catch(() => {});
    await shard?.ports.close?.().catch(() => {});
    process.exit(0);
  }

  process.on('SIGINT', () => {});
  process.on('disconnect', () => void leave());
  process.on('message', (message: ToWorker) => {
    if (message.type === 'stop') return void leave();
    work = work.then(() => handle(message)).catch((error: unknown) => tell({ type: 'failed', error: packError(error) }));
  });
}

const events: Shard['events'] = {
  onFrame: (sample, done, total) => void tell({ type: 'frame', sample, done, total }),
  onSample: (record, times) => void tell({ type: 'sample', record, times }),
};

function tell(message: FromWorker): Promise<void> {
  return new Promise((resolve) => {
    if (process.connected) process.send?.(message, undefined, undefined, () => resolve());
    else resolve();
  });
}

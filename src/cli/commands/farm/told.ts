/** What happens in a worker, a line each. */
import type { FarmTask, WorkerEvent } from '#contracts/farm';
import type { Io } from '../../io.js';

export function toldOn(io: Io, _log: string): (event: WorkerEvent) => void {
  return (event) => {
    const line = lineOf(event);
    if (line !== undefined) io.err(line);
  };
}

function lineOf(event: WorkerEvent): string | undefined {
  if (event.type === 'draining') return 'no more shards are taken; the sample in hand is ended';
  const what = nameOf(event.task);
  if (event.type === 'taken') return `${what}: begun${event.attempt > 1 ? `, try ${event.attempt}` : ''}`;
  if (event.type === 'done') {
    const { samples, found, frames, wallMs } = event.receipt;
    return `${what}: done, ${samples} samples and ${frames} frames in ${(wallMs / 1000).toFixed(1)} s${found > 0 ? `, ${found} were there` : ''}`;
  }
  if (event.type === 'failed') {
    const next = { again: 'tried again later', aside: 'set aside', lost: 'another worker has it' }[event.next];
    return `${what}: ${event.failure.cause}: ${event.failure.message} (${next})`;
  }
  if (event.type === 'lost') return `${what}: the lease is lost; what was made stays`;
  return event.type === 'released' ? `${what}: given back` : undefined;
}

export function nameOf(task: FarmTask): string {
  return `${task.order.slice(0, 8)} ${'merge' in task ? 'merge' : `shard ${task.shard}`}`;
}

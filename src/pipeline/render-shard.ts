/** One shard: its samples, one after the other. */
import type { Job } from '#contracts/job';
import { NearmissError } from '#core/errors';
import type { Shard } from './ports.js';
import type { SampleRecord } from './record.js';
import { runSample } from './run-sample.js';

export async function renderShard(shard: Shard, job: Job): Promise<readonly SampleRecord[]> {
  const records: SampleRecord[] = [];
  for (const task of job.samples) {
    shard.signal.throwIfAborted();
    try {
      records.push(await runSample(shard, task));
    } catch (error) {
      throw located(error, `sample ${task.sample} (draw ${task.draw})`);
    }
  }
  return records;
}

/** The same error, its message saying where it happened. */
function located(error: unknown, where: string): unknown {
  if (error instanceof NearmissError) {
    const { exitCode, hint, diagnostics } = error;
    return new NearmissError(error.code, `${where}: ${error.message}`, {
      exitCode,
      diagnostics,
      cause: error,
      ...(hint === undefined ? {} : { hint }),
    });
  }
  if (error instanceof Error && error.name !== 'AbortError') return new Error(`${where}: ${error.message}`, { cause: error });
  return error;
}

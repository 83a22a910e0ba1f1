/** A shard, from what is there and what is missing; at the end its manifest says that it is whole. */
import type { Job } from '#contracts/job';
import type { RendererInfo, RenderSession } from '#contracts/renderer';
import { usageError } from '#core/errors';
import { canonicalJson } from '#core/hash';
import { renderShard, type SampleRecord, type Shard, type StageTimes } from '#pipeline/index';
import { committedSample } from './committed.js';
import { commitShard } from './shard-manifest.js';

export interface Making extends Omit<Shard, 'session' | 'events'> {
  /** A browser is opened only where something is missing. */
  readonly session: () => Promise<RenderSession>;
  readonly events: ShardEvents;
}

export interface ShardEvents {
  onFrame(sample: string, done: number, total: number): void;
  /** @param times none where an earlier try had made it */
  onSample(record: SampleRecord, times: StageTimes | undefined): void;
}

/** @throws NearmissError NM7011 where samples that are there were drawn by another backend */
export async function makeShard(making: Making, job: Job): Promise<void> {
  const { store, planHash, events } = making;
  const records = new Map<string, SampleRecord>();
  for (const task of job.samples) {
    const record = await committedSample(store, planHash, task);
    if (record === undefined) continue;
    records.set(task.sample, record);
    events.onSample(record, undefined);
  }
  const missing = job.samples.filter(({ sample }) => !records.has(sample));
  if (missing.length > 0) {
    const session = await making.session();
    for (const record of records.values()) refuseOther(record.renderer, session.info);
    for (const record of await renderShard({ ...making, session }, { ...job, samples: missing }))
      records.set(record.summary.sample, record);
  }
  await commitShard(
    store,
    job,
    job.samples.map(({ sample }) => records.get(sample) as SampleRecord),
  );
}

/** @throws NearmissError NM7011 */
export function refuseOther(there: RendererInfo, here: RendererInfo): void {
  if (canonicalJson(there) === canonicalJson(here)) return;
  const what = `samples of this dataset were drawn by ${there.backend}; here it would be ${here.backend}`;
  throw usageError('NM7011', what, 'go on where it was started, or start anew in another folder');
}

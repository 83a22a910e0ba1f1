/** A dataset from its plan: claim the folder, make what is missing, merge, write the manifest. */
import type { DatasetPlan, Job } from '#contracts/job';
import type { DatasetDefinition, Store, Writer } from '#contracts/writer';
import { noTimes, type SampleRecord, type StageTimes } from '#pipeline/index';
import { claimStore } from './claim.js';
import { committedSamples } from './committed.js';
import { type MergeSummary, mergeStore } from './merge.js';
import { cutJobs, eachJob, hashOfPlan, samplesOf } from './plan.js';
import type { JobQueue } from './queue/port.js';
import { commitShard } from './shard-manifest.js';

export type GenerateEvent =
  | { readonly type: 'planned'; readonly samples: number; readonly committed: number }
  | { readonly type: 'frame'; readonly sample: string; readonly done: number; readonly total: number }
  | { readonly type: 'sample'; readonly record: SampleRecord }
  | { readonly type: 'retry'; readonly job: Job; readonly reason: string }
  | { readonly type: 'merging' };

export interface GenerateInput {
  readonly plan: DatasetPlan;
  readonly store: Store;
  /** For messages. */
  readonly where: string;
  readonly resume: boolean;
  readonly jobSize: number;
  readonly definition: DatasetDefinition;
  readonly writers: readonly Writer[];
  readonly versions: Readonly<Record<string, string>>;
  /** `expected`: a record whose backend the new samples must match. */
  openQueue(expected: SampleRecord | undefined): JobQueue;
  readonly signal: AbortSignal;
  readonly on: (event: GenerateEvent) => void;
}

export interface GenerateResult {
  readonly summary: MergeSummary;
  /** Samples made now; the others were there. */
  readonly made: number;
  readonly times: StageTimes;
}

export async function generate(input: GenerateInput): Promise<GenerateResult> {
  const { plan, store, on } = input;
  const planHash = hashOfPlan(plan);
  await claimStore(store, plan, input.where, input.resume);
  await store.sweep();
  const samples = samplesOf(plan);
  const records = await committedRecords(input, planHash, samples);
  const missing = samples.filter(({ sample }) => !records.has(sample));
  on({ type: 'planned', samples: samples.length, committed: records.size });

  const times = noTimes();
  if (missing.length > 0) {
    const queue = input.openQueue([...records.values()][0]);
    await queue.run(cutJobs(planHash, missing, input.jobSize), collector(records, times, on), input.signal);
  }
  on({ type: 'merging' });
  const shardSize = input.jobSize;
  for (const job of eachJob(plan, planHash, shardSize))
    await commitShard(
      store,
      job,
      job.samples.map(({ sample }) => records.get(sample) as SampleRecord),
    );
  const { definition, writers, versions, signal } = input;
  const summary = await mergeStore({ store, plan, shardSize, definition, writers, versions, signal });
  return { summary, made: missing.length, times };
}

async function committedRecords(input: GenerateInput, planHash: string, samples: Job['samples']) {
  const records = new Map<string, SampleRecord>();
  if (!input.resume) return records;
  for await (const record of committedSamples(input.store, planHash, samples)) records.set(record.summary.sample, record);
  return records;
}

function collector(records: Map<string, SampleRecord>, times: StageTimes, on: GenerateInput['on']) {
  return {
    onFrame: (sample: string, done: number, total: number) => on({ type: 'frame', sample, done, total }),
    onSample(record: SampleRecord, spent: StageTimes) {
      records.set(record.summary.sample, record);
      for (const stage of Object.keys(times) as (keyof StageTimes)[]) times[stage] += spent[stage];
      on({ type: 'sample', record });
    },
    onRetry: (job: Job, reason: string) => on({ type: 'retry', job, reason }),
  };
}

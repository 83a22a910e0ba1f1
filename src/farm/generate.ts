/** A dataset from its plan: claim the folder, make what is missing, merge, write the manifest. */
import type { DatasetPlan, Job, Manifest } from '#contracts/job';
import type { DatasetDefinition, Store, Writer } from '#contracts/writer';
import { noTimes, type SampleRecord, type StageTimes } from '#pipeline/index';
import { claimStore } from './claim.js';
import { committedSample } from './committed.js';
import { mergeDataset } from './merge.js';
import { cutJobs, hashOfPlan, samplesOf } from './plan.js';
import type { JobQueue } from './queue/port.js';

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
  readonly manifest: Manifest;
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
  const inOrder = samples.map(({ sample }) => records.get(sample) as SampleRecord);
  const manifest = await mergeDataset({ ...input, planHash, records: inOrder });
  return { manifest, made: missing.length, times };
}

async function committedRecords(input: GenerateInput, planHash: string, samples: Job['samples']) {
  const records = new Map<string, SampleRecord>();
  if (!input.resume) return records;
  for (const task of samples) {
    const record = await committedSample(input.store, planHash, task);
    if (record !== undefined) records.set(task.sample, record);
  }
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

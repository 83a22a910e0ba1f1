/** A dataset from its plan: claim the folder, make what is missing, merge, write the manifest. */
import type { DatasetPlan, Job } from '#contracts/job';
import type { DatasetDefinition, Store, Writer } from '#contracts/writer';
import { noTimes, type SampleRecord, type StageTimes } from '#pipeline/index';
import { claimStore } from './claim.js';
import { committedSamples } from './committed.js';
import { type MergeSummary, mergeStore } from './merge.js';
import { countSamples, cutJobs, hashOfPlan, samplesOf, shardSizeOf } from './plan.js';
import type { JobQueue, NumberedJob, QueueEvents } from './queue/port.js';
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
  /** Samples a shard; from the plan alone when missing. */
  readonly shardSize?: number;
  readonly definition: DatasetDefinition;
  readonly writers: readonly Writer[];
  readonly versions: Readonly<Record<string, string>>;
  /** `expected`: a record whose backend the new samples must match. */
  openQueue(expected: SampleRecord | undefined): JobQueue;
  readonly signal: AbortSignal;
  readonly on: (event: GenerateEvent) => void;
}

/** Shards whose number is `index` - 1 modulo `of`. */
export interface Part {
  /** From 1 on. */
  readonly index: number;
  readonly of: number;
}

export interface PartResult {
  /** Samples made now; the others were there. */
  readonly made: number;
  readonly times: StageTimes;
}

export interface GenerateResult extends PartResult {
  readonly summary: MergeSummary;
}

export async function generate(input: GenerateInput): Promise<GenerateResult> {
  const { plan, store, where, resume, on } = input;
  await claimStore(store, plan, where, { resume, join: false });
  await store.sweep();
  const jobs = jobsOf(input);
  const made = await makeMissing(input, jobs);
  on({ type: 'merging' });
  const { definition, writers, versions, signal } = input;
  const summary = await mergeStore({ store, plan, shardSize: sizeOf(input), definition, writers, versions, signal });
  return { summary, ...made };
}

/** Makes one part of the dataset beside others who make theirs, and merges nothing. */
export async function generatePart(input: GenerateInput, part: Part): Promise<PartResult> {
  await claimStore(input.store, input.plan, input.where, { resume: input.resume, join: true });
  return await makeMissing(input, partOf(jobsOf(input), part));
}

async function makeMissing(input: GenerateInput, jobs: readonly NumberedJob[]): Promise<PartResult> {
  const { store, on } = input;
  const there = await whatIsThere(store, hashOfPlan(input.plan), jobs);
  on({ type: 'planned', samples: jobs.reduce((sum, { job }) => sum + job.samples.length, 0), committed: there.samples });
  const times = noTimes();
  let made = 0;
  if (there.missing.length > 0) {
    const queue = input.openQueue(there.first);
    const onMade = (): void => {
      made++;
    };
    await queue.run(there.missing, collector(times, on, onMade), input.signal);
  }
  return { made, times };
}

function sizeOf({ plan, shardSize }: GenerateInput): number {
  return shardSize ?? shardSizeOf(countSamples(plan));
}

function jobsOf(input: GenerateInput): readonly NumberedJob[] {
  const { plan } = input;
  return cutJobs(hashOfPlan(plan), samplesOf(plan), sizeOf(input)).map((job, shard) => ({ shard, job }));
}

function partOf(jobs: readonly NumberedJob[], part: Part): readonly NumberedJob[] {
  return jobs.filter(({ shard }) => shard % part.of === part.index - 1);
}

interface There {
  readonly missing: readonly NumberedJob[];
  /** How many samples are whole. */
  readonly samples: number;
  readonly first: SampleRecord | undefined;
}

/** Shards whose samples are all whole have their manifest afterwards. */
async function whatIsThere(store: Store, planHash: string, jobs: readonly NumberedJob[]): Promise<There> {
  const missing: NumberedJob[] = [];
  let samples = 0;
  let first: SampleRecord | undefined;
  for (const numbered of jobs) {
    const { job } = numbered;
    const records: SampleRecord[] = [];
    for await (const record of committedSamples(store, planHash, job.samples)) records.push(record);
    first ??= records[0];
    samples += records.length;
    if (records.length < job.samples.length) missing.push(numbered);
    else await commitShard(store, job, records);
  }
  return { missing, samples, first };
}

function collector(times: StageTimes, on: GenerateInput['on'], onMade: () => void): QueueEvents {
  return {
    onFrame: (sample, done, total) => on({ type: 'frame', sample, done, total }),
    onSample(record, spent) {
      if (spent === undefined) return;
      for (const stage of Object.keys(times) as (keyof StageTimes)[]) times[stage] += spent[stage];
      onMade();
      on({ type: 'sample', record });
    },
    onRetry: (job: Job, reason: string) => on({ type: 'retry', job, reason }),
  };
}

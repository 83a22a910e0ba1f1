/** From a plan to jobs. Cutting decides who makes a sample and when, never what is in it. */
import type { DatasetPlan, Job } from '#contracts/job';
import { hashOf } from '#core/hash';

/** What decides which samples there are. */
export type PlannedSamples = Pick<DatasetPlan, 'scenarios' | 'count' | 'chosen'>;
type SampleTask = Job['samples'][number];

export function hashOfPlan(plan: DatasetPlan): string {
  return hashOf(plan);
}

/** Every sample of the plan: scenario after scenario, draw after draw. */
export function samplesOf(plan: PlannedSamples): Job['samples'] {
  return [...eachSample(plan)];
}

/** As `samplesOf`, one after the other. */
export function* eachSample(plan: PlannedSamples): Generator<SampleTask, void, undefined> {
  let number = 0;
  for (const scenario of plan.scenarios.keys()) {
    for (let i = 0; i < drawsOf(plan, scenario); i++) yield taskOf(plan, number++, scenario, i);
  }
}

export function countSamples(plan: PlannedSamples): number {
  return plan.scenarios.reduce((sum, _, scenario) => sum + drawsOf(plan, scenario), 0);
}

/** The sample of that name; undefined where the plan has none. */
export function sampleNamed(plan: PlannedSamples, name: string): SampleTask | undefined {
  const [found] = samplesFrom(plan, Number(name), 1);
  return found?.sample === name ? found : undefined;
}

/** Runs of at most `size` samples. */
export function cutJobs(planHash: string, samples: Job['samples'], size: number): readonly Job[] {
  const jobs: Job[] = [];
  for (let start = 0; start < samples.length; start += size) jobs.push(jobOf(planHash, samples.slice(start, start + size)));
  return jobs;
}

/** How many jobs of `size` samples all samples of the plan make. */
export function countJobs(plan: PlannedSamples, size: number): number {
  return Math.ceil(countSamples(plan) / size);
}

/** As `cutJobs` over all samples, one after the other. */
export function* eachJob(plan: PlannedSamples, planHash: string, size: number): Generator<Job, void, undefined> {
  for (let number = 0; number < countJobs(plan, size); number++) yield jobAt(plan, planHash, size, number);
}

/** The job of that number, from 0, of `cutJobs` over all samples, without the others. @throws RangeError when there is none */
export function jobAt(plan: PlannedSamples, planHash: string, size: number, number: number): Job {
  const samples = samplesFrom(plan, number * size, size);
  if (samples.length === 0) throw new RangeError(`there is no job ${number}: the plan makes ${countJobs(plan, size)}`);
  return jobOf(planHash, samples);
}

/** Shards that a dataset is cut into where it is large enough for so many. */
const SHARDS = 64;
const LONGEST_SHARD = 16;

/**
 * Samples a shard, from the plan alone, so that every machine cuts alike. Small enough that no worker idles at the end, large enough to keep what a
 * shard costs besides its samples small.
 */
export function shardSizeOf(samples: number): number {
  return Math.min(LONGEST_SHARD, Math.max(1, Math.floor(samples / SHARDS)));
}

function jobOf(planHash: string, samples: Job['samples']): Job {
  const fields = { planHash, samples };
  return { id: hashOf(fields), ...fields };
}

/** At most so many samples, from the one of that number on. */
function samplesFrom(plan: PlannedSamples, first: number, most: number): Job['samples'] {
  const found: SampleTask[] = [];
  if (!Number.isInteger(first) || first < 0) return found;
  let before = 0;
  for (const scenario of plan.scenarios.keys()) {
    const draws = drawsOf(plan, scenario);
    for (let i = Math.max(0, first - before); i < draws && found.length < most; i++)
      found.push(taskOf(plan, before + i, scenario, i));
    if (found.length === most) break;
    before += draws;
  }
  return found;
}

function drawsOf({ count, chosen }: PlannedSamples, scenario: number): number {
  return chosen === undefined ? count : (chosen.draws[scenario]?.length ?? 0);
}

function taskOf({ chosen }: PlannedSamples, number: number, scenario: number, i: number): SampleTask {
  const draw = chosen === undefined ? i : (chosen.draws[scenario]?.[i] as number);
  return { sample: String(number).padStart(6, '0'), scenario, draw };
}

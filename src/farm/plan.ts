/** From a plan to jobs. Cutting decides who makes a sample and when, never what is in it. */
import type { DatasetPlan, Job } from '#contracts/job';
import { hashOf } from '#core/hash';

export function hashOfPlan(plan: DatasetPlan): string {
  return hashOf(plan);
}

/** Every sample of the plan: scenario after scenario, draw after draw. */
export function samplesOf(plan: Pick<DatasetPlan, 'scenarios' | 'count' | 'chosen'>): Job['samples'] {
  const first = Array.from({ length: plan.count }, (_, draw) => draw);
  const tasks = plan.scenarios.flatMap((_, scenario) => {
    const draws = plan.chosen === undefined ? first : (plan.chosen.draws[scenario] ?? []);
    return draws.map((draw) => ({ scenario, draw }));
  });
  return tasks.map((task, i) => ({ sample: String(i).padStart(6, '0'), ...task }));
}

/** The shard with that number, without the others. */
export function jobAt(plan: DatasetPlan, planHash: string, size: number, shard: number): Job {
  const fields = { planHash, samples: sampleRange(plan, shard * size, (shard + 1) * size) };
  return { id: hashOf(fields), ...fields };
}

/** As `samplesOf`, from one number up to, but without, another. */
function sampleRange(plan: DatasetPlan, from: number, to: number): Job['samples'] {
  const tasks: { sample: string; scenario: number; draw: number }[] = [];
  let before = 0;
  for (let scenario = 0; scenario < plan.scenarios.length && before < to; scenario++) {
    const draws = plan.chosen?.draws[scenario];
    const own = plan.chosen === undefined ? plan.count : (draws?.length ?? 0);
    for (let i = Math.max(from, before); i < Math.min(to, before + own); i++)
      tasks.push({ sample: String(i).padStart(6, '0'), scenario, draw: draws?.[i - before] ?? i - before });
    before += own;
  }
  return tasks;
}

/** Runs of at most `size` samples. */
export function cutJobs(planHash: string, samples: Job['samples'], size: number): readonly Job[] {
  const jobs: Job[] = [];
  for (let start = 0; start < samples.length; start += size) {
    const fields = { planHash, samples: samples.slice(start, start + size) };
    jobs.push({ id: hashOf(fields), ...fields });
  }
  return jobs;
}

/** How many samples the plan has. */
export function countSamples({ scenarios, count, chosen }: Pick<DatasetPlan, 'scenarios' | 'count' | 'chosen'>): number {
  return chosen === undefined ? scenarios.length * count : chosen.draws.reduce((sum, draws) => sum + draws.length, 0);
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

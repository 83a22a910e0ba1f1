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

/** Runs of at most `size` samples. */
export function cutJobs(planHash: string, samples: Job['samples'], size: number): readonly Job[] {
  const jobs: Job[] = [];
  for (let start = 0; start < samples.length; start += size) {
    const fields = { planHash, samples: samples.slice(start, start + size) };
    jobs.push({ id: hashOf(fields), ...fields });
  }
  return jobs;
}

/** Small enough that no worker idles at the end, large enough to keep the overhead of a job small. */
export function shardSize(samples: number, workers: number): number {
  return Math.min(16, Math.max(1, Math.floor(samples / (workers * 4))));
}

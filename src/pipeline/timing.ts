import type { Shard, StageTimes } from './ports.js';

export function noTimes(): StageTimes {
  return { draw: 0, simulate: 0, render: 0, label: 0, encode: 0, write: 0 };
}

/** Runs the work and adds its wall time to a stage. */
export async function timed<T>(
  shard: Pick<Shard, 'now'>,
  times: StageTimes,
  stage: keyof StageTimes,
  work: () => T | Promise<T>,
): Promise<T> {
  const start = shard.now();
  const result = await work();
  times[stage] += shard.now() - start;
  return result;
}

/** How workers scale, and which number of them makes the most frames here. */
import { availableParallelism } from 'node:os';
import { threadsPerWorker } from '#farm/index';
import { openStation, throughput } from './stations.js';

export interface WorkerScaling {
  /** Frames a second of one worker and of two, the rasteriser held to one thread in each. */
  readonly oneThreadEach: { readonly one: number; readonly two: number; readonly ratio: number };
  /** Frames a second by number of workers, all cores shared out among them. */
  readonly byWorkers: Readonly<Record<number, number>>;
  readonly fastest: number;
}

export async function workerScaling(
  scenario: string,
  size: { readonly width: number; readonly height: number },
): Promise<WorkerScaling> {
  const cores = availableParallelism();
  const speedOf = async (workers: number, threads: number): Promise<number> => {
    const stations = await Promise.all(
      Array.from({ length: workers }, (_, draw) => openStation({ scenario, size, threads, draw })),
    );
    await throughput(stations);
    const speed = await throughput(stations);
    await Promise.all(stations.map((station) => station.close()));
    return speed;
  };
  const [one, two] = [await speedOf(1, 1), await speedOf(2, 1)];
  const byWorkers: Record<number, number> = {};
  for (const workers of new Set([1, Math.max(1, Math.floor(cores / 2)), cores, cores + 1, 2 * cores])) {
    const threads = threadsPerWorker(cores, workers);
    byWorkers[workers] = workers === 2 && threads === 1 ? two : await speedOf(workers, threads);
  }
  const fastest = Number(Object.entries(byWorkers).sort(([, a], [, b]) => b - a)[0]?.[0]);
  return { oneThreadEach: { one, two, ratio: two / one }, byWorkers, fastest };
}

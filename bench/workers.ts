/** How workers scale, and which number of them makes the most frames here. */
import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { threadsPerWorker } from '#farm/index';
import { openStation, throughput } from './stations.js';

export interface WorkerScaling {
  /** Frames a second of one worker and of two, the rasteriser held to one thread in each. */
  readonly oneThreadEach: { readonly one: number; readonly two: number; readonly ratio: number };
  /** The same with each worker, browser and all, held to one core; missing where that can't be done. */
  readonly oneCoreEach?: { readonly one: number; readonly two: number; readonly ratio: number };
  /** Frames a second by number of workers, all cores shared out among them. */
  readonly byWorkers: Readonly<Record<number, number>>;
  readonly fastest: number;
}

export async function workerScaling(
  scenario: string,
  size: { readonly width: number; readonly height: number },
): Promise<WorkerScaling> {
  const cores = availableParallelism();
  const speedOf = async (workers: number, threads: number, pinned = false): Promise<number> => {
    const stations = await Promise.all(
      Array.from({ length: workers }, (_, draw) =>
        openStation({ scenario, size, threads, draw, ...(pinned ? { core: draw } : {}) }),
      ),
    );
    await throughput(stations);
    const speed = await throughput(stations);
    await Promise.all(stations.map((station) => station.close()));
    return speed;
  };
  const [one, two] = [await speedOf(1, 1), await speedOf(2, 1)];
  const oneCoreEach = canPin() && cores > 1 ? ratioOf(await speedOf(1, 1, true), await speedOf(2, 1, true)) : undefined;
  const byWorkers: Record<number, number> = {};
  for (const workers of new Set([1, Math.max(1, Math.floor(cores / 2)), cores, cores + 1, 2 * cores])) {
    const threads = threadsPerWorker(cores, workers);
    byWorkers[workers] = workers === 2 && threads === 1 ? two : await speedOf(workers, threads);
  }
  const fastest = Number(Object.entries(byWorkers).sort(([, a], [, b]) => b - a)[0]?.[0]);
  return {
    oneThreadEach: ratioOf(one, two),
    ...(oneCoreEach === undefined ? {} : { oneCoreEach }),
    byWorkers,
    fastest,
  };
}

function ratioOf(one: number, two: number): WorkerScaling['oneThreadEach'] {
  return { one, two, ratio: two / one };
}

function canPin(): boolean {
  return spawnSync('taskset', ['-c', '0', 'true']).status === 0;
}

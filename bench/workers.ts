/** How workers scale, and which number of them makes the most frames here. */
import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { threadsPerWorker } from '#farm/index';
import { openStation, type Station, throughput } from './stations.js';

/** Frames a second: of one worker at a time (mean of the two), of both at once; medians over the rounds. */
export interface Pair {
  readonly one: number;
  readonly two: number;
  readonly ratio: number;
}

export interface WorkerScaling {
  /** The rasteriser held to one thread in each worker; a worker alone still encodes one frame on one core while it draws the next on another. */
  readonly oneThreadEach: Pair;
  /** The same with each worker, browser and all, held to a core of its own; missing where that can't be done. */
  readonly oneCoreEach?: Pair;
  /** Frames a second by number of workers, all cores shared out among them. */
  readonly byWorkers: Readonly<Record<number, number>>;
  readonly fastest: number;
}

/** Alone, alone, together, again and again: what the machine does to one, it does to all. */
const ROUNDS = 4;

export async function workerScaling(
  scenario: string,
  size: { readonly width: number; readonly height: number },
): Promise<WorkerScaling> {
  const cores = availableParallelism();
  const open = (workers: number, threads: number, pinned: boolean): Promise<Station[]> =>
    Promise.all(
      Array.from({ length: workers }, (_, draw) =>
        openStation({ scenario, size, threads, draw, ...(pinned ? { core: draw } : {}) }),
      ),
    );
  const pair = async (pinned: boolean): Promise<Pair> => {
    const stations = await open(2, 0, pinned);
    const rounds: { one: number; two: number }[] = [];
    await throughput(stations);
    for (let i = 0; i < ROUNDS; i++) {
      const alone = [];
      for (const station of stations) alone.push(await throughput([station]));
      rounds.push({ one: mean(alone), two: await throughput(stations) });
    }
    await closeAll(stations);
    const by = (of: (round: { one: number; two: number }) => number): number => median(rounds.map(of));
    return { one: by(({ one }) => one), two: by(({ two }) => two), ratio: by(({ one, two }) => two / one) };
  };
  const oneThreadEach = await pair(false);
  const oneCoreEach = canPin() && cores > 1 ? await pair(true) : undefined;
  const byWorkers: Record<number, number> = {};
  for (const workers of new Set([1, Math.max(1, Math.floor(cores / 2)), cores, cores + 1, 2 * cores])) {
    const stations = await open(workers, threadsPerWorker(cores, workers), false);
    await throughput(stations);
    byWorkers[workers] = median([await throughput(stations), await throughput(stations), await throughput(stations)]);
    await closeAll(stations);
  }
  const fastest = Number(Object.entries(byWorkers).sort(([, a], [, b]) => b - a)[0]?.[0]);
  return { oneThreadEach, ...(oneCoreEach === undefined ? {} : { oneCoreEach }), byWorkers, fastest };
}

async function closeAll(stations: readonly Station[]): Promise<void> {
  await Promise.all(stations.map((station) => station.close()));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return mean(sorted.slice(Math.ceil(middle) - 1, Math.floor(middle) + 1));
}

function canPin(): boolean {
  return spawnSync('taskset', ['-c', '0', 'true']).status === 0;
}

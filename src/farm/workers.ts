/** How many workers, and how many threads each. */

/** What a browser and its worker take at 1280x720 (measured 0.9 to 1.1 GiB), with room to spare. */
const BYTES_PER_BROWSER = 1.5 * 2 ** 30;

export interface Machine {
  readonly cores: number;
  readonly memoryBytes: number;
}

/**
 * One worker a core, the fastest that was measured (`npm run bench`), as far as memory goes. Never more than there are samples.
 */
export function defaultWorkers({ cores, memoryBytes }: Machine, renderer: string, samples: number): number {
  const most = renderer === 'raycast' ? cores : Math.min(cores, Math.floor(memoryBytes / BYTES_PER_BROWSER));
  return Math.max(1, Math.min(most, samples));
}

/** The rasteriser's share of the cores. */
export function threadsPerWorker(cores: number, workers: number): number {
  return Math.max(1, Math.floor(cores / workers));
}

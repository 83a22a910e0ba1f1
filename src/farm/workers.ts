/** How many workers, and how many threads each. */

/** What a browser and its worker take at 1280x720 (measured 0.9 to 1.1 GiB), with room to spare. */
const BYTES_PER_BROWSER = 1.5 * 2 ** 30;

export interface Machine {
  readonly cores: number;
  readonly memoryBytes: number;
}

/**
 * One worker for two cores where a browser draws, as far as memory goes: one keeps its page, rasteriser and encoders busy on two
 * (`npm run bench` measures it). One a core without a browser. Never more than there are samples.
 */
export function defaultWorkers({ cores, memoryBytes }: Machine, renderer: string, samples: number): number {
  const most = renderer === 'raycast' ? cores : Math.min(Math.floor(cores / 2), Math.floor(memoryBytes / BYTES_PER_BROWSER));
  return Math.max(1, Math.min(most, samples));
}

/** The rasteriser's share of the cores. */
export function threadsPerWorker(cores: number, workers: number): number {
  return Math.max(1, Math.floor(cores / workers));
}

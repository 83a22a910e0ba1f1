/** How many workers, and how many threads each. */

/** What a browser and its worker take at 1280x720 (measured 0.9 to 1.1 GiB), with room to spare. */
const BYTES_PER_BROWSER = 1.5 * 2 ** 30;

export interface Machine {
  readonly cores: number;
  readonly memoryBytes: number;
}

/** One worker a core, as far as memory goes (`npm run bench` measures it). Never more than there are samples. */
export function defaultWorkers({ cores, memoryBytes }: Machine, renderer: string, samples: number): number {
  const most = renderer === 'raycast' ? cores : Math.min(cores, Math.floor(memoryBytes / BYTES_PER_BROWSER));
  return Math.max(1, Math.min(most, samples));
}

/** The rasteriser's share of the cores; none of its own where that is one: it then works where the drawing is prepared. */
export function threadsPerWorker(cores: number, workers: number): number {
  const share = Math.floor(cores / workers);
  return share > 1 ? share : 0;
}

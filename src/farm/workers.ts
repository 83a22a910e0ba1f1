/** How many workers, and how many threads each. */

/**
 * A page that a software rasteriser draws keeps about 1.5 cores busy (measured), so one worker for every two
 * cores; with a worker a core where everything runs in Node. Never more than there are samples.
 */
export function defaultWorkers(cores: number, renderer: string, samples: number): number {
  const most = renderer === 'raycast' ? cores : Math.floor(cores / 2);
  return Math.max(1, Math.min(most, samples));
}

/** The rasteriser's share of the cores. */
export function threadsPerWorker(cores: number, workers: number): number {
  return Math.max(1, Math.floor(cores / workers));
}

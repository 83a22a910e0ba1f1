/** What a labelled frame costs: drawn, labelled, encoded, written, over the bare loop of the same scene in the same page. */
import { openStation } from './stations.js';

export interface FrameCost {
  readonly width: number;
  readonly height: number;
  readonly frames: number;
  /** Of the rasteriser's own; 0: it works where the drawing is prepared. */
  readonly threads: number;
  readonly bareMs: number;
  readonly labelledMs: number;
  readonly ratio: number;
  /** Busy ms a frame by stage; they overlap. */
  readonly budgetMs: Readonly<Record<string, number>>;
}

/** The median of so many pairs: a bare loop, then a round, in one page. */
const PAIRS = 3;

export async function frameCost(
  scenario: string,
  size: { readonly width: number; readonly height: number },
  threads: number,
  pairs = PAIRS,
): Promise<FrameCost> {
  const station = await openStation({ scenario, size, draw: 0, threads });
  const measured = [];
  for (let i = 0; i < pairs; i++) {
    const bareMs = await station.bare();
    const { frames, wallMs, times } = await station.round();
    measured.push({ bareMs, frames, labelledMs: wallMs / frames, ratio: wallMs / frames / bareMs, times });
  }
  await station.close();
  const [middle] = measured.sort((a, b) => a.ratio - b.ratio).slice(Math.floor(pairs / 2));
  if (middle === undefined) throw new Error('nothing was measured');
  const { times, ...rest } = middle;
  const budgetMs = Object.fromEntries(Object.entries(times).map(([stage, ms]) => [stage, ms / rest.frames]));
  return { ...size, threads, ...rest, budgetMs };
}

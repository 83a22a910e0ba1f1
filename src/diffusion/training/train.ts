/** What one step of training the denoiser computes. */
import type { Engine } from '#nn/engines/engine';
import { multiply } from '#nn/ops/arithmetic';
import { meanSquaredError } from '#nn/ops/loss';
import { openTrainer, type Trainer } from '#nn/training';
import { PLANES } from '../field/change.js';
import { buildDenoiser, type ModelCard } from '../model/model.js';
import type { WindowSize } from './feed.js';

export interface Recipe {
  /** Windows a step, and their size in cells. */
  readonly batch: number;
  readonly window: WindowSize;
}

const OPTIMISER = { weightDecay: 0.01, longestGradient: 1 } as const;

/** v as it is, by mean square; each cell as heavy as the square of `care` says. */
export function openDenoiserTrainer(
  engine: Engine,
  card: ModelCard,
  { batch, window: { width, height } }: Recipe,
): Promise<Trainer> {
  return openTrainer(
    engine,
    (graph, parameters) => {
      const { v } = buildDenoiser(card, batch, height, width, graph, parameters);
      const care = graph.input('care', [batch, 1, height, width]);
      const truth = graph.input('v', [batch, PLANES, height, width]);
      return meanSquaredError(multiply(v, care), multiply(truth, care));
    },
    OPTIMISER,
  );
}

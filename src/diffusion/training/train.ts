/** What one step of training the denoiser computes. */
import type { Engine } from '#nn/engines/engine';
import { multiply } from '#nn/ops/arithmetic';
import { meanSquaredError } from '#nn/ops/loss';
import { openTrainer, type Trainer } from '#nn/training';
import { PLANES } from '../field/change.js';
import { buildDenoiser, type ModelCard } from '../model/model.js';

export interface Recipe {
  /** Squares a step, and cells along their sides. */
  readonly batch: number;
  readonly side: number;
}

const OPTIMISER = { weightDecay: 0.01, longestGradient: 1 } as const;

/** v as it is, by mean square; each cell as heavy as the square of `care` says. */
export function openDenoiserTrainer(engine: Engine, card: ModelCard, { batch, side }: Recipe): Promise<Trainer> {
  return openTrainer(
    engine,
    (graph, parameters) => {
      const { v } = buildDenoiser(card, batch, side, side, graph, parameters);
      const care = graph.input('care', [batch, 1, side, side]);
      const truth = graph.input('v', [batch, PLANES, side, side]);
      return meanSquaredError(multiply(v, care), multiply(truth, care));
    },
    OPTIMISER,
  );
}

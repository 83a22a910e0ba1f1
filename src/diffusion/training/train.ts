/** What one step of training the denoiser computes. */
import type { Engine } from '#nn/engines/engine';
import { multiply } from '#nn/ops/arithmetic';
import { slice } from '#nn/ops/form';
import { meanSquaredError } from '#nn/ops/loss';
import { openTrainer, type Trainer } from '#nn/training';
import { PLANES } from '../field/change.js';
import { buildDenoiser, type ModelCard } from '../model/model.js';
import { FACTS } from '../model/network.js';

export interface Recipe {
  /** Squares a step, and cells along their sides. */
  readonly batch: number;
  readonly side: number;
}

const OPTIMISER = { weightDecay: 0.01, longestGradient: 1 } as const;

/** v as it is where there is a picture, by mean square. */
export function openDenoiserTrainer(engine: Engine, card: ModelCard, { batch, side }: Recipe): Promise<Trainer> {
  return openTrainer(
    engine,
    (graph, parameters) => {
      const { v } = buildDenoiser(card, batch, side, side, graph, parameters);
      const facts = graph.inputs.get('facts') as NonNullable<ReturnType<typeof graph.inputs.get>>;
      const there = slice(facts, 1, FACTS - 1, FACTS);
      const truth = graph.input('v', [batch, PLANES, side, side]);
      return meanSquaredError(multiply(v, there), multiply(truth, there));
    },
    OPTIMISER,
  );
}

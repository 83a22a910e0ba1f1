/** The network of this comparison as programs: one that trains, one that predicts. */
import type { Engine, Program } from '#nn/engines/engine';
import { Graph } from '#nn/graph/graph';
import { argMax } from '#nn/graph/primitives';
import { segmentationNetwork } from '#nn/networks/segmentation';
import { crossEntropy } from '#nn/ops/loss';
import { Parameters } from '#nn/parameters';
import { openTrainer, type Trainer } from '#nn/training';
import type { TrainingOptions } from './options.js';

const OPTIMISER = { weightDecay: 0.01, longestGradient: 1 } as const;

export function openSegmentationTrainer(
  engine: Engine,
  { classes, size: { width, height }, batch }: TrainingOptions,
  weights: readonly number[],
): Promise<Trainer> {
  return openTrainer(
    engine,
    (graph, parameters) => {
      const pictures = graph.input('pictures', [batch, 3, height, width]);
      const labels = graph.input('labels', [batch, height, width], 'int32');
      return crossEntropy(segmentationNetwork(parameters, pictures, { classes: classes.classes.length }), labels, weights);
    },
    OPTIMISER,
  );
}

/** `weights`, `pictures` -> `classes`, int32 [batch, height, width]. */
export function openPredictor(engine: Engine, { classes, size: { width, height }, batch }: TrainingOptions): Promise<Program> {
  const graph = new Graph();
  const parameters = new Parameters(graph);
  const pictures = graph.input('pictures', [batch, 3, height, width]);
  const logits = segmentationNetwork(parameters, pictures, { classes: classes.classes.length });
  parameters.finish('weights');
  return engine.compile(graph, { classes: argMax(logits, 1) });
}

/** Training as one graph: forward, backward and the optimiser's step; and the state that goes through it. */
import type { RandomStream } from '#core/random';
import { gradients } from './autodiff.js';
import { type Engine, floatsOf, type Program, type Values } from './engines/engine.js';
import { Graph, type Tensor } from './graph/graph.js';
import { concat, reshape } from './graph/primitives.js';
import { sizeOf } from './graph/shape.js';
import { type AdamOptions, adamRates, adamStep } from './optimiser.js';
import { Parameters, type Piece } from './parameters.js';

/** Builds a network and its loss from inputs that it adds to the graph itself. */
export type LossBuilder = (graph: Graph, parameters: Parameters) => Tensor;

/** All that training carries from step to step; with the seed it is all there is. */
export interface TrainingState {
  /** Steps done. */
  readonly step: number;
  readonly weights: Float32Array;
  /** Adam's running mean and square of the gradient. */
  readonly mean: Float32Array;
  readonly square: Float32Array;
}

export interface Trainer {
  readonly pieces: readonly Piece[];
  /** How many numbers are learnt. */
  readonly count: number;
  initial(random: RandomStream): TrainingState;
  /** One step at that learning rate. */
  step(state: TrainingState, inputs: Readonly<Record<string, Values>>, rate: number): Promise<Stepped>;
  release(): Promise<void>;
}

export interface Stepped {
  readonly state: TrainingState;
  readonly loss: number;
}

export async function openTrainer(engine: Engine, build: LossBuilder, options: AdamOptions = {}): Promise<Trainer> {
  const graph = new Graph();
  const parameters = new Parameters(graph);
  const loss = build(graph, parameters);
  const weights = parameters.finish('weights');
  const slopes = gradients(loss, parameters.tensors);
  const gradient = concat(
    slopes.map((slope) => reshape(slope, [sizeOf(slope.shape)])),
    0,
  );
  const before = { weights, mean: graph.input('mean', weights.shape), square: graph.input('square', weights.shape) };
  const decays = graph.constant(decayMask(parameters), weights.shape);
  const after = adamStep(before, gradient, graph.input('rates', [3]), decays, options);
  const program = await engine.compile(graph, {
    loss,
    weightsNext: after.weights,
    meanNext: after.mean,
    squareNext: after.square,
  });
  return trainerOf(program, parameters, options);
}

function trainerOf(program: Program, parameters: Parameters, options: AdamOptions): Trainer {
  return {
    pieces: parameters.pieces,
    count: parameters.count,
    initial: (random) => ({
      step: 0,
      weights: parameters.initial(random),
      mean: new Float32Array(parameters.count),
      square: new Float32Array(parameters.count),
    }),
    async step({ step, weights, mean, square }, inputs, rate) {
      const rates = adamRates(rate, step + 1, options);
      const outputs = await program.run({ ...inputs, weights, mean, square, rates });
      const state = {
        step: step + 1,
        weights: floatsOf(outputs, 'weightsNext'),
        mean: floatsOf(outputs, 'meanNext'),
        square: floatsOf(outputs, 'squareNext'),
      };
      return { state, loss: floatsOf(outputs, 'loss')[0] as number };
    },
    release: () => program.release(),
  };
}

function decayMask(parameters: Parameters): Float32Array {
  const mask = new Float32Array(parameters.count);
  for (const { shape, offset, decays } of parameters.pieces) mask.fill(decays ? 1 : 0, offset, offset + sizeOf(shape));
  return mask;
}

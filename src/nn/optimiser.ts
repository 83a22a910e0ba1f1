/**
 * AdamW (Loshchilov & Hutter 2019, arXiv 1711.05101; Adam: Kingma & Ba 2015, arXiv 1412.6980) over the flat vector of weights,
 * with the gradient's length bounded. All that depends on the step is computed outside and handed in, so that a run which goes
 * on from a checkpoint is the run that never stopped.
 */
import { pow } from '#core/math';
import type { Tensor } from './graph/graph.js';
import { binary, plus, reduceSum, slice, times, unary } from './graph/primitives.js';

export interface AdamOptions {
  /** Decay of the gradient's running mean, default 0.9. */
  readonly beta1?: number;
  /** Decay of its running square, default 0.999. */
  readonly beta2?: number;
  /** Default 1e-8. */
  readonly epsilon?: number;
  /** Share of each decaying weight that goes, a unit of learning rate; default 0. */
  readonly weightDecay?: number;
  /** Longest gradient (2-norm over all weights); default no bound. */
  readonly longestGradient?: number;
}

export interface AdamState {
  readonly weights: Tensor;
  readonly mean: Tensor;
  readonly square: Tensor;
}

/**
 * The state after one step. `rates` is [rate, 1 / (1 - beta1^t), 1 / (1 - beta2^t)] as `adamRates` gives them.
 * @param decays 1 where weight decay acts, else 0, of the weights' shape
 */
export function adamStep(
  state: AdamState,
  gradient: Tensor,
  rates: Tensor,
  decays: Tensor,
  options: AdamOptions = {},
): AdamState {
  const { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, weightDecay = 0, longestGradient } = options;
  const g = longestGradient === undefined ? gradient : bounded(gradient, longestGradient);
  const mean = binary('Add', times(state.mean, beta1), times(g, 1 - beta1));
  const square = binary('Add', times(state.square, beta2), times(binary('Mul', g, g), 1 - beta2));
  const [rate, unbiasMean, unbiasSquare] = [0, 1, 2].map((i) => slice(rates, [{ axis: 0, start: i, end: i + 1 }])) as [
    Tensor,
    Tensor,
    Tensor,
  ];
  const length = plus(unary('Sqrt', binary('Mul', square, unbiasSquare)), epsilon);
  const move = binary('Div', binary('Mul', mean, unbiasMean), length);
  const pulled = weightDecay === 0 ? move : binary('Add', move, times(binary('Mul', state.weights, decays), weightDecay));
  return { weights: binary('Sub', state.weights, binary('Mul', pulled, rate)), mean, square };
}

/** For step t = 1, 2, ... @returns float32 [3] */
export function adamRates(rate: number, t: number, { beta1 = 0.9, beta2 = 0.999 }: AdamOptions = {}): Float32Array {
  return Float32Array.of(rate, 1 / (1 - pow(beta1, t)), 1 / (1 - pow(beta2, t)));
}

/** g min(1, longest / |g|), without a branch: g / (1 + relu(|g| - longest) / longest). */
function bounded(gradient: Tensor, longest: number): Tensor {
  const length = unary('Sqrt', reduceSum(binary('Mul', gradient, gradient), [0]));
  const divisor = plus(times(unary('Relu', plus(length, -longest)), 1 / longest), 1);
  return binary('Div', gradient, divisor);
}

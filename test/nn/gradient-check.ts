/** Gradients of operations against central differences, both in 64-bit arithmetic. */
import { randomRoot } from '#core/random';
import { gradients } from '#nn/autodiff';
import { evaluate } from '#nn/engines/reference';
import { Graph, type Shape, type Tensor } from '#nn/graph/graph';
import { sizeOf } from '#nn/graph/shape';
import { multiply } from '#nn/ops/arithmetic';
import { reshape } from '#nn/ops/form';
import { sum } from '#nn/ops/reduce';

export interface Case {
  readonly inputs: Readonly<Record<string, Shape>>;
  /** Values that aren't differentiated, given as they are. */
  readonly given?: Readonly<Record<string, { readonly shape: Shape; readonly values: readonly number[] }>>;
  readonly apply: (inputs: Readonly<Record<string, Tensor>>) => Tensor;
  /** Where the inputs lie: default standard normal. */
  readonly positive?: boolean;
}

const STEP = 1e-5;

/**
 * The largest difference between derivative and central difference over all inputs, relative to the largest derivative. The
 * output is weighed by fixed numbers before it is summed, so that each of its elements counts on its own.
 */
export function worstGradientError({ inputs, given = {}, apply, positive = false }: Case, name: string): number {
  const random = randomRoot(0).child(name);
  const graph = new Graph();
  const tensors = Object.fromEntries(Object.entries(inputs).map(([key, shape]) => [key, graph.input(key, shape)]));
  const fixed = Object.fromEntries(Object.entries(given).map(([key, { shape }]) => [key, graph.input(key, shape, 'int32')]));
  const y = apply({ ...tensors, ...fixed });
  const weights = Float32Array.from({ length: sizeOf(y.shape) }, (_, i) => random.child('weight').child(i).normal());
  const weighed = multiply(y, graph.constant(weights, y.shape));
  const loss = reshape(sum(weighed, [...weighed.shape.keys()]), []);
  const slopes = gradients(loss, Object.values(tensors));
  const outputs = Object.fromEntries(Object.keys(inputs).map((key, i) => [`d${key}`, slopes[i] as Tensor]));
  const values: Record<string, Float64Array> = {};
  for (const [key, { values: list }] of Object.entries(given)) values[key] = Float64Array.from(list);
  for (const [key, shape] of Object.entries(inputs)) {
    const draw = (i: number): number => random.child(key).child(i).normal();
    values[key] = Float64Array.from({ length: sizeOf(shape) }, (_, i) => (positive ? 0.5 + Math.abs(draw(i)) : draw(i)));
  }
  const analytic = evaluate(graph, outputs, values);
  const lossAt = (): number => evaluate(graph, { loss }, values).loss?.[0] as number;
  let [worst, largest] = [0, 0];
  for (const key of Object.keys(inputs)) {
    const list = values[key] as Float64Array;
    for (const [i, at] of list.entries()) {
      list[i] = at + STEP;
      const above = lossAt();
      list[i] = at - STEP;
      const below = lossAt();
      list[i] = at;
      const slope = analytic[`d${key}`]?.[i] as number;
      worst = Math.max(worst, Math.abs(slope - (above - below) / (2 * STEP)));
      largest = Math.max(largest, Math.abs(slope));
    }
  }
  return worst / largest;
}

/**
 * The graph step by step in 64-bit arithmetic: slow, small, obvious. The oracle that tests hold engines and gradients
 * against; no command uses it.
 */
import type { Graph, Tensor } from '../graph/graph.js';
import type { Engine, Values } from './engine.js';
import { KERNELS } from './reference-kernels.js';

/** Values of a tensor, whatever its element type. */
export type Numbers = Float64Array;

export const referenceEngine: Engine = {
  about: 'reference, 64-bit',
  async compile(graph, outputs) {
    return {
      async run(inputs) {
        const results = evaluate(graph, outputs, inputs);
        return Object.fromEntries(
          Object.entries(results).map(([name, numbers]) => [name, narrowed(numbers, outputs[name] as Tensor)]),
        );
      },
      async release() {},
    };
  },
};

/** Outputs in full precision. */
export function evaluate(
  graph: Graph,
  outputs: Readonly<Record<string, Tensor>>,
  inputs: Readonly<Record<string, ArrayLike<number>>>,
): Readonly<Record<string, Numbers>> {
  const values = new Map<number, Numbers>();
  for (const { tensor, data } of graph.constants) values.set(tensor.id, Float64Array.from(data));
  for (const [name, tensor] of graph.inputs) {
    const given = inputs[name];
    if (given !== undefined) values.set(tensor.id, Float64Array.from(given));
  }
  for (const node of graph.live(Object.values(outputs))) {
    const operands = node.inputs.map((tensor) => {
      const numbers = values.get(tensor.id);
      if (numbers === undefined) throw new RangeError(`${node.op} lacks an input`);
      return numbers;
    });
    for (const [i, result] of KERNELS[node.op](node, operands).entries()) values.set((node.outputs[i] as Tensor).id, result);
  }
  return Object.fromEntries(Object.entries(outputs).map(([name, tensor]) => [name, values.get(tensor.id) as Numbers]));
}

function narrowed(numbers: Numbers, { element }: Tensor): Values {
  return element === 'float32' ? Float32Array.from(numbers) : Int32Array.from(numbers);
}

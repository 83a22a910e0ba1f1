/**
 * TensorFlow.js: the second engine, where ONNX Runtime can't be had or TensorFlow's library is what a machine has. Everything that has
 * a primitive runs on it, training too: gradients are nodes of the same graph. On the `wasm` backend the same inputs give the same bits.
 */
import { infrastructureError } from '#core/errors';
import { Graph, type GraphNode, type Tensor } from '../graph/graph.js';
import { binary } from '../graph/primitives.js';
import { usedInputs } from '../onnx/encode.js';
import type { Engine, Program, Values } from './engine.js';
import { KERNELS } from './tensorflow-kernels.js';
import {
  BACKENDS,
  type Backend,
  describeLoaded,
  type Loaded,
  loadTensorflow,
  select,
  type TfTensor,
} from './tensorflow-runtime.js';

export interface OpenedTensorflow {
  readonly engine: Engine;
  readonly backend: Backend;
  /** Why the backends before it aren't the one in use, by name. */
  readonly refused: Readonly<Partial<Record<Backend, string>>>;
}

/** The first of those backends that starts, by default the graphics card's. @throws NearmissError NM8003 when none does. */
export async function openTensorflowEngine(backends: readonly Backend[] = BACKENDS): Promise<OpenedTensorflow> {
  const refused: Partial<Record<Backend, string>> = {};
  let cause: unknown;
  for (const backend of backends) {
    try {
      const engine = engineOn(await loadTensorflow(backend));
      await needSum(engine);
      return { engine, backend, refused };
    } catch (error) {
      cause = error;
      refused[backend] = firstLine(error);
    }
  }
  const hint =
    'npm install @tensorflow/tfjs-core @tensorflow/tfjs-backend-wasm, or install nearmiss with its optional dependencies';
  const why = Object.entries(refused).map(([backend, reason]) => `${backend}: ${reason}`);
  throw infrastructureError('NM8003', `TensorFlow.js doesn't start here (${why.join('; ')})`, hint, cause);
}

/** A package may load on a Node that it doesn't know and fail at its first kernel. @throws Error */
async function needSum(engine: Engine): Promise<void> {
  const graph = new Graph();
  const x = graph.input('x', [2]);
  const program = await engine.compile(graph, { y: binary('Add', x, x) });
  const { y } = await program.run({ x: Float32Array.of(1, 2) });
  await program.release();
  if (y?.[1] !== 4) throw new Error('it adds wrongly');
}

/** What an error says, without the paths and stacks that come after. */
export function firstLine(error: unknown): string {
  const message = (error instanceof Error ? error.message : String(error)).split('\n')[0] as string;
  return message.replace(/ imported from .*$/, '');
}

function engineOn(loaded: Loaded): Engine {
  return {
    about: describeLoaded(loaded),
    async compile(graph, outputs) {
      await select(loaded.tf, loaded.backend);
      return programOf(loaded, graph, outputs);
    },
  };
}

function programOf({ tf, backend }: Loaded, graph: Graph, outputs: Readonly<Record<string, Tensor>>): Program {
  const nodes = graph.live(Object.values(outputs));
  const needed = usedInputs(graph, outputs);
  const constants = new Map<number, TfTensor>();
  for (const { tensor, data } of graph.constants) {
    if (nodes.some(({ inputs }) => inputs.some(({ id }) => id === tensor.id)))
      constants.set(tensor.id, tf.tensor(data, tensor.shape, tensor.element));
  }
  const last = lastUses(nodes, outputs);

  const compute = (inputs: Readonly<Record<string, Values>>): ReadonlyMap<number, TfTensor> => {
    const values = new Map<number, TfTensor>();
    try {
      for (const name of needed) {
        const tensor = graph.inputs.get(name) as Tensor;
        values.set(tensor.id, tf.tensor(fed(name, tensor, inputs[name]), tensor.shape, tensor.element));
      }
      for (const [at, node] of nodes.entries()) {
        const operands = node.inputs.map(({ id }) => (values.get(id) ?? constants.get(id)) as TfTensor);
        const results = tf.tidy(() => [KERNELS[node.op](tf, node, operands as [TfTensor, ...TfTensor[]])].flat());
        for (const [k, result] of results.entries()) values.set((node.outputs[k] as Tensor).id, result);
        for (const id of last.get(at) ?? []) {
          values.get(id)?.dispose();
          values.delete(id);
        }
      }
    } catch (error) {
      for (const value of values.values()) value.dispose();
      throw error;
    }
    return values;
  };

  return {
    async run(inputs) {
      await select(tf, backend);
      const values = compute(inputs);
      const results: Record<string, Values> = {};
      for (const [name, { id, element }] of Object.entries(outputs)) {
        const data = await (values.get(id) as TfTensor).data();
        results[name] = element === 'float32' ? Float32Array.from(data) : Int32Array.from(data);
      }
      for (const value of values.values()) value.dispose();
      return results;
    },
    async release() {
      for (const constant of constants.values()) constant.dispose();
      constants.clear();
    },
  };
}

/** Which tensors nothing needs any more after each node. */
function lastUses(
  nodes: readonly GraphNode[],
  outputs: Readonly<Record<string, Tensor>>,
): ReadonlyMap<number, readonly number[]> {
  const kept = new Set(Object.values(outputs).map(({ id }) => id));
  const lastAt = new Map<number, number>();
  for (const [at, { inputs, outputs: made }] of nodes.entries()) {
    for (const { id } of [...inputs, ...made]) if (!kept.has(id)) lastAt.set(id, at);
  }
  const after = new Map<number, number[]>();
  for (const [id, at] of lastAt) after.set(at, [...(after.get(at) ?? []), id]);
  return after;
}

function fed(name: string, { element }: Tensor, values: Values | undefined): Values {
  if (values === undefined) throw new RangeError(`input ${name} is missing`);
  if (element === 'int32' ? values instanceof Int32Array : values instanceof Float32Array) return values;
  throw new RangeError(`input ${name} takes ${element}`);
}

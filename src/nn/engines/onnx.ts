/**
 * ONNX Runtime (onnxruntime-node), an optional dependency. On the processor the same inputs and the same number of threads give
 * the same bits.
 */
import { Graph, type Tensor } from '../graph/graph.js';
import { binary } from '../graph/primitives.js';
import { encodeOnnx, usedInputs } from '../onnx/encode.js';
import type { Engine, Program, Values } from './engine.js';
import { loadOnnxRuntime, type Ort, type OrtSession, type OrtTensor, sessionOptions } from './onnx-runtime.js';

export const PROVIDERS = ['cpu', 'cuda', 'webgpu', 'dml', 'coreml'] as const;
export type Provider = (typeof PROVIDERS)[number];

export interface OnnxOptions {
  /** Default `cpu`. */
  readonly provider?: Provider;
  /** Threads of one operator on the processor; part of what makes results repeat. Default 2. */
  readonly threads?: number;
}

export interface OpenedEngine {
  readonly engine: Engine;
  readonly provider: Provider;
  /** Why the provider asked for isn't the one in use. */
  readonly refused: string | undefined;
}

export const DEFAULT_THREADS = 2;

/** Tries the provider on a small sum and falls back to the processor, saying why. @throws NearmissError NM8001 without onnxruntime-node. */
export async function openOnnxEngine({ provider = 'cpu', threads = DEFAULT_THREADS }: OnnxOptions = {}): Promise<OpenedEngine> {
  const ort = await loadOnnxRuntime();
  if (provider === 'cpu') return { engine: engineOn(ort, 'cpu', threads), provider, refused: undefined };
  const refused = await refusal(ort, provider, threads);
  const used = refused === undefined ? provider : 'cpu';
  return { engine: engineOn(ort, used, threads), provider: used, refused };
}

/** Why that provider can't be used here; undefined when it can. */
async function refusal(ort: Ort, provider: Provider, threads: number): Promise<string | undefined> {
  const graph = new Graph();
  const x = graph.input('x', [2]);
  try {
    const program = await engineOn(ort, provider, threads).compile(graph, { y: binary('Add', x, x) });
    const { y } = await program.run({ x: Float32Array.of(1, 2) });
    await program.release();
    return y?.[1] === 4 ? undefined : 'it adds wrongly';
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    // Without the place in ONNX Runtime's sources that failed.
    return (message.split('\n')[0] as string).replace(/^.* was false\. /, '');
  }
}

function engineOn(ort: Ort, provider: Provider, threads: number): Engine {
  const options = sessionOptions(provider, threads);
  return {
    about: `onnxruntime-node ${ort.env.versions.node ?? ''}, ${provider}, ${threads} threads`,
    async compile(graph, outputs) {
      const session = await ort.InferenceSession.create(encodeOnnx(graph, outputs), options);
      return programOf(ort, session, graph, outputs);
    },
  };
}

function programOf(ort: Ort, session: OrtSession, graph: Graph, outputs: Readonly<Record<string, Tensor>>): Program {
  const needed = usedInputs(graph, outputs);
  return {
    async run(inputs) {
      const feeds: Record<string, OrtTensor> = {};
      for (const name of needed) feeds[name] = feed(ort, name, graph.inputs.get(name) as Tensor, inputs[name]);
      const results = await session.run(feeds);
      return Object.fromEntries(Object.entries(results).map(([name, tensor]) => [name, tensor.data as Values]));
    },
    release: () => session.release(),
  };
}

function feed(ort: Ort, name: string, { shape, element }: Tensor, values: Values | undefined): OrtTensor {
  if (values === undefined) throw new RangeError(`input ${name} is missing`);
  if (element === 'int32' && values instanceof Int32Array) return new ort.Tensor('int32', values, shape);
  if (element === 'float32' && values instanceof Float32Array) return new ort.Tensor('float32', values, shape);
  throw new RangeError(`input ${name} takes ${element}`);
}

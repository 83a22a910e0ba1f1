/** Which engine serves. Engines are loaded only when asked for, so that nothing waits for, or breaks on, a package that isn't there. */
import { infrastructureError } from '#core/errors';
import type { Engine } from './engine.js';
import { type OnnxOptions, openOnnxEngine } from './onnx.js';
import { firstLine, openTensorflowEngine } from './tensorflow.js';
import { BACKENDS, type Backend } from './tensorflow-runtime.js';

export const ENGINES = ['onnx', 'tensorflow'] as const;
export type EngineName = (typeof ENGINES)[number];

/** `threads`: of ONNX Runtime; TensorFlow.js has one in WebAssembly and its library's own number otherwise. */
export interface EngineOptions extends OnnxOptions {
  /** `auto` (default): ONNX Runtime where it loads, else TensorFlow.js. */
  readonly engine?: 'auto' | EngineName;
}

export interface ChosenEngine {
  readonly engine: Engine;
  readonly name: EngineName;
  /** ONNX Runtime's provider or TensorFlow.js's backend. */
  readonly on: string;
  readonly why: string;
  /** Why not another engine, provider or backend, by name. */
  readonly others: Readonly<Record<string, string>>;
}

/** How engines are opened; tests give others. */
export interface Openers {
  readonly onnx: typeof openOnnxEngine;
  readonly tensorflow: typeof openTensorflowEngine;
}
const OPENERS: Openers = { onnx: openOnnxEngine, tensorflow: openTensorflowEngine };

/** @throws NearmissError NM8001 or NM8003 when the engine asked for isn't there, NM8004 when there is none at all */
export async function openEngine(
  { engine = 'auto', ...options }: EngineOptions = {},
  openers: Openers = OPENERS,
): Promise<ChosenEngine> {
  if (engine === 'onnx') return onOnnx(openers, options, 'asked for', { tensorflow: 'another was asked for' });
  if (engine === 'tensorflow') return onTensorflow(openers, options, 'asked for', { onnx: 'another was asked for' });
  const first = await failure(() =>
    onOnnx(openers, options, 'the first choice', { tensorflow: 'only where ONNX Runtime is missing' }),
  );
  if (!('reason' in first)) return first;
  const second = await failure(() => onTensorflow(openers, options, 'ONNX Runtime does not load', { onnx: first.reason }));
  if (!('reason' in second)) return second;
  throw infrastructureError(
    'NM8004',
    `networks have no engine here: ${first.reason}; ${second.reason}`,
    'install nearmiss with its optional dependencies: npm install --include=optional',
    second.cause,
  );
}

type Others = ChosenEngine['others'];

async function onOnnx(openers: Openers, options: OnnxOptions, why: string, others: Others): Promise<ChosenEngine> {
  const { engine, provider, refused } = await openers.onnx(options);
  const notAsAsked = refused === undefined ? {} : { [options.provider as string]: refused };
  return { engine, name: 'onnx', on: provider, why, others: { ...others, ...notAsAsked } };
}

async function onTensorflow(openers: Openers, { provider }: OnnxOptions, why: string, others: Others): Promise<ChosenEngine> {
  const known = provider === undefined || provider === 'cpu' || provider === 'cuda';
  const backends: readonly Backend[] = provider === undefined || provider === 'cuda' ? BACKENDS : ['wasm'];
  const { engine, backend, refused } = await openers.tensorflow(backends);
  const notAsAsked = known ? {} : { [provider]: 'TensorFlow.js has no such backend here' };
  return { engine, name: 'tensorflow', on: backend, why, others: { ...others, ...refused, ...notAsAsked } };
}

/** What it gives, or why it doesn't, with the cause, which names the package. */
async function failure<T extends object>(
  open: () => Promise<T>,
): Promise<T | { readonly reason: string; readonly cause: unknown }> {
  try {
    return await open();
  } catch (error) {
    const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
    const [told, deeper] = [firstLine(error), firstLine(cause)];
    return { reason: told.includes(deeper) ? told : `${told} (${deeper})`, cause };
  }
}

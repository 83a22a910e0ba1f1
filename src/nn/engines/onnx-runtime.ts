/** What is used of onnxruntime-node (its own types come with it, but it may be missing), and how it is loaded. */
import { infrastructureError } from '#core/errors';

/** Element types that are fed or read; `float16` as its bits. */
export interface OrtElements {
  readonly float32: Float32Array;
  readonly int32: Int32Array;
  readonly int64: BigInt64Array;
  readonly float16: Uint16Array;
}
export type OrtElement = keyof OrtElements;

export interface Ort {
  readonly env: { readonly versions: { readonly node?: string }; logLevel?: string };
  readonly InferenceSession: {
    /** @param model its bytes, or the path of a file, beside which it finds weights kept apart */
    create(model: Uint8Array | string, options: Readonly<Record<string, unknown>>): Promise<OrtSession>;
  };
  readonly Tensor: new <E extends OrtElement>(type: E, data: OrtElements[E], dims: readonly number[]) => OrtTensor;
}

export interface OrtTensor {
  readonly type: string;
  readonly dims: readonly number[];
  readonly data: OrtElements[OrtElement];
}

/** An input or output; a size that is open has a name, or a number below 1. */
export interface OrtValue {
  readonly name: string;
  readonly isTensor: boolean;
  readonly type?: string;
  readonly shape?: readonly (number | string)[];
}

export interface OrtSession {
  readonly inputMetadata: readonly OrtValue[];
  readonly outputMetadata: readonly OrtValue[];
  run(feeds: Readonly<Record<string, OrtTensor>>): Promise<Readonly<Record<string, OrtTensor>>>;
  release(): Promise<void>;
}

/** @throws NearmissError NM8001 when it isn't installed */
export async function loadOnnxRuntime(): Promise<Ort> {
  try {
    // Not a literal: the compiler must not ask for a package that may be missing.
    const name: string = 'onnxruntime-node';
    const ort = ((await import(name)) as { readonly default: Ort }).default;
    // What goes wrong is thrown, and told by whoever catches it.
    ort.env.logLevel = 'fatal';
    return ort;
  } catch (cause) {
    const hint = 'npm install onnxruntime-node --ignore-scripts, or install nearmiss with its optional dependencies';
    throw infrastructureError('NM8001', "networks need onnxruntime-node, which isn't installed", hint, cause);
  }
}

/** @param threads of one operator on the processor */
export function sessionOptions(provider: string, threads: number): Readonly<Record<string, unknown>> {
  return {
    executionProviders: [provider],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    graphOptimizationLevel: 'all',
    // Threads that wait for each other in a loop cost a busy machine more than they save an idle one.
    extra: { session: { intra_op: { allow_spinning: '0' } } },
    logSeverityLevel: 3,
  };
}

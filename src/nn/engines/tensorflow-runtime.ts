/** What is used of TensorFlow.js (its own types come with it, but it may be missing), and how it is loaded. */

export type TfElement = 'float32' | 'int32' | 'bool';

export interface TfTensor {
  readonly shape: readonly number[];
  data(): Promise<Float32Array | Int32Array | Uint8Array>;
  dispose(): void;
}

type Pairwise = (a: TfTensor, b: TfTensor) => TfTensor;
type Single = (x: TfTensor) => TfTensor;
type Stride = readonly [number, number];
/** Names and meaning as in TensorFlow.js's API reference; pictures are [N, H, W, C]. */
export interface Tf {
  readonly version_core?: string;
  getBackend(): string;
  setBackend(name: string): Promise<boolean>;
  backend(): object;
  tidy<T extends TfTensor | TfTensor[]>(work: () => T): T;
  tensor(values: Float32Array | Int32Array, shape: readonly number[], element: TfElement): TfTensor;

  readonly add: Pairwise;
  readonly sub: Pairwise;
  readonly mul: Pairwise;
  readonly div: Pairwise;
  readonly equal: Pairwise;
  readonly sqrt: Single;
  readonly exp: Single;
  readonly log: Single;
  readonly neg: Single;
  readonly sigmoid: Single;
  readonly relu: Single;
  readonly sign: Single;
  readonly clone: Single;
  cast(x: TfTensor, element: TfElement): TfTensor;
  matMul(a: TfTensor, b: TfTensor): TfTensor;
  conv2d(x: TfTensor, w: TfTensor, stride: Stride, pad: 'same' | 'valid', format: 'NHWC', dilation: Stride): TfTensor;
  depthwiseConv2d(x: TfTensor, w: TfTensor, stride: Stride, pad: 'same' | 'valid', format: 'NHWC', dilation: Stride): TfTensor;
  transpose(x: TfTensor, order: readonly number[]): TfTensor;
  reshape(x: TfTensor, shape: readonly number[]): TfTensor;
  reverse(x: TfTensor, axes: readonly number[]): TfTensor;
  stridedSlice(x: TfTensor, begin: readonly number[], end: readonly number[], steps: readonly number[]): TfTensor;
  pad(x: TfTensor, around: readonly (readonly [number, number])[]): TfTensor;
  concat(parts: readonly TfTensor[], axis: number): TfTensor;
  split(x: TfTensor, sizes: readonly number[], axis: number): TfTensor[];
  tile(x: TfTensor, times: readonly number[]): TfTensor;
  sum(x: TfTensor, axes: readonly number[], keep: boolean): TfTensor;
  max(x: TfTensor, axes: readonly number[], keep: boolean): TfTensor;
  argMax(x: TfTensor, axis: number): TfTensor;
}

/** `gpu`: TensorFlow's library through @tensorflow/tfjs-node-gpu; `wasm`: on the processor, in WebAssembly. */
export const BACKENDS = ['gpu', 'wasm'] as const;
export type Backend = (typeof BACKENDS)[number];

const PACKAGES: Readonly<Record<Backend, readonly [string, ...string[]]>> = {
  gpu: ['@tensorflow/tfjs-node-gpu'],
  wasm: ['@tensorflow/tfjs-core', '@tensorflow/tfjs-backend-wasm'],
};
/** What TensorFlow.js calls them. */
const NAMES: Readonly<Record<Backend, string>> = { gpu: 'tensorflow', wasm: 'wasm' };

export interface Loaded {
  readonly tf: Tf;
  readonly backend: Backend;
}

/** @throws whatever keeps it from loading */
export async function loadTensorflow(backend: Backend): Promise<Loaded> {
  const before = FATAL.map((event) => process.rawListeners(event));
  try {
    const modules: { readonly default: Tf }[] = [];
    for (const name of PACKAGES[backend]) modules.push((await import(name)) as { readonly default: Tf });
    const tf = (modules[0] as { readonly default: Tf }).default;
    await select(tf, backend);
    return { tf, backend };
  } finally {
    // WebAssembly's glue code listens for every uncaught error of the process, to throw it again: that is not its business.
    for (const [k, event] of FATAL.entries()) {
      for (const listener of process.rawListeners(event)) {
        if (!before[k]?.includes(listener)) process.off(event, listener as () => void);
      }
    }
  }
}
const FATAL = ['uncaughtException', 'unhandledRejection'] as const;

/** TensorFlow.js has one backend at a time for the whole process. @throws Error when it doesn't start */
export async function select(tf: Tf, backend: Backend): Promise<void> {
  while (tf.getBackend() !== NAMES[backend]) {
    if (!(await tf.setBackend(NAMES[backend]))) throw new Error(`its backend ${NAMES[backend]} doesn't start`);
  }
}

/** @returns package and version, and on what it runs */
export function describeLoaded({ tf, backend }: Loaded): string {
  const device = tf.backend() as { readonly isUsingGpuDevice?: boolean };
  const on = backend === 'wasm' ? 'wasm, 1 thread' : device.isUsingGpuDevice === true ? 'cuda' : "TensorFlow's library, no GPU";
  return `TensorFlow.js ${tf.version_core ?? ''}, ${on}`;
}

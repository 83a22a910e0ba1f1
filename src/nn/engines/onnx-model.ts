/** A model file of someone else's on ONNX Runtime: it is asked what it takes and gives; numbers go in as it declares them and come out as 32-bit floats. */
import { fromFloat16, toFloat16 } from '../files/float16.js';
import { sizeOf } from '../graph/shape.js';
import { DEFAULT_THREADS, type OnnxOptions } from './onnx.js';
import { loadOnnxRuntime, type Ort, type OrtTensor, type OrtValue, sessionOptions } from './onnx-runtime.js';

/** An input or output of a model; undefined where a size is open. */
export interface Port {
  readonly name: string;
  readonly element: string;
  readonly shape: readonly (number | undefined)[];
}

/** Numbers of any element type, last axis fastest. */
export interface Block {
  readonly shape: readonly number[];
  readonly values: ArrayLike<number>;
}
export interface FloatBlock extends Block {
  readonly values: Float32Array;
}

export interface OnnxModel {
  readonly inputs: readonly Port[];
  readonly outputs: readonly Port[];
  /** Every input by name; each is written in the element type that the model declares. */
  run(inputs: Readonly<Record<string, Block>>): Promise<Readonly<Record<string, FloatBlock>>>;
  release(): Promise<void>;
}

/** @param path of the file; weights that it keeps apart lie beside it @throws NM8001 without onnxruntime-node, else ONNX Runtime's own */
export async function openOnnxModel(
  path: string,
  { provider = 'cpu', threads = DEFAULT_THREADS }: OnnxOptions = {},
): Promise<OnnxModel> {
  const ort = await loadOnnxRuntime();
  const session = await ort.InferenceSession.create(path, sessionOptions(provider, threads));
  const inputs = session.inputMetadata.map(portOf);
  return {
    inputs,
    outputs: session.outputMetadata.map(portOf),
    async run(given) {
      const feeds = Object.fromEntries(inputs.map((port) => [port.name, fed(ort, port, given[port.name])]));
      const results = await session.run(feeds);
      return Object.fromEntries(Object.entries(results).map(([name, tensor]) => [name, read(tensor)]));
    },
    release: () => session.release(),
  };
}

function portOf({ name, type = 'none', shape = [] }: OrtValue): Port {
  return { name, element: type, shape: shape.map((size) => (typeof size === 'number' && size > 0 ? size : undefined)) };
}

function fed(ort: Ort, { name, element }: Port, block: Block | undefined): OrtTensor {
  if (block === undefined) throw new RangeError(`input ${name} is missing`);
  const { shape, values } = block;
  if (values.length !== sizeOf(shape)) throw new RangeError(`input ${name}: ${values.length} values for [${shape.join(', ')}]`);
  switch (element) {
    case 'float32':
      return new ort.Tensor('float32', values instanceof Float32Array ? values : Float32Array.from(values), shape);
    case 'float16':
      return new ort.Tensor('float16', toFloat16(values), shape);
    case 'int32':
      return new ort.Tensor('int32', Int32Array.from(values), shape);
    case 'int64':
      return new ort.Tensor('int64', BigInt64Array.from(Array.from(values, BigInt)), shape);
    default:
      throw new RangeError(`input ${name} takes ${element}`);
  }
}

function read({ type, dims, data }: OrtTensor): FloatBlock {
  if (type === 'float32') return { shape: dims, values: data as Float32Array };
  if (type === 'float16')
    return { shape: dims, values: fromFloat16(new Uint16Array(data.buffer, data.byteOffset, data.length)) };
  return { shape: dims, values: Float32Array.from(data as ArrayLike<number | bigint>, Number) };
}

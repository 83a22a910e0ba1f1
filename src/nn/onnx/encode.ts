/** A graph as an ONNX model, opset 17. */
import type { Attribute, Element, Graph, GraphNode, PrimitiveName, Shape, Tensor } from '../graph/graph.js';
import { encodeMessage, type Message } from './wire.js';

const OPSET = 17;
const IR_VERSION = 8;
const DATA_TYPE = { float32: 1, int32: 6, int64: 7, bool: 9 } as const;
const ONE_INT = 2;
const SEVERAL_INTS = 7;

/** What ONNX takes as further inputs rather than attributes, in its order. */
const AS_INPUTS: Partial<Record<PrimitiveName, readonly string[]>> = {
  Reshape: ['shape'],
  Expand: ['shape'],
  Slice: ['starts', 'ends', 'axes', 'steps'],
  Pad: ['pads'],
  Split: ['split'],
  ReduceSum: ['axes'],
};

/** @param outputs what a run gives back, by name */
export function encodeOnnx(graph: Graph, outputs: Readonly<Record<string, Tensor>>): Uint8Array {
  const nodes = graph.live(Object.values(outputs));
  const used = new Set(nodes.flatMap((node) => node.inputs.map((input) => input.id)));
  const names = namesOf(graph, outputs);
  const nameOf = (tensor: Tensor): string => names.get(tensor.id) ?? `t${tensor.id}`;
  const lists = new Lists();
  const encoded = nodes.flatMap((node) => encodeNode(node, nameOf, lists));
  const constants = graph.constants.filter(({ tensor }) => used.has(tensor.id));
  return encodeMessage('ModelProto', {
    ir_version: IR_VERSION,
    producer_name: 'nearmiss',
    opset_import: [{ domain: '', version: OPSET }],
    graph: {
      name: 'nearmiss',
      node: encoded,
      initializer: [
        ...constants.map(({ tensor, data }) => initializer(nameOf(tensor), tensor.shape, tensor.element, bytesOf(data))),
        ...lists.initializers,
      ],
      input: [...graph.inputs].filter(([, tensor]) => used.has(tensor.id)).map(([name, tensor]) => valueInfo(name, tensor)),
      output: Object.entries(outputs).map(([name, tensor]) => valueInfo(name, tensor)),
    },
  });
}

/** The inputs that those outputs depend on: a model knows no others. */
export function usedInputs(graph: Graph, outputs: Readonly<Record<string, Tensor>>): readonly string[] {
  const used = new Set(graph.live(Object.values(outputs)).flatMap((node) => node.inputs.map((input) => input.id)));
  return [...graph.inputs].flatMap(([name, tensor]) => (used.has(tensor.id) ? [name] : []));
}

function namesOf(graph: Graph, outputs: Readonly<Record<string, Tensor>>): ReadonlyMap<number, string> {
  const names = new Map<number, string>();
  for (const [name, tensor] of graph.inputs) names.set(tensor.id, name);
  for (const [name, tensor] of Object.entries(outputs)) {
    if (names.has(tensor.id)) throw new RangeError(`output ${name} is ${names.get(tensor.id)} already`);
    names.set(tensor.id, name);
  }
  return names;
}

function encodeNode(node: GraphNode, nameOf: (tensor: Tensor) => string, lists: Lists): readonly Message<'NodeProto'>[] {
  const asInputs = AS_INPUTS[node.op] ?? [];
  const input = [
    ...node.inputs.map(nameOf),
    ...asInputs.map((key) => lists.nameOf([node.attributes[key] as number | readonly number[]].flat())),
  ];
  const attribute = Object.entries(node.attributes)
    .filter(([key]) => !asInputs.includes(key))
    .map(([key, value]) => encodeAttribute(key, value));
  const output = node.outputs.map(nameOf);
  if (node.op !== 'ArgMax') return [{ input, output, op_type: node.op, attribute }];
  const wide = `${output[0]}_int64`;
  const narrow = { input: [wide], output, op_type: 'Cast', attribute: [encodeAttribute('to', DATA_TYPE.int32)] };
  return [{ input, output: [wide], op_type: 'ArgMax', attribute }, narrow];
}

function encodeAttribute(name: string, value: Attribute): Message<'AttributeProto'> {
  return typeof value === 'number' ? { name, i: value, type: ONE_INT } : { name, ints: value, type: SEVERAL_INTS };
}

/** Integer lists that nodes take as inputs, each written once. */
class Lists {
  readonly #byText = new Map<string, Message<'TensorProto'>>();

  get initializers(): readonly Message<'TensorProto'>[] {
    return [...this.#byText.values()];
  }
  nameOf(list: readonly number[]): string {
    const name = `list_${list.join('_')}`;
    const bytes = bytesOf(BigInt64Array.from(list, BigInt));
    if (!this.#byText.has(name)) this.#byText.set(name, initializer(name, [list.length], 'int64', bytes));
    return name;
  }
}

function initializer(name: string, dims: Shape, element: Element | 'int64', raw: Uint8Array): Message<'TensorProto'> {
  return { dims, data_type: DATA_TYPE[element], name, raw_data: raw };
}

function bytesOf(data: Float32Array | Int32Array | BigInt64Array): Uint8Array {
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}

function valueInfo(name: string, { shape, element }: Tensor): Message<'ValueInfoProto'> {
  const dim = shape.map((size) => ({ dim_value: size }));
  return { name, type: { tensor_type: { elem_type: DATA_TYPE[element], shape: { dim } } } };
}

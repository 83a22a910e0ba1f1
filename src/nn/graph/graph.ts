/**
 * A computation as data: primitive nodes over tensors whose shapes are known. An engine turns it into something that runs.
 * Primitives mean what the ONNX operators of the same name mean (opset 17); `primitives.ts` builds them.
 */
import { sizeOf } from './shape.js';

export type Shape = readonly number[];
/** Element types; labels are int32, all that is learnt float32. */
export type Element = 'float32' | 'int32' | 'bool';

/** One value of a graph. Tensors with an `origin` can be differentiated. */
export interface Tensor {
  readonly graph: Graph;
  readonly id: number;
  readonly shape: Shape;
  readonly element: Element;
  readonly origin?: Origin;
}

/** How a tensor came about, as differentiation needs it. */
export interface Origin {
  readonly inputs: readonly Tensor[];
  /** From dL/d(this), of this tensor's shape, dL/d(input) for each input; undefined where there is none (labels). */
  gradient(dy: Tensor): readonly (Tensor | undefined)[];
}

export type Attribute = number | readonly number[];

export interface GraphNode {
  readonly op: PrimitiveName;
  readonly inputs: readonly Tensor[];
  readonly outputs: readonly Tensor[];
  readonly attributes: Readonly<Record<string, Attribute>>;
}

export const PRIMITIVES = [
  'Add',
  'Sub',
  'Mul',
  'Div',
  'Sqrt',
  'Exp',
  'Log',
  'Neg',
  'Sigmoid',
  'Relu',
  'Sign',
  'Equal',
  'Cast',
  'MatMul',
  'Conv',
  'Transpose',
  'Reshape',
  'Slice',
  'Pad',
  'Concat',
  'Split',
  'Expand',
  'ReduceSum',
  'ReduceMax',
  'ArgMax',
] as const;
export type PrimitiveName = (typeof PRIMITIVES)[number];

export interface Constant {
  readonly tensor: Tensor;
  readonly data: Float32Array | Int32Array;
}

export class Graph {
  readonly #inputs = new Map<string, Tensor>();
  readonly #constants: Constant[] = [];
  #nodes: GraphNode[] = [];
  #count = 0;

  get inputs(): ReadonlyMap<string, Tensor> {
    return this.#inputs;
  }
  get constants(): readonly Constant[] {
    return this.#constants;
  }
  /** In an order in which they can be computed. */
  get nodes(): readonly GraphNode[] {
    return this.#nodes;
  }

  /** Something that each run is given. @throws RangeError when the name is taken. */
  input(name: string, shape: Shape, element: Element = 'float32'): Tensor {
    if (this.#inputs.has(name)) throw new RangeError(`the graph has an input ${name} already`);
    const tensor = this.tensor(shape, element);
    this.#inputs.set(name, tensor);
    return tensor;
  }

  constant(data: Float32Array | Int32Array, shape: Shape): Tensor {
    if (data.length !== sizeOf(shape)) throw new RangeError(`${data.length} values don't fill ${shape.join(' x ')}`);
    const tensor = this.tensor(shape, data instanceof Int32Array ? 'int32' : 'float32');
    this.#constants.push({ tensor, data });
    return tensor;
  }

  scalar(value: number): Tensor {
    return this.constant(Float32Array.of(value), []);
  }

  /** A value that no node makes yet. */
  tensor(shape: Shape, element: Element): Tensor {
    return { graph: this, id: this.#count++, shape, element };
  }

  add(node: GraphNode): void {
    this.#nodes.push(node);
  }
  /** Before all others: for what turned out to be needed only after its users were built. */
  prepend(nodes: readonly GraphNode[]): void {
    this.#nodes = [...nodes, ...this.#nodes];
  }

  /** The nodes that those outputs need, in order. */
  live(outputs: Iterable<Tensor>): readonly GraphNode[] {
    const needed = new Set([...outputs].map((tensor) => tensor.id));
    const kept: GraphNode[] = [];
    for (const node of this.#nodes.toReversed()) {
      if (!node.outputs.some((output) => needed.has(output.id))) continue;
      for (const input of node.inputs) needed.add(input.id);
      kept.push(node);
    }
    return kept.reverse();
  }
}

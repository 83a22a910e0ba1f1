/**
 * What a network learns, as one flat vector: optimisers, checkpoints and averages then handle one tensor, whatever the network.
 * The network asks for its pieces by name while it is being built; `finish` says how the vector is cut.
 */

import { sqrt } from '#core/math';
import type { RandomStream } from '#core/random';
import type { Graph, Shape, Tensor } from './graph/graph.js';
import { sizeOf } from './graph/shape.js';

/** How a piece starts: normal numbers of that deviation, or one value everywhere. */
export type Start = { readonly deviation: number } | { readonly value: number };

export interface Piece {
  readonly name: string;
  readonly shape: Shape;
  readonly start: Start;
  /** Whether weight decay pulls it to zero: kernels and matrices, not offsets and gains. */
  readonly decays: boolean;
  /** Where it begins in the flat vector. */
  readonly offset: number;
}

export class Parameters {
  readonly #graph: Graph;
  readonly #pieces = new Map<string, { piece: Piece; tensor: Tensor }>();
  #count = 0;

  constructor(graph: Graph) {
    this.#graph = graph;
  }

  get pieces(): readonly Piece[] {
    return [...this.#pieces.values()].map(({ piece }) => piece);
  }
  get tensors(): readonly Tensor[] {
    return [...this.#pieces.values()].map(({ tensor }) => tensor);
  }
  /** How many numbers are learnt. */
  get count(): number {
    return this.#count;
  }

  /** A convolution's kernel [O, I, K, K], by He et al. 2015 (arXiv 1502.01852): deviation sqrt(2 / fan-in), times `gain`. */
  kernel(name: string, shape: Shape, gain = 1): Tensor {
    const fanIn = sizeOf(shape.slice(1));
    return this.#ask(name, shape, { deviation: gain * sqrt(2 / fanIn) }, true);
  }
  /** A matrix [I, O] that multiplies from the right, the same way. */
  matrix(name: string, shape: Shape, gain = 1): Tensor {
    return this.#ask(name, shape, { deviation: gain * sqrt(2 / (shape[0] as number)) }, true);
  }
  /** One number a channel that starts at `value`. */
  vector(name: string, length: number, value: number): Tensor {
    return this.#ask(name, [length], { value }, false);
  }

  /** Ties the pieces to the flat vector [count], given as the graph's input of that name. */
  finish(input: string): Tensor {
    const flat = this.#graph.input(input, [this.#count]);
    const entries = [...this.#pieces.values()];
    const cuts = entries.map(({ piece }) => this.#graph.tensor([sizeOf(piece.shape)], 'float32'));
    const sizes = entries.map(({ piece }) => sizeOf(piece.shape));
    this.#graph.prepend([
      { op: 'Split', inputs: [flat], outputs: cuts, attributes: { axis: 0, split: sizes } },
      ...entries.map(({ piece, tensor }, i) => ({
        op: 'Reshape' as const,
        inputs: [cuts[i] as Tensor],
        outputs: [tensor],
        attributes: { shape: piece.shape },
      })),
    ]);
    return flat;
  }

  /** The vector that training starts from; each piece draws from the stream of its own name. */
  initial(random: RandomStream): Float32Array {
    const flat = new Float32Array(this.#count);
    for (const { name, shape, start, offset } of this.pieces) {
      const stream = random.child(name);
      for (let i = 0; i < sizeOf(shape); i++) {
        flat[offset + i] = 'value' in start ? start.value : start.deviation * stream.normal();
      }
    }
    return flat;
  }

  #ask(name: string, shape: Shape, start: Start, decays: boolean): Tensor {
    if (this.#pieces.has(name)) throw new RangeError(`two parameters are called ${name}`);
    const piece = { name, shape, start, decays, offset: this.#count };
    const tensor = this.#graph.tensor(shape, 'float32');
    this.#pieces.set(name, { piece, tensor });
    this.#count += sizeOf(shape);
    return tensor;
  }
}

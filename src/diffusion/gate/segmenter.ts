/** What the gate's network says of a picture. */
import { type Engine, floatsOf, type Program } from '#nn/engines/engine';
import { softmax } from '#nn/graph/primitives';
import { KINDS } from './kinds.js';
import { buildSegmenter, type Extent, type SegmenterWeights, segmenterSize } from './network.js';
import { type Picture, putReduced } from './reduce.js';

/** By pixel of a reduced picture, rows top to bottom. */
export interface Segmentation extends Extent {
  /** Of each of `KINDS` in turn, how sure the network is, 0..1. */
  readonly shares: Float32Array;
}

/** Independent of whatever repaints: it never learns from what that makes. */
export interface Segmenter {
  segment(picture: Picture): Promise<Segmentation>;
  close(): Promise<void>;
}

/** By pixel, the index of the kind that it is most sure of. */
export function likeliest({ width, height, shares }: Segmentation): Uint8Array {
  const count = width * height;
  return Uint8Array.from({ length: count }, (_, i) => {
    let best = 0;
    for (let k = 1; k < KINDS.length; k++)
      if ((shares[k * count + i] as number) > (shares[best * count + i] as number)) best = k;
    return best;
  });
}

/** Programs are compiled once a size of picture. */
export function openSegmenter(engine: Engine, { weights }: SegmenterWeights): Segmenter {
  const programs = new Map<string, Promise<Program>>();
  const programFor = (size: Extent): Promise<Program> => {
    const key = `${size.width} ${size.height}`;
    const known = programs.get(key) ?? compile(engine, size);
    programs.set(key, known);
    return known;
  };
  return {
    async segment(picture) {
      const size = segmenterSize(picture);
      const program = await programFor(size);
      const pictures = new Float32Array(3 * size.width * size.height);
      putReduced(picture, size, pictures);
      return { ...size, shares: floatsOf(await program.run({ weights, pictures }), 'shares') };
    },
    async close() {
      for (const program of programs.values()) await (await program).release();
      programs.clear();
    },
  };
}

function compile(engine: Engine, size: Extent): Promise<Program> {
  const { graph, parameters, logits } = buildSegmenter(1, size);
  parameters.finish('weights');
  return engine.compile(graph, { shares: softmax(logits, 1).share });
}

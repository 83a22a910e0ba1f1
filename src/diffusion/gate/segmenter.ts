/** What the gate's network says of a picture. */
import type { Engine, Program } from '#nn/engines/engine';
import { argMax } from '#nn/graph/primitives';
import { buildSegmenter, type Extent, type SegmenterWeights, segmenterSize } from './network.js';
import { type Picture, putReduced } from './reduce.js';

/** By pixel of a reduced picture, rows top to bottom. */
export interface Segmentation extends Extent {
  /** Index in `KINDS`. */
  readonly kinds: Uint8Array;
}

/** Independent of whatever repaints: it never learns from what that makes. */
export interface Segmenter {
  segment(picture: Picture): Promise<Segmentation>;
  close(): Promise<void>;
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
      const { kinds } = await program.run({ weights, pictures });
      return { ...size, kinds: Uint8Array.from(kinds as Int32Array) };
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
  return engine.compile(graph, { kinds: argMax(logits, 1) });
}

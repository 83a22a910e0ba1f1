/** How well the segmenter does on views it never saw. */
import type { Engine } from '#nn/engines/engine';
import { KINDS } from '../kinds.js';
import { likeliest, openSegmenter } from '../segmenter.js';
import type { Example } from './examples.js';

/** Intersection over union by kind, all views and styles together; NaN of kinds that neither show. */
export async function scoresOf(
  engine: Engine,
  weights: Float32Array,
  examples: AsyncIterable<Example>,
): Promise<readonly number[]> {
  const [both, either] = [KINDS.map(() => 0), KINDS.map(() => 0)];
  const segmenter = openSegmenter(engine, { weights, notes: {} });
  try {
    for await (const example of examples) {
      for (const rgb of example.styles) {
        const segmentation = await segmenter.segment({ width: example.width, height: example.height, rgb });
        const { width, height } = segmentation;
        const kinds = likeliest(segmentation);
        for (let y = 0, i = 0; y < height; y++) {
          const row = example.width * Math.floor(((y + 0.5) * example.height) / height);
          for (let x = 0; x < width; x++, i++) {
            const truth = example.kinds[row + Math.floor(((x + 0.5) * example.width) / width)] as number;
            const said = kinds[i] as number;
            either[truth] = (either[truth] as number) + 1;
            if (said === truth) both[truth] = (both[truth] as number) + 1;
            else either[said] = (either[said] as number) + 1;
          }
        }
      }
    }
  } finally {
    await segmenter.close();
  }
  return KINDS.map((_, k) => (both[k] as number) / (either[k] as number));
}

import type { Program } from '#nn/engines/engine';
import { type Example, emptyBatch, putExample, type Size } from '../../pictures/example.js';

/** A class index for each pixel of each example, batch by batch; the last batch is filled up with what is thrown away. */
export async function predict(
  program: Program,
  weights: Float32Array,
  examples: readonly Example[],
  size: Size,
  count: number,
): Promise<readonly Uint8Array[]> {
  const pixels = size.width * size.height;
  const results: Uint8Array[] = [];
  for (let start = 0; start < examples.length; start += count) {
    const part = examples.slice(start, start + count);
    const batch = emptyBatch(count, size);
    for (const [i, example] of part.entries()) putExample(batch, i, example);
    const { classes } = await program.run({ weights, pictures: batch.pictures });
    if (classes === undefined) throw new RangeError('the predictor gave no classes');
    for (const i of part.keys()) results.push(Uint8Array.from(classes.subarray(i * pixels, (i + 1) * pixels)));
  }
  return results;
}

/**
 * What comes of not looking: each pixel gets the class that is commonest there in training. A network that does no better has learnt nothing
 * from its pictures.
 */
import { VOID } from '../../classes/class-map.js';
import type { Size } from '../../pictures/example.js';
import type { ExampleStore } from '../../pictures/store.js';
import { cutWindow } from '../../pictures/window.js';
import { evenly } from './feed.js';
import type { Row } from './options.js';

/** Pictures of a source that are looked at. */
const MOST_COUNTED = 120;

/** A class for each pixel; the first of equals. Every source counts the same. */
export async function commonestByPlace(row: Row, store: ExampleStore, size: Size, classes: number): Promise<Uint8Array> {
  const pixels = size.width * size.height;
  const votes = Array.from({ length: classes }, () => new Float32Array(pixels));
  for (const { pictures } of row.sources) {
    const counted = evenly(pictures, MOST_COUNTED);
    for (const picture of counted) {
      const { truth } = cutWindow(await store.get(picture), size, { share: 1, x: 0.5, y: 0.5, mirrored: false });
      for (let i = 0; i < pixels; i++) {
        const label = truth[i] as number;
        const vote = votes[label];
        if (label !== VOID && vote !== undefined) vote[i] = (vote[i] as number) + 1 / counted.length;
      }
    }
  }
  const at = (label: number, i: number): number => votes[label]?.[i] as number;
  return Uint8Array.from({ length: pixels }, (_, i) =>
    votes.reduce((best, _vote, label) => (at(label, i) > at(best, i) ? label : best), 0),
  );
}

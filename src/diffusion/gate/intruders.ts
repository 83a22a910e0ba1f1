/** Bodies that the network sees in the new picture, not in the base, and that no label tells of. */
import { type Blob, blobsOf } from './blobs.js';
import { grown } from './grown.js';
import { BODIES, KINDS, type Kind } from './kinds.js';
import type { Segmentation } from './segmenter.js';
import type { Segment } from './segments.js';

export interface Intruder extends Blob {
  readonly kind: Kind;
}

/** Pixels of the reduced picture around labels and what the base shows that don't count. */
const SLACK = 2;

/**
 * @param of segment's index by pixel of the reduced picture
 * @param fewest pixels of the reduced picture, by kind
 */
export function intrudersOf(
  base: Segmentation,
  repainted: Segmentation,
  of: Uint16Array,
  list: readonly Segment[],
  fewest: (kind: Kind) => number,
): readonly Intruder[] {
  const { width, height } = repainted;
  return BODIES.flatMap((kind) => {
    const index = KINDS.indexOf(kind);
    const known = Uint8Array.from(of, (at, i) =>
      base.kinds[i] === index || (((list[at] as Segment).kinds >> index) & 1) === 1 ? 1 : 0,
    );
    const around = grown(known, width, height, SLACK);
    const fresh = repainted.kinds.map((said, i) => (said === index && around[i] === 0 ? 1 : 0));
    return blobsOf(fresh, width, height, fewest(kind)).map((blob) => ({ ...blob, kind }));
  });
}

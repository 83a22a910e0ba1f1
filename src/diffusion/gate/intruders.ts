/** Bodies that the network sees in the new picture, not in the base, and that no label tells of. */
import { type Blob, blobsOf } from '../field/blobs.js';
import { grown } from './grown.js';
import { BODIES, KINDS, type Kind } from './kinds.js';
import type { Segmentation } from './segmenter.js';
import type { Segment } from './segments.js';

export interface Intruder extends Blob {
  readonly kind: Kind;
}

/** Pixels of the reduced picture around labels that don't count: the network's outlines are that coarse. */
const SLACK = 3;
/** How sure the network is of each pixel in the new picture, and may at most have been in the base. */
const SURE = 0.6;
const WAS_SURE = 0.3;

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
  const count = width * height;
  return BODIES.flatMap((kind) => {
    const index = KINDS.indexOf(kind);
    const own = list.map(({ kinds }) => (kinds >> index) & 1);
    const [fresh, labelled] = [new Uint8Array(count), new Uint8Array(count)];
    for (let i = 0, at = index * count; i < count; i++, at++) {
      labelled[i] = own[of[i] as number] as number;
      if ((repainted.shares[at] as number) > SURE && (base.shares[at] as number) < WAS_SURE) fresh[i] = 1;
    }
    const around = grown(labelled, width, height, SLACK);
    for (let i = 0; i < count; i++) if (around[i] === 1) fresh[i] = 0;
    return blobsOf(fresh, width, height, fewest(kind)).map((blob) => ({ ...blob, kind }));
  });
}

/**
 * Whether an independent network still sees each labelled piece where its label is. What it gives to kinds of that piece, in a window
 * around it, are held against the label; pixels of other pieces of such a kind count neither way, since kinds don't tell one body from the next.
 */
import { KINDS } from './kinds.js';
import type { Extent } from './network.js';
import type { Segmentation } from './segmenter.js';
import type { Segment } from './segments.js';

/** Pixels of the reduced picture that a body, or stuff, needs to be measured. */
const FEWEST = { body: 20, stuff: 150 } as const;
/** IoU that the same network must reach on the base: what it can't see there proves nothing. */
const SEEN = 0.4;
/** How far the window reaches beyond the box, as a share of the box, and pixels. */
const MARGIN = { share: 0.3, pixels: 2 } as const;

/**
 * IoU in the new picture over IoU in the base, at most 1.
 * @param of segment's index by pixel of the reduced picture
 * @returns undefined where it is too small, or the network doesn't see it in the base
 */
export function silhouetteKept(
  base: Segmentation,
  repainted: Segmentation,
  of: Uint16Array,
  list: readonly Segment[],
  index: number,
  full: Extent,
): number | undefined {
  const before = silhouetteIou(base, of, list, index, full);
  if (before === undefined || before < SEEN) return undefined;
  return Math.min(1, (silhouetteIou(repainted, of, list, index, full) ?? 0) / before);
}

/**
 * IoU of label and network, each pixel counting as much as the network is sure of it (sum of the lesser over sum of the greater).
 * @returns undefined where the label has too few pixels
 */
export function silhouetteIou(
  { width, height, shares }: Segmentation,
  of: Uint16Array,
  list: readonly Segment[],
  index: number,
  full: Extent,
): number | undefined {
  const { box, kinds: own, instance } = list[index] as Segment;
  const alike = list.map((segment) => (segment.kinds & own) !== 0);
  const [sx, sy] = [width / full.width, height / full.height];
  const [mx, my] = [MARGIN.share * box.width * sx + MARGIN.pixels, MARGIN.share * box.height * sy + MARGIN.pixels];
  const x0 = Math.max(0, Math.floor(box.x * sx - mx));
  const x1 = Math.min(width, Math.ceil((box.x + box.width) * sx + mx));
  const y1 = Math.min(height, Math.ceil((box.y + box.height) * sy + my));
  const planes = KINDS.flatMap((_, kind) => (((own >> kind) & 1) === 1 ? [kind * width * height] : []));
  let [both, either, label] = [0, 0, 0];
  for (let y = Math.max(0, Math.floor(box.y * sy - my)); y < y1; y++) {
    for (let x = x0, i = y * width + x0; x < x1; x++, i++) {
      const at = of[i] as number;
      const foreign = at !== index;
      if (foreign && alike[at] === true) continue;
      let sure = 0;
      for (const plane of planes) sure += shares[plane + i] as number;
      if (foreign) either += sure;
      else {
        label++;
        either++;
        both += sure;
      }
    }
  }
  return label < (instance > 0 ? FEWEST.body : FEWEST.stuff) ? undefined : both / either;
}

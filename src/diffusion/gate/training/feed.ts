/** Batches for the segmenter: which views, windows and looks follow from the step's number alone. */
import { exp, ln } from '#core/math';
import type { RandomStream } from '#core/random';
import { KINDS, SAFETY } from '../kinds.js';
import type { Extent } from '../network.js';
import type { Body, Example } from './examples.js';
import { varyLook } from './looks.js';
import { pasteBody } from './paste.js';
import { type Crop, cutWindow } from './window.js';

export interface FeedOptions {
  /** Views that are drawn from. */
  readonly count: number;
  example(index: number): Promise<Example>;
  readonly batch: number;
  readonly size: Extent;
  readonly random: RandomStream;
}

export type SegmenterBatch = Readonly<{ pictures: Float32Array; labels: Int32Array }>;

/** Smallest and largest window, as a share of the view's width: what it sees is as large as in use, or up to half as large again either way, and as much of it at once. */
const SHARE = { least: 0.5, most: 1 } as const;
/** How often a window is drawn anew while it shows no person or animal. */
const LOOKED_FOR = 2;
const PASTED = 0.5;

export function feedOf({ count, example, batch, size, random }: FeedOptions): (step: number) => Promise<SegmenterBatch> {
  const pixels = size.width * size.height;
  const drawn = async (own: RandomStream): Promise<Crop> => {
    const view = await example(own.child('view').index(count));
    const crop = windowWith(view, own.child('window'), size);
    const paste = own.child('paste');
    if (paste.chance(PASTED)) {
      const other = await example(paste.index(count));
      if (other.bodies.length > 0) {
        const body: Body = paste.pick(other.bodies);
        pasteBody(crop, other, body, paste.index(other.styles.length), paste);
      }
    }
    varyLook(crop, own.child('look'));
    return crop;
  };
  return async (step) => {
    const crops = await Promise.all(Array.from({ length: batch }, (_, n) => drawn(random.child(step).child(n))));
    const out = { pictures: new Float32Array(3 * batch * pixels), labels: new Int32Array(batch * pixels) };
    for (const [n, crop] of crops.entries()) {
      putPicture(crop.rgb, pixels, out.pictures, 3 * n * pixels);
      out.labels.set(crop.kinds, n * pixels);
    }
    return out;
  };
}

/** sRGB bytes as three planes, -1..1. */
export function putPicture(rgb: Uint8Array, pixels: number, out: Float32Array, at = 0): void {
  for (let k = 0; k < 3; k++) {
    for (let i = 0; i < pixels; i++) out[at + k * pixels + i] = (rgb[3 * i + k] as number) / 127.5 - 1;
  }
}

function windowWith(view: Example, random: RandomStream, size: Extent): Crop {
  const style = random.index(view.styles.length);
  let crop = cutAnywhere(view, style, random.child(0), size);
  for (let again = 1; again <= LOOKED_FOR && !showsBody(crop); again++) {
    crop = cutAnywhere(view, style, random.child(again), size);
  }
  return crop;
}

function cutAnywhere(view: Example, style: number, random: RandomStream, size: Extent): Crop {
  const share = SHARE.least * exp(ln(SHARE.most / SHARE.least) * random.uniform());
  const largest = Math.min(view.width / size.width, view.height / size.height);
  const scale = largest * share;
  const left = random.uniform() * (view.width - scale * size.width);
  const top = random.uniform() * (view.height - scale * size.height);
  return cutWindow(view, style, size, { left, top, scale, mirrored: random.chance(0.5) });
}

const WANTED = KINDS.map((kind) => SAFETY.includes(kind));

function showsBody({ kinds }: Crop): boolean {
  return kinds.some((kind) => WANTED[kind] === true);
}

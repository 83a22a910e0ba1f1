/** What is labelled in a frame, piece by piece: each body, and each class of stuff. */
import type { PixelBox } from '#contracts/label';
import type { ClassId } from '#contracts/scene';
import type { Seen } from '../field/cells.js';
import { KINDS, SAFETY } from './kinds.js';

export interface Segment {
  /** Instance id; 0 of stuff. */
  readonly instance: number;
  /** The commonest in it: a cyclist's pixels are rider's and bicycle's. */
  readonly class: ClassId;
  readonly box: PixelBox;
  readonly pixels: number;
  /** Kinds (bit k: `KINDS[k]`) that a fair share of its pixels belong to. */
  readonly kinds: number;
  /** A person or animal, or one with a share in it. */
  readonly safety: boolean;
}

export interface Segments {
  readonly list: readonly Segment[];
  /** By pixel, the index in `list`. */
  readonly of: Uint16Array;
}

/** What an instance's classes must at least hold of it to count. */
const FAIR_SHARE = 0.08;
const INSTANCES = 0x10000;
const SAFE_KINDS = SAFETY.reduce((mask, kind) => mask | (1 << KINDS.indexOf(kind)), 0);

/** @param names of classes by semantic id @param kindOf index in `KINDS` by semantic id */
export function segmentsOf(
  { width, height, semantic, instance }: Pick<Seen, 'width' | 'height' | 'semantic' | 'instance'>,
  names: readonly (ClassId | undefined)[],
  kindOf: Uint8Array,
): Segments {
  const indexOf = new Int32Array(INSTANCES + 256).fill(-1);
  const boxes: { left: number; right: number; top: number; bottom: number }[] = [];
  const counts: Uint32Array[] = [];
  const of = new Uint16Array(width * height);
  for (let y = 0; y < height; y++) {
    const end = (y + 1) * width;
    // Run by run: pixels of one body and class side by side.
    for (let i = y * width, next = i; i < end; i = next) {
      const [body, id] = [instance[i] as number, semantic[i] as number];
      next = i + 1;
      while (next < end && instance[next] === body && semantic[next] === id) next++;
      const key = body > 0 ? body : INSTANCES + id;
      let index = indexOf[key] as number;
      if (index < 0) {
        index = counts.length;
        indexOf[key] = index;
        counts.push(new Uint32Array(256));
        boxes.push({ left: width, right: 0, top: y, bottom: y });
      }
      of.fill(index, i, next);
      const count = counts[index] as Uint32Array;
      count[id] = (count[id] as number) + next - i;
      const box = boxes[index] as (typeof boxes)[number];
      box.left = Math.min(box.left, i - y * width);
      box.right = Math.max(box.right, next - 1 - y * width);
      box.bottom = y;
    }
  }
  const instanceOf = new Map<number, number>();
  for (const [key, index] of indexOf.entries()) if (index >= 0) instanceOf.set(index, key < INSTANCES ? key : 0);
  const list = counts.map((count, index): Segment => {
    const { left, right, top, bottom } = boxes[index] as (typeof boxes)[number];
    const pixels = count.reduce((sum, many) => sum + many, 0);
    const commonest = count.reduce((best, many, id) => (many > (count[best] as number) ? id : best), 0);
    const kinds = kindsIn(count, pixels, kindOf);
    return {
      instance: instanceOf.get(index) as number,
      class: names[commonest] ?? `class ${commonest}`,
      box: { x: left, y: top, width: right - left + 1, height: bottom - top + 1 },
      pixels,
      kinds,
      safety: (kinds & SAFE_KINDS) !== 0,
    };
  });
  return { list, of };
}

function kindsIn(count: Uint32Array, pixels: number, kindOf: Uint8Array): number {
  const shares = new Float64Array(KINDS.length);
  for (const [id, many] of count.entries()) {
    const kind = kindOf[id] as number;
    shares[kind] = (shares[kind] as number) + many / pixels;
  }
  return shares.reduce((mask, share, kind) => (share >= FAIR_SHARE ? mask | (1 << kind) : mask), 0);
}

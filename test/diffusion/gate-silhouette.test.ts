/** Overlap of labels with what a network sees. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KINDS } from '#diffusion/gate/kinds';
import type { Segmentation } from '#diffusion/gate/segmenter';
import type { Segment } from '#diffusion/gate/segments';
import { silhouetteIou, silhouetteKept } from '#diffusion/gate/silhouette';

const SIZE = { width: 120, height: 40 } as const;
const bit = (kind: (typeof KINDS)[number]): number => 1 << KINDS.indexOf(kind);

interface Box {
  readonly x: number;
  readonly width: number;
}
const HEIGHT = { y: 10, height: 20 } as const;

function segment(instance: number, kind: (typeof KINDS)[number], { x, width }: Box): Segment {
  const box = { x, width, ...HEIGHT };
  return { instance, class: kind, box, pixels: width * HEIGHT.height, kinds: bit(kind), safety: true };
}
function labels(...boxes: Box[]): Uint16Array {
  const of = new Uint16Array(SIZE.width * SIZE.height);
  for (const [n, box] of boxes.entries()) fill(box, (i) => (of[i] = n + 1));
  return of;
}
function seen(kind: (typeof KINDS)[number], ...boxes: Box[]): Segmentation {
  const count = SIZE.width * SIZE.height;
  const shares = new Float32Array(KINDS.length * count);
  for (const box of boxes) fill(box, (i) => (shares[KINDS.indexOf(kind) * count + i] = 1));
  return { ...SIZE, shares };
}
function fill({ x, width }: Box, put: (i: number) => void): void {
  for (let v = HEIGHT.y; v < HEIGHT.y + HEIGHT.height; v++) for (let u = x; u < x + width; u++) put(v * SIZE.width + u);
}
const GROUND = segment(0, 'ground', { x: 0, width: SIZE.width });

describe('a silhouette', () => {
  it('moved by k of its w pixels overlaps by (w - k) / (w + k)', () => {
    const w = fc.integer({ min: 10, max: 40 });
    fc.assert(
      fc.property(w, fc.double({ min: 0, max: 0.25, noNaN: true }), (width, share) => {
        const k = Math.floor(share * width);
        const at = { x: 40, width };
        const list = [GROUND, segment(1, 'person', at)];
        const moved = seen('person', { x: 40 + k, width });
        expect(silhouetteIou(moved, labels(at), list, 1, SIZE)).toBeCloseTo((width - k) / (width + k), 12);
        const kept = silhouetteKept(seen('person', at), moved, labels(at), list, 1, SIZE);
        expect(kept).toBeCloseTo((width - k) / (width + k), 12);
      }),
    );
  });
  it('that the network misses in the base proves nothing', () => {
    const at = { x: 40, width: 20 };
    const list = [GROUND, segment(1, 'person', at)];
    expect(silhouetteKept(seen('animal', at), seen('person', at), labels(at), list, 1, SIZE)).toBeUndefined();
    expect(silhouetteKept(seen('person', at), seen('animal', at), labels(at), list, 1, SIZE)).toBe(0);
  });
  it('is not charged with its neighbour of the same kind', () => {
    const [one, two] = [
      { x: 30, width: 20 },
      { x: 52, width: 20 },
    ];
    const list = [GROUND, segment(1, 'person', one), segment(2, 'person', two)];
    expect(silhouetteIou(seen('person', one, two), labels(one, two), list, 1, SIZE)).toBe(1);
    const other = [GROUND, segment(1, 'person', one), segment(2, 'vehicle', two)];
    expect(silhouetteIou(seen('person', one, two), labels(one, two), other, 1, SIZE)).toBeLessThan(1);
  });
  it('counts as much as the network is sure', () => {
    const at = { x: 40, width: 20 };
    const half = seen('person', at);
    for (let i = 0; i < half.shares.length; i++) half.shares[i] = (half.shares[i] as number) / 2;
    expect(silhouetteIou(half, labels(at), [GROUND, segment(1, 'person', at)], 1, SIZE)).toBeCloseTo(0.5, 6);
  });
  it('of a few pixels is not measured', () => {
    const at = { x: 40, width: 20 };
    const tiny = labels(at).map((value, i) => (i % 31 === 0 ? value : 0));
    expect(silhouetteIou(seen('person', at), tiny, [GROUND, segment(1, 'person', at)], 1, SIZE)).toBeUndefined();
  });
});

/** Repainting that looks at what it did. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FrameValidity, SegmentValidity } from '#contracts/validity';
import { type RandomStream, randomRoot } from '#core/random';
import { type Judge, RETRIES, repaintCarefully } from '#diffusion/careful';
import type { Cells } from '#diffusion/field/cells';
import { refusalsOf } from '#diffusion/refusals';
import type { Frame, Repainter } from '#diffusion/repainter';
import { madeFrame } from './frames.js';

const FRAME: Frame = { ...madeFrame(8, 4, []), cells: {} as Cells, extinctionPerM: 0 };
const OPTIONS = { strength: 0.8, steps: 4, guidance: 1, prompt: {} };
const FINE: FrameValidity = { segments: [], hallucinations: [], valid: true };
const segment: SegmentValidity = {
  instance: 7,
  class: 'person',
  box: { x: 1, y: 2, width: 3, height: 4 },
  pixels: 12,
  safety: true,
  measured: { boundary: 0.25, silhouette: 0.9 },
  failed: ['boundary'],
};
const BROKEN: FrameValidity = { segments: [segment], hallucinations: [], valid: false };

/** Adds a hundred times its strength, and notes what it was given. */
function painter() {
  const seen: { strength: number; number: number }[] = [];
  const repainter: Repainter = {
    model: { name: 'made-up', sha256: '' },
    async repaint({ rgb }, { strength }, random: RandomStream) {
      seen.push({ strength, number: random.uint32() });
      return rgb.map((value) => value + Math.round(100 * strength));
    },
    close: async () => {},
  };
  return { repainter, seen };
}

/** Lets changes of up to so many grey levels pass. */
const upTo = (most: number): Judge => ({
  judge: async (base, repainted) => ((repainted[0] as number) - (base[0] as number) <= most ? FINE : BROKEN),
});
const careful = (judge: Judge, repainter: Repainter) =>
  repaintCarefully(repainter, judge, FRAME, OPTIONS, randomRoot('careful').child(3));

describe('repainting with a judge', () => {
  it('keeps what holds at once', async () => {
    const { repainter, seen } = painter();
    const made = await careful(upTo(80), repainter);
    expect(made).toMatchObject({ outcome: 'kept', strength: 0.8, validity: FINE, refused: [] });
    expect(made.rgb[0]).toBe(180 + 80 - 256);
    expect(seen).toHaveLength(1);
  });

  it('repairs by less strength from the same noise', async () => {
    const { repainter, seen } = painter();
    const judge: Judge = { judge: async () => (seen.length < 2 ? BROKEN : FINE) };
    const made = await careful(judge, repainter);
    expect(made.outcome).toBe('repaired');
    expect(made.strength).toBeCloseTo(0.48);
    expect(made.refused).toEqual([{ strength: 0.8, validity: BROKEN }]);
    expect(new Set(seen.map(({ number }) => number)).size).toBe(1);
  });

  it('drops what holds at no strength, after as many attempts as there are', async () => {
    const { repainter, seen } = painter();
    const made = await careful({ judge: async () => BROKEN }, repainter);
    expect(made).toMatchObject({ outcome: 'dropped', validity: BROKEN });
    expect(made.refused).toHaveLength(RETRIES.length - 1);
    expect(seen.map(({ strength }) => strength)).toEqual(RETRIES.map((factor) => 0.8 * factor));
  });

  it('takes the greatest strength of its ladder that holds', async () => {
    const least = 0.8 * (RETRIES.at(-1) as number);
    await fc.assert(
      fc.asyncProperty(fc.double({ min: 0, max: 1, noNaN: true }), async (limit) => {
        const { repainter, seen } = painter();
        const judge: Judge = { judge: async () => ((seen.at(-1)?.strength as number) <= limit ? FINE : BROKEN) };
        const { outcome, strength } = await careful(judge, repainter);
        const fits = RETRIES.map((factor) => 0.8 * factor).filter((each) => each <= limit);
        expect(outcome).toBe(fits.length === 0 ? 'dropped' : fits.length === RETRIES.length ? 'kept' : 'repaired');
        expect(strength).toBe(fits[0] ?? least);
      }),
      { numRuns: 30 },
    );
  });
});

describe('why a frame is dropped', () => {
  it('names the body, the tests that failed and their figures', () => {
    expect(refusalsOf(BROKEN, (instance) => (instance === 7 ? 'walker' : undefined))).toEqual([
      { code: 'ND01', invariant: expect.any(String), object: 'walker', detail: 'person 7, 12 px: boundary 0.250' },
    ]);
  });

  it('names what appeared, and nothing where all is well', () => {
    const box = { x: 5, y: 6, width: 7, height: 8 };
    const [found] = refusalsOf({ ...FINE, hallucinations: [{ class: 'person', box, pixels: 40 }] }, () => undefined);
    expect(found).toMatchObject({ code: 'ND02', detail: 'something like person, 40 px, 7x8 at 5,6' });
    expect(refusalsOf(FINE, () => undefined)).toEqual([]);
  });
});

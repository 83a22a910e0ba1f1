/** Photographs without labels: regions, plain looks, and a model that learns one more word. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomRoot } from '#core/random';
import { lightOf, PLANES, planesAt } from '#diffusion/field/change';
import { GROUPS } from '#diffusion/field/groups';
import { buildDenoiser, type Model } from '#diffusion/model/model';
import { TIME_WAVES } from '#diffusion/model/network';
import { promptLength, promptVector } from '#diffusion/model/prompt';
import { restyled } from '#diffusion/model/restyled';
import { evenSpectrum, SPECTRUM_LENGTH } from '#diffusion/noise/spectrum';
import { componentsOf } from '#diffusion/training/components';
import { photoCells, photoView } from '#diffusion/training/photo';
import { floatsOf } from '#nn/engines/engine';
import { referenceEngine } from '#nn/engines/reference';

const ROAD = GROUPS.indexOf('road');
const CAR = GROUPS.indexOf('vehicle');

describe('regions', () => {
  it('are numbered apart and cover their classes', () => {
    const picture = Uint8Array.from([1, 1, 0, 1, 0, 0, 0, 1, 2, 2, 0, 1]);
    expect([...componentsOf(picture, 4, 3, [1, 2])]).toEqual([1, 1, 0, 2, 0, 0, 0, 2, 3, 3, 0, 2]);
    expect([...componentsOf(picture, 4, 3, [2])]).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0]);
  });
});

describe('light as planes', () => {
  it('comes back', () => {
    const number = fc.double({ min: -4, max: 1, noNaN: true });
    fc.assert(
      fc.property(number, number, number, (r, g, b) => {
        const look = { light: [r, g, b].map((value) => Float32Array.of(value)), contrast: Float32Array.of(0) } as never;
        const [lightness, redder, bluer] = planesAt(look, 0);
        for (const [c, value] of lightOf(lightness, redder, bluer).entries())
          expect(value).toBeCloseTo([r, g, b][c] as number, 5);
      }),
    );
  });
});

describe('a photograph', () => {
  const [width, height] = [64, 32];
  const group = Uint8Array.from({ length: width * height }, (_, i) => (i % width > 40 && i >= width * 16 ? CAR : ROAD));
  const rgb = Uint8Array.from(
    { length: 3 * width * height },
    (_, i) => (group[Math.floor(i / 3)] === CAR ? [200, 20, 20][i % 3] : 90) as number,
  );
  const plain = { mean: new Array(SPECTRUM_LENGTH).fill(-1), spread: new Array(SPECTRUM_LENGTH).fill(0) };
  const view = photoView(photoCells({ width, height, rgb, group }), plain, 'dashcam', randomRoot(1));

  it('is where the way from plain segments leads', () => {
    const [base, real] = view.styles;
    expect(real?.prompt).toEqual({ style: 'dashcam' });
    for (const i of view.cells.segment.keys()) {
      if (view.cells.segment[i] === 0xffffffff) continue;
      for (let p = 0; p < PLANES; p++) expect(planesAt(base?.look as never, i)[p]).toBeCloseTo(-1, 4);
    }
    expect(new Set(view.cells.segment).size).toBe(view.cells.segment.includes(0xffffffff) ? 3 : 2);
  });
});

describe('one more word', () => {
  it('changes nothing until it is learnt', async () => {
    const card = {
      name: 'test',
      styles: ['one'],
      spectrum: evenSpectrum([1, 1, 1, 1], { whole: 1, segment: 0, broad: 0, fine: 0, white: 0 }),
      plain: { mean: [], spread: [] },
      channels: [8, 8, 8],
    } as const;
    const { parameters } = buildDenoiser(card, 1, 16, 16);
    const model: Model = { card, weights: parameters.initial(randomRoot('weights')) };
    const more = restyled(model, 'two', 'more');
    expect(more.card.styles).toEqual(['one', 'two']);
    const answer = async ({ card: { styles, channels }, weights }: Model, style: string) => {
      const built = buildDenoiser({ styles, channels }, 1, 16, 16);
      built.parameters.finish('weights');
      const program = await referenceEngine.compile(built.graph, { v: built.v });
      const hints = new Float32Array(TIME_WAVES + promptLength(styles));
      hints.set(promptVector({ style }, styles), TIME_WAVES);
      const random = randomRoot('field');
      const noisy = Float32Array.from({ length: PLANES * 256 }, () => random.normal());
      const facts = new Float32Array(built.graph.inputs.get('facts')?.shape.reduce((a, b) => a * b, 1) ?? 0);
      return floatsOf(await program.run({ noisy, facts, hints, weights }), 'v');
    };
    expect(await answer(more, 'one')).toEqual(await answer(model, 'one'));
    // A word of no weight is as if nothing was said.
    expect(await answer(more, 'two')).toEqual(await answer(model, 'two'));
    expect(await answer(more, 'one')).not.toEqual(await answer(more, 'two'));
  });
});

/** From views in two styles to weights to a picture in the other style. */
import { describe, expect, it } from 'vitest';
import { IDENTITY_POSE } from '#core/pose';
import { randomRoot } from '#core/random';
import { cellsOf, FIRST_STUFF } from '#diffusion/field/cells';
import { PLANES } from '#diffusion/field/change';
import { gridOf } from '#diffusion/field/grid';
import { GROUPS } from '#diffusion/field/groups';
import { decodeModel, type ModelCard, notesOf } from '#diffusion/model/model';
import { PARTS } from '#diffusion/noise/spectrum';
import { openPass } from '#diffusion/pass';
import { batchOf } from '#diffusion/training/feed';
import { plainLooksOf } from '#diffusion/training/plain';
import { spectrumOf } from '#diffusion/training/spectrum';
import { openDenoiserTrainer } from '#diffusion/training/train';
import { decodeView, encodeView, type View } from '#diffusion/training/views';
import { openOnnxEngine } from '#nn/engines/onnx';
import { encodeWeights } from '#nn/files/checkpoint';
import { GROUPS_OF, ROAD, ray, street, VIEWS } from './streets.js';

const RECIPE = { steps: 650, rate: 3e-3, batch: 8, window: { width: 16, height: 16 }, unchanged: 0.15 };
const CARD: ModelCard = {
  name: 'test',
  styles: ['made-up'],
  spectrum: spectrumOf(VIEWS),
  plain: plainLooksOf(VIEWS),
  channels: [16, 16, 16],
};

describe('a view in several styles', () => {
  it('comes back from its file, to the steps that numbers are stored in', () => {
    const [view] = VIEWS as [View];
    const back = decodeView(encodeView(view), 'a.view');
    expect(back.cells.segment).toEqual(view.cells.segment);
    expect(back.cells.group).toEqual(view.cells.group);
    expect(back.cells.place).toEqual(view.cells.place);
    expect(back.styles.map(({ prompt }) => prompt)).toEqual(view.styles.map(({ prompt }) => prompt));
    expect(back.styles.map(({ extinctionPerM }) => extinctionPerM)).toEqual([0, 0.002]);
    for (const [k, { look }] of view.styles.entries())
      for (const [i, value] of look.contrast.entries())
        expect(Math.abs((back.styles[k]?.look.contrast[i] as number) - value)).toBeLessThan(1e-4);
  });

  it('cut short is told', () => {
    const bytes = encodeView(VIEWS[0] as View);
    for (const length of [0, 3, 40, bytes.length - 1000])
      expect(() => decodeView(bytes.subarray(0, length), 'a.view')).toThrow(/cut short/);
  });
});

describe('the spectrum of changes', () => {
  const changed = (by: (segment: number) => number): View[] =>
    VIEWS.map(({ cells, styles }) => {
      const [{ look, prompt, extinctionPerM }] = styles as [View['styles'][number]];
      const plus = (plane: Float32Array): Float32Array => plane.map((value, i) => value + by(cells.segment[i] as number));
      const [r, g, b] = look.light;
      return {
        cells,
        styles: [
          { look, prompt, extinctionPerM },
          { look: { ...look, light: [plus(r), plus(g), plus(b)] }, prompt, extinctionPerM },
        ],
      };
    });
  const ROAD_AT = GROUPS.indexOf('road') * PLANES;

  it('of a picture that gets lighter as a whole is nearly all of the whole', () => {
    const { sizes, shares } = spectrumOf(changed(() => 0.4));
    expect(sizes[ROAD_AT]).toBeCloseTo(0.4, 4);
    expect(shares.whole[ROAD_AT]).toBeGreaterThan(0.97);
  });

  it('of segments that change by themselves is mostly of the segment', () => {
    const { shares } = spectrumOf(changed((segment) => (segment === FIRST_STUFF + ROAD ? 0.4 : -0.4)));
    expect(shares.segment[ROAD_AT]).toBeGreaterThan(0.8);
  });

  it('adds up to one', () => {
    const { shares } = spectrumOf(VIEWS);
    for (const [i] of shares.whole.entries())
      expect(PARTS.reduce((sum, part) => sum + (shares[part][i] as number), 0)).toBeCloseTo(1, 3);
  });
});

describe('the denoiser', () => {
  it('learns, and paints the style that is asked for', async () => {
    const { engine } = await openOnnxEngine();
    const trainer = await openDenoiserTrainer(engine, CARD, RECIPE);
    const view = async (index: number): Promise<View> => VIEWS[index] as View;
    const random = randomRoot('train').child('batches');
    const batch = batchOf({ views: VIEWS.length, view, spectrum: CARD.spectrum, styles: CARD.styles, ...RECIPE, random });
    let state = trainer.initial(randomRoot('train').child('weights'));
    const losses: number[] = [];
    for (let step = 0; step < RECIPE.steps; step++) {
      const stepped = await trainer.step(state, await batch(step), RECIPE.rate);
      state = stepped.state;
      losses.push(stepped.loss);
    }
    await trainer.release();
    const late = losses.slice(-30).reduce((sum, loss) => sum + loss, 0) / 30;
    expect(late).toBeLessThan(0.5);

    const model = decodeModel(encodeWeights(trainer.pieces, { state, notes: notesOf(CARD) }), 'test.safetensors');
    expect(model.card).toEqual(CARD);
    const pass = openPass(engine, model);
    const day = street(2, false);
    const cells = cellsOf(day.seen, gridOf(160, 80), GROUPS_OF, IDENTITY_POSE, ray);
    const paint = (time: 'day' | 'dusk', seed: number, strength = 1) =>
      pass.repaint(
        { ...day, cells, extinctionPerM: 0 },
        { strength, steps: 4, guidance: 1, prompt: { time } },
        randomRoot(seed),
      );
    const roadAt = (rgb: Uint8Array): number => rgb[3 * (75 * 160 + 5)] as number;
    const road = async (time: 'day' | 'dusk'): Promise<number> => {
      const all = await Promise.all([1, 2, 3, 4].map(async (seed) => roadAt(await paint(time, seed))));
      return all.reduce((sum, value) => sum + value, 0) / all.length;
    };
    expect(await road('dusk')).toBeLessThan(90);
    expect(await road('day')).toBeGreaterThan(100);
    expect(Buffer.compare(await paint('dusk', 9), await paint('dusk', 9))).toBe(0);
    expect(Buffer.compare(await paint('dusk', 9, 0), day.rgb)).toBe(0);
    await pass.close();
  });
});

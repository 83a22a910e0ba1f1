/** The pass over one frame: to cells, through the sampler, back to pixels. */
import type { RandomStream } from '#core/random';
import type { Engine } from '#nn/engines/engine';
import type { Cells, Look, Seen } from './field/cells.js';
import { lookOf } from './field/cells.js';
import { shiftOf } from './field/change.js';
import { spread } from './field/spread.js';
import { putFacts } from './model/facts.js';
import type { Model } from './model/model.js';
import { FACTS } from './model/network.js';
import { openPredictor, type Predictor } from './model/predictor.js';
import type { Prompt } from './model/prompt.js';
import { sample } from './model/sampler.js';
import { labelNoise } from './noise/label-noise.js';

export interface PassOptions {
  /** 0..1 */
  readonly strength: number;
  readonly steps: number;
  readonly guidance: number;
  readonly prompt: Prompt;
}

export interface Frame {
  readonly seen: Seen;
  readonly rgb: Uint8Array;
  readonly cells: Cells;
}

export interface Pass {
  readonly model: Model;
  /** @param random of the sample: its frames then share their noise @returns sRGB bytes of the frame's size */
  repaint(frame: Frame, options: PassOptions, random: RandomStream): Promise<Uint8Array>;
  close(): Promise<void>;
}

export function openPass(engine: Engine, model: Model): Pass {
  const predictors = new Map<string, Promise<Predictor>>();
  const predictorFor = (height: number, width: number): Promise<Predictor> => {
    const key = `${height} ${width}`;
    const known = predictors.get(key) ?? openPredictor(engine, model, height, width);
    predictors.set(key, known);
    return known;
  };
  return {
    model,
    async repaint({ seen, rgb, cells }, { strength, steps, guidance, prompt }, random) {
      const look: Look = lookOf(seen, cells.grid, rgb);
      const facts = new Float32Array(FACTS * cells.segment.length);
      putFacts(cells, look, facts);
      const predictor = await predictorFor(cells.grid.height, cells.grid.width);
      const noise = labelNoise(cells, random.child('noise'));
      const change = await sample(noise, { strength, steps }, predictor.for(facts, prompt, guidance));
      return spread(seen, rgb, cells, look, shiftOf(change, model.card.sizes));
    },
    async close() {
      for (const predictor of predictors.values()) await (await predictor).release();
      predictors.clear();
    },
  };
}

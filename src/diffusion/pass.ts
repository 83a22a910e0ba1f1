/** The pass over one frame: to cells, through the sampler, back to pixels. */
import { sha256Hex } from '#core/hash';
import type { Engine } from '#nn/engines/engine';
import { lookOf } from './field/cells.js';
import { spread } from './field/spread.js';
import { putFacts } from './model/facts.js';
import type { Model } from './model/model.js';
import { FACTS } from './model/network.js';
import { openPredictor, type Predictor } from './model/predictor.js';
import { sample } from './model/sampler.js';
import { settled } from './model/settled.js';
import { labelNoise } from './noise/label-noise.js';
import type { Repainter } from './repainter.js';

export function openPass(engine: Engine, model: Model): Repainter {
  const { spectrum } = model.card;
  const predictors = new Map<string, Promise<Predictor>>();
  const predictorFor = (height: number, width: number): Promise<Predictor> => {
    const key = `${height} ${width}`;
    const known = predictors.get(key) ?? openPredictor(engine, model, height, width);
    predictors.set(key, known);
    return known;
  };
  return {
    model: { name: model.card.name, sha256: sha256Hex(bytesOf(model.weights)) },
    async repaint({ seen, rgb, cells, extinctionPerM }, { strength, steps, guidance, prompt }, random) {
      const look = lookOf(seen, cells.grid, rgb);
      const facts = new Float32Array(FACTS * cells.segment.length);
      putFacts(cells, look, facts);
      const predictor = await predictorFor(cells.grid.height, cells.grid.width);
      const noise = labelNoise(cells, random.child('noise'), spectrum);
      const change = await sample(noise, { strength, steps }, predictor.for(facts, prompt, guidance));
      return spread(seen, rgb, cells, look, settled(change, cells, look, extinctionPerM, spectrum));
    },
    async close() {
      for (const predictor of predictors.values()) await (await predictor).release();
      predictors.clear();
    },
  };
}

function bytesOf({ buffer, byteOffset, byteLength }: Float32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

/** A model on an engine, for fields of one size. */
import { type Engine, floatsOf } from '#nn/engines/engine';
import { buildDenoiser, type Model } from './model.js';
import { TIME_WAVES } from './network.js';
import { type Prompt, promptLength, promptVector } from './prompt.js';
import type { Predict } from './sampler.js';
import { timeWaves } from './schedule.js';

export interface Predictor {
  /** @param facts [FACTS, cells] @param guidance 1: as the prompt says; more: further away from what would be without one */
  for(facts: Float32Array, prompt: Prompt, guidance: number): Predict;
  release(): Promise<void>;
}

export async function openPredictor(
  engine: Engine,
  { card, weights }: Model,
  height: number,
  width: number,
): Promise<Predictor> {
  const { graph, parameters, v } = buildDenoiser(card, 1, height, width);
  parameters.finish('weights');
  const program = await engine.compile(graph, { v });
  const hintsAt = (time: number, words: Float32Array): Float32Array => {
    const hints = new Float32Array(TIME_WAVES + words.length);
    hints.set(timeWaves(time));
    hints.set(words, TIME_WAVES);
    return hints;
  };
  const open = new Float32Array(promptLength(card.styles));
  return {
    for(facts, prompt, guidance) {
      const words = promptVector(prompt, card.styles);
      const ask = async (noisy: Float32Array, time: number, asked: Float32Array): Promise<Float32Array> =>
        floatsOf(await program.run({ noisy, facts, hints: hintsAt(time, asked), weights }), 'v');
      return async (noisy, time) => {
        const told = await ask(noisy, time, words);
        if (guidance === 1 || words.every((word) => word === 0)) return told;
        const untold = await ask(noisy, time, open);
        // Classifier-free guidance (Ho & Salimans 2022, arXiv 2207.12598).
        return told.map((value, i) => (untold[i] as number) + guidance * (value - (untold[i] as number)));
      };
    },
    release: () => program.release(),
  };
}

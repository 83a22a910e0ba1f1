/** `randomize.diffusion`: finished pictures are painted over by a network that keeps every label. */
import { PROMPTS, REPAINT } from '#contracts/repaint';
import { choice } from '../language/choice.js';
import { may, record, said, text, whole } from '../language/combinators.js';
import type { Read } from '../language/context.js';
import { oneOf, otherwise, whenText } from '../language/union.js';
import { value } from '../language/value.js';

const { strength: STRENGTH, steps: STEPS, guidance: GUIDANCE } = REPAINT;

const strength = value(
  `How much of a picture's own look is given up, 0..1; at 0 nothing happens. ${STRENGTH.usual} when missing.`,
  'ratio',
  STRENGTH,
);

const prompt = record('what the new look is to be; what is left out stays as the sample has it', {
  weather: may(choice('Weather.', PROMPTS.weather)),
  time: may(choice('Time of day.', PROMPTS.time)),
  season: may(choice('Season.', PROMPTS.season)),
  style: may(choice("One of the model's own styles.")),
});

const full = record('the diffusion pass', {
  model: may(said(text(`Name of a shipped model (${REPAINT.model}), or path of a file or folder, from the scenario on.`, 500))),
  strength: may(strength),
  steps: may(whole(`how many steps the sampler takes (${STEPS.usual} when missing)`, STEPS.least, STEPS.most)),
  guidance: may(
    value(
      `1: as the prompt says; more: further away from what would be without one. ${GUIDANCE.usual} when missing.`,
      'number',
      GUIDANCE,
    ),
  ),
  prompt: may(prompt),
});

/** A strength alone, or all of it. */
export const diffusion = oneOf('how pictures are repainted (docs/diffusion.md); not among `all`', [
  whenText('0.8', strength),
  otherwise('{strength: {uniform: [0.4, 1]}, prompt: {weather: fog}}', full),
]);
export type DiffusionTree = Read<typeof diffusion>;

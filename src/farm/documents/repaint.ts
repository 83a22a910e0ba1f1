/** What documents say of repainted pictures. */
import * as z from 'zod';
import { PROMPTS, REPAINT } from '#contracts/repaint';
import { count, filePath, label, sha256 } from './parts.js';

export const plannedModels = z
  .array(
    z.strictObject({
      scenario: label,
      model: filePath,
      path: filePath.exactOptional(),
      sha256,
    }),
  )
  .max(10_000);

const prompt = z.strictObject({
  weather: z.enum(PROMPTS.weather).exactOptional(),
  time: z.enum(PROMPTS.time).exactOptional(),
  season: z.enum(PROMPTS.season).exactOptional(),
  style: label.exactOptional(),
});

export const plannedRepaint = z.strictObject({
  from: sha256,
  sha256,
  model: filePath,
  strength: z.number().min(REPAINT.strength.least).max(REPAINT.strength.most),
  steps: z.int().min(REPAINT.steps.least).max(REPAINT.steps.most),
  guidance: z.number().min(REPAINT.guidance.least).max(REPAINT.guidance.most),
  prompt,
  seed: label.exactOptional(),
});

const counts = z.strictObject({ kept: count(1e9), repaired: count(1e9), dropped: count(1e9) });

export const sampleRepaint = z.strictObject({ model: filePath, sha256, engine: label, gate: label, counts });

export const datasetRepaint = z.strictObject({
  models: z.array(z.strictObject({ model: filePath, sha256 })).max(10_000),
  engines: z.array(label).max(10_000),
  counts,
});

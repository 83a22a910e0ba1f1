/** A plan from outside: everything that decides a dataset's bytes. */
import * as z from 'zod';
import type { DatasetPlan } from '#contracts/job';
import {
  count,
  documentText,
  filePath,
  label,
  layer,
  MOST_SAMPLES,
  pluginName,
  sentence,
  sha256,
  unique,
  version,
} from './parts.js';
import { readAs } from './reading.js';
import { plannedModels, plannedRepaint } from './repaint.js';

const MOST_SCENARIOS = 10_000;
const LARGEST_SIDE = 8_192;

const plannedBody = z.strictObject({
  id: label,
  class: label,
  title: label,
  licence: label,
  source: label,
  path: filePath,
  sha256,
});

const cells = z.record(label, label);
const share = z.number().min(0).max(1);

const domainCovered = z.strictObject({
  axes: z.array(z.strictObject({ name: label, cells: z.array(label).max(10_000) })).max(1_000),
  filled: count(1e9),
  feasible: count(1e9),
  share,
  empty: z.array(cells).max(1_000_000),
  infeasible: z.array(z.strictObject({ cells, draws: count(1e9) })).max(1_000_000),
});

const chosenDraws = z
  .strictObject({
    goal: share,
    strength: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]),
    most: count(),
    pool: count(1e9),
    draws: z.array(z.array(count(1e9)).refine(ascends, 'draws that ascend')).max(MOST_SCENARIOS),
    covered: domainCovered,
  })
  .refine(({ draws, pool }) => draws.every((own) => (own.at(-1) ?? -1) < pool), 'draws from the pool');

function ascends(draws: readonly number[]): boolean {
  return draws.every((draw, i) => i === 0 || draw > (draws[i - 1] as number));
}

export const planSchema = z
  .strictObject({
    format: z.literal(1),
    scenarios: z
      .array(z.strictObject({ path: filePath, sha256, text: documentText }))
      .min(1)
      .max(MOST_SCENARIOS),
    assets: z
      .array(z.strictObject({ path: filePath, sha256, text: documentText, bodies: z.array(plannedBody).max(10_000) }))
      .max(1_000)
      .exactOptional(),
    catalogsSha256: sha256,
    seed: label,
    count: z.int().min(1).max(MOST_SAMPLES),
    chosen: chosenDraws.exactOptional(),
    size: z.strictObject({ width: z.int().min(1).max(LARGEST_SIDE), height: z.int().min(1).max(LARGEST_SIDE) }).exactOptional(),
    renderer: pluginName,
    layers: unique(z.array(layer)),
    writers: unique(z.array(pluginName).max(64)),
    nearmissVersion: version,
    variation: z
      .strictObject({
        set: z.array(z.strictObject({ key: label, value: sentence })).max(1_000),
        motion: z.enum(['held', 'resimulated']),
      })
      .exactOptional(),
    models: plannedModels.exactOptional(),
    repainted: plannedRepaint.exactOptional(),
  })
  .refine(({ scenarios, chosen }) => chosen === undefined || chosen.draws.length === scenarios.length, {
    path: ['chosen', 'draws'],
    error: 'a list for each scenario',
  })
  .refine((plan) => isWithin(samplesIn(plan)), {
    path: ['count'],
    error: `1 to ${MOST_SAMPLES} samples over all scenarios`,
  });

function samplesIn({ scenarios, count: each, chosen }: Pick<DatasetPlan, 'scenarios' | 'count' | 'chosen'>): number {
  return chosen === undefined ? scenarios.length * each : chosen.draws.reduce((sum, own) => sum + own.length, 0);
}
function isWithin(samples: number): boolean {
  return samples >= 1 && samples <= MOST_SAMPLES;
}

/** @param given text, bytes or plain JSON @throws NearmissError (exit 2) NM7940, NM7942 */
export function readPlan(given: unknown, where: string): DatasetPlan {
  return readAs<DatasetPlan>(planSchema, given, where, { name: 'a plan', code: 'NM7942' });
}

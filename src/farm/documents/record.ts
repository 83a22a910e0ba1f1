/** What a sample left, and what a shard left, from a store that others write to. */
import * as z from 'zod';
import type { SampleRecord } from '#pipeline/index';
import type { ShardManifest } from '../shard-manifest.js';
import { count, datasetPath, label, layer, MOST_SAMPLES, pluginName, sampleName, sentence, sha256, unique } from './parts.js';
import { readAs } from './reading.js';
import { sampleRepaint } from './repaint.js';

const whole = z.int().min(0);

const verdict = z.strictObject({
  outcome: z.enum(['pass', 'fail', 'invalid']),
  criteria: z
    .array(
      z.strictObject({
        criterion: sentence,
        passed: z.boolean(),
        value: z.number().exactOptional(),
        limit: z.number().exactOptional(),
        timeNs: z.number().exactOptional(),
      }),
    )
    .max(10_000),
  brokenRequirements: z.array(sentence).max(10_000),
  metrics: z.record(label, z.number()),
});

const violation = z.strictObject({ code: label, invariant: sentence, object: label.exactOptional(), detail: sentence });

const quarantined = z.strictObject({
  sensor: label,
  frame: whole,
  timeNs: z.number(),
  violations: z.array(violation).max(100_000),
});

export const artefact = z.strictObject({ path: datasetPath, bytes: whole, sha256, portable: z.boolean() });

export const rendererInfo = z.strictObject({
  name: pluginName,
  backend: label,
  versions: z.record(label, label),
  portableLayers: unique(z.array(layer)),
});

export const sampleSummary = z.strictObject({
  sample: sampleName,
  scenario: label,
  draw: count(1e9),
  concreteSha256: sha256,
  traceSha256: sha256,
  frames: whole,
  verdict,
  rejections: z.strictObject({ attempts: whole, byConstraint: z.record(sentence, whole) }),
  randomization: z.record(label, z.union([z.number(), label])).exactOptional(),
  quarantined: z.array(quarantined).max(1_000_000),
  repaint: sampleRepaint.exactOptional(),
  artefacts: z.array(artefact).max(10_000_000),
});

export const recordSchema = z.strictObject({
  planHash: sha256,
  renderer: rendererInfo,
  fragments: unique(z.array(pluginName).max(64)),
  summary: sampleSummary,
});

/** @param given text, bytes or plain JSON @throws NearmissError (exit 2) NM7940, NM7944 */
export function readSampleRecord(given: unknown, where: string): SampleRecord {
  return readAs<SampleRecord>(recordSchema, given, where, { name: 'a sample’s record', code: 'NM7944' });
}

const job = z.strictObject({
  id: sha256,
  planHash: sha256,
  samples: z
    .array(z.strictObject({ sample: sampleName, scenario: count(), draw: count(1e9) }))
    .min(1)
    .max(MOST_SAMPLES),
});

export const shardSchema = z
  .strictObject({ format: z.literal(1), job, records: z.array(recordSchema).max(MOST_SAMPLES) })
  .refine(isWhole, { path: ['records'], error: 'a record of each of the job’s samples, in their order, of its plan' });

function isWhole({ job: { samples, planHash }, records }: ShardManifest): boolean {
  return (
    records.length === samples.length &&
    records.every(({ summary, planHash: own }, i) => {
      const asked = samples[i];
      return own === planHash && summary.sample === asked?.sample && summary.draw === asked.draw;
    })
  );
}

/** @param given text, bytes or plain JSON @throws NearmissError (exit 2) NM7940, NM7945 */
export function readShardManifest(given: unknown, where: string): ShardManifest {
  return readAs<ShardManifest>(shardSchema, given, where, { name: 'a shard’s manifest', code: 'NM7945' });
}

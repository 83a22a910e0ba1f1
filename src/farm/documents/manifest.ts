/** A dataset's manifest from outside. */
import * as z from 'zod';
import type { Manifest } from '#contracts/job';
import { label, MOST_SAMPLES, sha256 } from './parts.js';
import { planSchema } from './plan.js';
import { readAs } from './reading.js';
import { artefact, rendererInfo, sampleSummary } from './record.js';
import { datasetRepaint } from './repaint.js';
import { LARGEST_MANIFEST, parseDocument } from './text.js';

const whole = z.int().min(0);

const listedSample = sampleSummary.omit({ artefacts: true }).extend({ files: whole, bytes: whole, recordSha256: sha256 });

export const manifestSchema = z.strictObject({
  format: z.literal(2),
  plan: planSchema,
  planHash: sha256,
  renderer: rendererInfo,
  versions: z.record(label, label),
  samples: z.array(listedSample).min(1).max(MOST_SAMPLES),
  quarantine: z.strictObject({ frames: whole, byInvariant: z.record(label, whole) }),
  repaint: datasetRepaint.exactOptional(),
  artefacts: z.array(artefact).max(10_000_000),
  portableSha256: sha256,
  datasetSha256: sha256,
});

/** Its form; whether its plan is the one that planHash stands for is not looked at. @param given text, bytes or plain JSON @throws NearmissError (exit 2) NM7940, NM7946 */
export function readManifestDocument(given: unknown, where: string): Manifest {
  const isText = typeof given === 'string' || given instanceof Uint8Array;
  const document = isText ? parseDocument(given, where, LARGEST_MANIFEST) : given;
  return readAs<Manifest>(manifestSchema, document, where, { name: 'a manifest', code: 'NM7946' });
}

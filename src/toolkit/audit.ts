/** `audit`: the invariants over every frame of a finished dataset. */
import type { Quarantined } from '#contracts/audit';
import type { LayerName } from '#contracts/layers';
import { usageError } from '#core/errors';
import { openAudit } from '#labels/index';
import { readSample } from '#writers/index';
import { readManifest } from './manifest.js';
import { storeAt } from './stores.js';

export interface AuditOptions {
  readonly folder: string;
  readonly signal: AbortSignal;
  readonly on: (sample: string, done: number, total: number) => void;
}
export interface AuditReport {
  readonly samples: number;
  /** Frames that were audited. */
  readonly frames: number;
  readonly observations: number;
  /** Frames that contradict themselves, with their sample. */
  readonly broken: readonly (Quarantined & { readonly sample: string })[];
  /** Frames that were kept apart when the dataset was made. */
  readonly quarantined: number;
  readonly passed: boolean;
}

const NEEDED: readonly LayerName[] = ['instance', 'semantic', 'depth'];

/** @throws NearmissError (exit 2) NM7201, NM7202, NM7301 without the native writer, NM7303 without the layers labels are made from, NM7302 for a missing file */
export async function auditDataset({ folder, signal, on }: AuditOptions): Promise<AuditReport> {
  const manifest = await readManifest(folder);
  const { layers, writers } = manifest.plan;
  if (!writers.includes('native'))
    throw usageError('NM7301', `${folder} was written without the native writer`, 'generate with --writers native,...');
  const missing = NEEDED.filter((name) => !layers.includes(name));
  if (missing.length > 0)
    throw usageError(
      'NM7303',
      `${folder} was written without ${missing.join(', ')}`,
      `an audit needs --layers ${NEEDED.join(',')}`,
    );
  const looked = layers.filter((name) => name !== 'rgb' && name !== 'normal');
  const store = storeAt(folder, 'audit');
  const broken: (Quarantined & { sample: string })[] = [];
  let [frames, observations] = [0, 0];
  for (const [i, summary] of manifest.samples.entries()) {
    const audit = openAudit();
    const sample = await readSample(store, summary, looked);
    for await (const { type, record } of sample.records()) {
      signal.throwIfAborted();
      if (type === 'observation') {
        audit.observation(record);
        observations++;
        continue;
      }
      frames++;
      const { sensor, frame, timeNs } = record.annotations;
      const violations = audit.frame(record);
      if (violations.length > 0) broken.push({ sample: summary.sample, sensor, frame, timeNs, violations });
    }
    on(summary.sample, i + 1, manifest.samples.length);
  }
  const quarantined = manifest.quarantine.frames;
  return { samples: manifest.samples.length, frames, observations, broken, quarantined, passed: broken.length === 0 };
}

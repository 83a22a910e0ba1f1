/** A finished dataset read back: its manifest, and the files of a sample as the sample's record lists them. */
import { createHash } from 'node:crypto';
import type { ListedSample, Manifest, SampleSummary } from '#contracts/job';
import type { Store } from '#contracts/writer';
import { usageError } from '#core/errors';
import { hashOfPlan, MANIFEST_PATH } from '#farm/index';
import { recordPath, type SampleRecord } from '#pipeline/index';
import { storeAt } from './stores.js';

/** @param folder or an object store's address @throws NearmissError NM7201 when there is no manifest, NM7202 when it isn't sound. */
export async function readManifest(folder: string): Promise<Manifest> {
  const bytes = await storeAt(folder, 'manifest').read(MANIFEST_PATH);
  if (bytes === undefined) {
    const hint = 'it is no dataset, or it is not finished: `generate --resume` goes on with it';
    throw usageError('NM7201', `${folder} has no manifest.json`, hint);
  }
  try {
    const manifest = JSON.parse(new TextDecoder().decode(bytes)) as Manifest;
    if (manifest.format === 2 && manifest.planHash === hashOfPlan(manifest.plan)) return manifest;
  } catch {
    // Told below, as for every other unsound manifest.
  }
  throw usageError('NM7202', `${folder}/manifest.json is damaged or of another format`);
}

/** A sample with all its files. @throws NearmissError NM7302 when its record is missing, NM7016 when it is not the manifest's */
export async function sampleOf(store: Store, listed: ListedSample): Promise<SampleSummary> {
  const { summary, there, sound } = await recordOf(store, listed);
  if (summary !== undefined && sound) return summary;
  const path = recordPath(listed.sample);
  if (!there) {
    throw usageError('NM7302', `the dataset lacks ${path}`, '`nearmiss verify` says what else is missing');
  }
  const hint = 'put the old one back, or make the sample again: remove its folder, then `nearmiss generate ... --resume`';
  throw usageError('NM7016', `${path} is not the record that manifest.json names`, hint);
}

/** Samples with all their files, one after the other. @throws NearmissError as `sampleOf` */
export async function* samplesIn(
  store: Store,
  { samples }: Pick<Manifest, 'samples'>,
): AsyncGenerator<SampleSummary, void, undefined> {
  for (const listed of samples) yield await sampleOf(store, listed);
}

export interface FoundRecord {
  /** What it says of the sample, as far as it can be read. */
  readonly summary: SampleSummary | undefined;
  readonly there: boolean;
  /** Whether its bytes are those that the manifest names. */
  readonly sound: boolean;
}

/** A sample's record, sound or not. */
export async function recordOf(store: Store, { sample, recordSha256 }: ListedSample): Promise<FoundRecord> {
  const bytes = await store.read(recordPath(sample));
  if (bytes === undefined) return { summary: undefined, there: false, sound: false };
  const sound = createHash('sha256').update(bytes).digest('hex') === recordSha256;
  try {
    const { summary } = JSON.parse(new TextDecoder().decode(bytes)) as SampleRecord;
    return { summary: Array.isArray(summary?.artefacts) ? summary : undefined, there: true, sound };
  } catch {
    return { summary: undefined, there: true, sound };
  }
}

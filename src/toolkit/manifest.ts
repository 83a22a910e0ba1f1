/** A finished dataset read back: its manifest, and the files of a sample as the sample's record lists them. */
import { createHash } from 'node:crypto';
import type { ListedSample, Manifest, SampleSummary } from '#contracts/job';
import type { Store } from '#contracts/writer';
import { NearmissError, usageError } from '#core/errors';
import { hashOfPlan, MANIFEST_PATH, readManifestDocument, readSampleRecord } from '#farm/index';
import { recordPath } from '#pipeline/index';
import { storeAt } from './stores.js';

/** @param folder or an object store's address @throws NearmissError NM7201 when there is no manifest, NM7202 when it isn't sound. */
export async function readManifest(folder: string): Promise<Manifest> {
  const bytes = await storeAt(folder, 'manifest').read(MANIFEST_PATH);
  if (bytes === undefined) {
    const hint = 'it is no dataset, or it is not finished: `generate --resume` goes on with it';
    throw usageError('NM7201', `${folder} has no manifest.json`, hint);
  }
  const where = `${folder}/${MANIFEST_PATH}`;
  const manifest = soundManifest(bytes, where);
  if (manifest.planHash === hashOfPlan(manifest.plan)) return manifest;
  throw usageError('NM7202', `${where} is damaged: its plan is not the one that planHash stands for`);
}

function soundManifest(bytes: Uint8Array, where: string): Manifest {
  try {
    return readManifestDocument(bytes, where);
  } catch (error) {
    if (!(error instanceof NearmissError)) throw error;
    throw usageError('NM7202', `${where} is damaged or of another format: ${error.message}`);
  }
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
    return { summary: readSampleRecord(bytes, recordPath(sample)).summary, there: true, sound };
  } catch (error) {
    if (!(error instanceof NearmissError)) throw error;
    return { summary: undefined, there: true, sound };
  }
}

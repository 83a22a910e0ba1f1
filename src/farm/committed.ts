/** Which samples are there already, whole and unharmed. */
import { createHash } from 'node:crypto';
import type { Job } from '#contracts/job';
import type { Artefact, Store } from '#contracts/writer';
import { NearmissError } from '#core/errors';
import { fragmentPath, recordPath, type SampleRecord } from '#pipeline/index';
import { readSampleRecord } from './documents/record.js';

/** The sample's record if every file of it is as recorded; otherwise undefined, and it is made again. */
export async function committedSample(
  store: Store,
  planHash: string,
  task: Job['samples'][number],
): Promise<SampleRecord | undefined> {
  const record = await readRecord(store, task.sample);
  if (record?.planHash !== planHash || record.summary.draw !== task.draw) return undefined;
  for (const artefact of record.summary.artefacts) if (!(await isUnharmed(store, artefact))) return undefined;
  for (const writer of record.fragments)
    if ((await store.read(fragmentPath(task.sample, writer))) === undefined) return undefined;
  return record;
}

export async function readRecord(store: Store, sample: string): Promise<SampleRecord | undefined> {
  const bytes = await store.read(recordPath(sample));
  if (bytes === undefined) return undefined;
  try {
    return readSampleRecord(bytes, recordPath(sample));
  } catch (error) {
    if (error instanceof NearmissError) return undefined;
    throw error;
  }
}

/** Whether the file has the bytes that were recorded. */
export async function isUnharmed(store: Store, artefact: Artefact): Promise<boolean> {
  const bytes = await store.read(artefact.path);
  return bytes !== undefined && createHash('sha256').update(bytes).digest('hex') === artefact.sha256;
}

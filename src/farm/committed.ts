/** Which samples are there already, whole and unharmed. */
import { createHash } from 'node:crypto';
import type { Job } from '#contracts/job';
import type { Artefact, Store } from '#contracts/writer';
import { NearmissError } from '#core/errors';
import type { Json } from '#core/hash';
import { fragmentPath, recordPath, type SampleRecord } from '#pipeline/index';
import { readSampleRecord } from './documents/record.js';
import { inOrder } from './in-order.js';

/** Files of a sample that are looked at at once. */
const AT_ONCE = 8;
/** Samples that are looked at at once. */
const SAMPLES_AT_ONCE = 4;

/** The sample's record if every file of it is as recorded; otherwise undefined, and it is made again. */
export async function committedSample(
  store: Store,
  planHash: string,
  task: Job['samples'][number],
): Promise<SampleRecord | undefined> {
  const record = await readRecord(store, task.sample);
  if (record?.planHash !== planHash || record.summary.draw !== task.draw) return undefined;
  for (const writer of record.fragments)
    if (readFragment(await store.read(fragmentPath(task.sample, writer))) === undefined) return undefined;
  const looked = inOrder(record.summary.artefacts, AT_ONCE, (artefact) => isUnharmed(store, artefact));
  for await (const [, unharmed] of looked) if (!(await unharmed())) return undefined;
  return record;
}

/** Records of those samples that are there, whole and unharmed; in their order. */
export async function* committedSamples(
  store: Store,
  planHash: string,
  tasks: Iterable<Job['samples'][number]>,
): AsyncGenerator<SampleRecord, void, undefined> {
  for await (const [, record] of inOrder(tasks, SAMPLES_AT_ONCE, (task) => committedSample(store, planHash, task))) {
    const found = await record();
    if (found !== undefined) yield found;
  }
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

/** What a writer left for the merge; undefined where there is nothing, or nothing whole. */
export function readFragment(bytes: Uint8Array | undefined): Json | undefined {
  if (bytes === undefined) return undefined;
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as Json;
  } catch {
    return undefined;
  }
}

/** Whether the file has the bytes that were recorded. */
export async function isUnharmed(store: Store, { path, sha256 }: Pick<Artefact, 'path' | 'sha256'>): Promise<boolean> {
  return (await hashOfFile(store, path)) === sha256;
}

/** SHA-256 in hex; undefined when there is no such file. */
export async function hashOfFile(store: Store, path: string): Promise<string | undefined> {
  if (store.hash !== undefined) return await store.hash(path);
  const bytes = await store.read(path);
  return bytes === undefined ? undefined : createHash('sha256').update(bytes).digest('hex');
}

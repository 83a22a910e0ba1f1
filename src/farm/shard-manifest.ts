/**
 * What a finished shard leaves in the store, committed under the hash of its own content: `.nearmiss/shards/<job id>/<sha256>.json`. A shard that was
 * made twice finds it there; two of different content mean that machines do not make the same bytes, and the merge refuses them.
 */
import { createHash } from 'node:crypto';
import type { Job } from '#contracts/job';
import type { Store } from '#contracts/writer';
import { usageError } from '#core/errors';
import { canonicalJson } from '#core/hash';
import { recordPath, type SampleRecord } from '#pipeline/index';
import { readShardManifest } from './documents/record.js';

export interface ShardManifest {
  readonly format: 1;
  readonly job: Job;
  /** In the order of the job's samples. */
  readonly records: readonly SampleRecord[];
}

export const SHARDS_FOLDER = '.nearmiss/shards';

/** Over one that was harmed. @returns its path */
export async function commitShard(store: Store, job: Job, records: readonly SampleRecord[]): Promise<string> {
  const manifest: ShardManifest = { format: 1, job, records };
  const text = `${canonicalJson(manifest)}\n`;
  const path = `${folderOf(job)}/${createHash('sha256').update(text).digest('hex')}.json`;
  const there = await store.read(path);
  if (there !== undefined && Buffer.from(text).equals(there)) return path;
  const stage = await store.stage();
  await stage.put(path, text);
  await stage.commit();
  return path;
}

/**
 * Of two that differ, the one whose records are those of the store's samples: the other is what was before a damaged sample was made again.
 * @throws NearmissError NM7012 when the shard was made twice with different content, and the samples are neither the one's nor the other's,
 * NM7945 when what is there is no shard's manifest
 */
export async function readShard(store: Store, job: Job): Promise<ShardManifest | undefined> {
  const paths: string[] = [];
  for await (const path of store.walk(folderOf(job))) paths.push(path);
  const whole: ShardManifest[] = [];
  for (const path of paths) {
    const manifest = await readOne(store, path);
    if (manifest !== undefined) whole.push(manifest);
  }
  if (whole.length > 1) {
    for (const manifest of whole) if (await isInStore(store, manifest)) return manifest;
    const what = `shard ${job.id.slice(0, 12)} (samples ${namesOf(job)}) was made twice, with different content`;
    throw usageError(
      'NM7012',
      what,
      'let one kind of machine make all of a dataset: --backend llvmpipe is the same everywhere',
    );
  }
  return whole[0];
}

/** Whether every sample's record in the store is the one that it has. */
async function isInStore(store: Store, { records }: ShardManifest): Promise<boolean> {
  for (const record of records) {
    const bytes = await store.read(recordPath(record.summary.sample));
    if (bytes === undefined || new TextDecoder().decode(bytes) !== `${canonicalJson(record)}\n`) return false;
  }
  return true;
}

/** Undefined where its bytes are not those it is named after. */
async function readOne(store: Store, path: string): Promise<ShardManifest | undefined> {
  const bytes = await store.read(path);
  if (bytes === undefined || !path.endsWith(`${createHash('sha256').update(bytes).digest('hex')}.json`)) return undefined;
  return readShardManifest(bytes, path);
}

function folderOf(job: Job): string {
  return `${SHARDS_FOLDER}/${job.id}`;
}

function namesOf({ samples }: Job): string {
  return `${samples[0]?.sample} to ${samples.at(-1)?.sample}`;
}

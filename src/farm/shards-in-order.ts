/** Shard manifests of a dataset in the order of its shards, and what is said when some are missing. */
import type { Job } from '#contracts/job';
import type { Store } from '#contracts/writer';
import { infrastructureError } from '#core/errors';
import { recordPath } from '#pipeline/index';
import { hashOfFile } from './committed.js';
import { inOrder } from './in-order.js';
import { readShard, type ShardManifest } from './shard-manifest.js';

/** Shards that are read before their turn: each holds all file names of its samples. */
const AHEAD = 4;
/** Records of a shard that are looked at at once. */
const RECORDS_AT_ONCE = 4;
/** Runs of missing samples that are named. */
const NAMED = 3;

export interface ShardInStore extends ShardManifest {
  /** SHA-256 of each record's file as it lies there, in the order of the records; undefined where there is none. */
  readonly stored: readonly (string | undefined)[];
}

/**
 * All others are looked for before it is said that some are missing.
 * @throws NearmissError NM7012 for a shard that is there twice, NM7013 naming the samples of shards that are missing
 */
export async function* eachShard(store: Store, jobs: Iterable<Job>, total: number): AsyncIterable<ShardInStore> {
  const missing: Job[] = [];
  for await (const [job, result] of inOrder(jobs, AHEAD, (each) => findShard(store, each))) {
    const shard = await result();
    if (shard === undefined) missing.push(job);
    else if (missing.length === 0) yield checked(shard, job);
  }
  if (missing.length > 0) throw notMade(missing, total);
}

async function findShard(store: Store, job: Job): Promise<ShardInStore | undefined> {
  const shard = await readShard(store, job);
  if (shard === undefined) return undefined;
  const stored: (string | undefined)[] = [];
  const hashOf = ({ summary }: ShardManifest['records'][number]) => hashOfFile(store, recordPath(summary.sample));
  for await (const [, hash] of inOrder(shard.records, RECORDS_AT_ONCE, hashOf)) stored.push(await hash());
  return { ...shard, stored };
}

/** @throws Error when it holds other samples than its job: a bug */
function checked(shard: ShardInStore, { id, planHash, samples }: Job): ShardInStore {
  const { records } = shard;
  const same = samples.every((task, i) => {
    const record = records[i];
    return record?.planHash === planHash && record.summary.sample === task.sample && record.summary.draw === task.draw;
  });
  if (!same || records.length !== samples.length)
    throw new Error(`shard ${id.slice(0, 12)} holds other samples than it should`);
  return shard;
}

function notMade(missing: readonly Job[], total: number): Error {
  const runs: { first: string; last: string }[] = [];
  for (const { samples } of missing) {
    const [first, last] = [samples[0]?.sample ?? '', samples.at(-1)?.sample ?? ''];
    const before = runs.at(-1);
    if (before !== undefined && Number(before.last) + 1 === Number(first)) before.last = last;
    else runs.push({ first, last });
  }
  const named = runs.slice(0, NAMED).map(({ first, last }) => (first === last ? first : `${first} to ${last}`));
  const more = runs.length > NAMED ? ' and others' : '';
  const what = `${missing.length} of ${total} shards are not made yet: samples ${named.join(', ')}${more}`;
  return infrastructureError('NM7013', what, 'let workers make them (`nearmiss generate ... --resume` does), then merge again');
}

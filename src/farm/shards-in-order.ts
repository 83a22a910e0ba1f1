/** Shard manifests of a dataset in the order of its shards, and what is said when some are missing. */
import type { Job } from '#contracts/job';
import type { Store } from '#contracts/writer';
import { infrastructureError } from '#core/errors';
import { inOrder } from './in-order.js';
import { readShard, type ShardManifest } from './shard-manifest.js';

/** Shards that are read before their turn: each holds all file names of its samples. */
const AHEAD = 4;
/** Runs of missing samples that are named. */
const NAMED = 3;

/**
 * All others are looked for before it is said that some are missing.
 * @throws NearmissError NM7012 for a shard that is there twice, NM7013 naming the samples of shards that are missing
 */
export async function* eachShard(store: Store, jobs: Iterable<Job>, total: number): AsyncIterable<ShardManifest> {
  const missing: Job[] = [];
  for await (const [job, result] of inOrder(jobs, AHEAD, (each) => readShard(store, each))) {
    const shard = await result();
    if (shard === undefined) missing.push(job);
    else if (missing.length === 0) yield checked(shard, job);
  }
  if (missing.length > 0) throw notMade(missing, total);
}

/** @throws Error when it holds other samples than its job: a bug */
function checked(shard: ShardManifest, { id, planHash, samples }: Job): ShardManifest {
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

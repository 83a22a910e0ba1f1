/**
 * The dataset's own files, from the shards in their order; the manifest last of all. Memory is that of a few shards and a sorted run of file names, however
 * many samples there are; what a sample adds to it is a few bytes.
 */
import type { DatasetPlan, Manifest } from '#contracts/job';
import type { DatasetDefinition, Store, Writer } from '#contracts/writer';
import { canonicalJson } from '#core/hash';
import { artefactHashes } from './artefact-hashes.js';
import { MANIFEST_PATH, refuseOtherPlan } from './claim.js';
import { type Gathered, gathering } from './gathered.js';
import { type LineFile, openLineFolder } from './line-files.js';
import { manifestText } from './manifest-text.js';
import { mergeWriters } from './merge-writers.js';
import { otherRecord } from './other-record.js';
import { countJobs, eachJob, eachSample, hashOfPlan } from './plan.js';
import { eachShard } from './shards-in-order.js';
import type { Totals } from './tally.js';

export interface MergeInput {
  readonly store: Store;
  readonly plan: DatasetPlan;
  /** As the dataset's shards were cut. */
  readonly shardSize: number;
  readonly definition: DatasetDefinition;
  readonly writers: readonly Writer[];
  readonly versions: Readonly<Record<string, string>>;
  readonly on?: (event: MergeEvent) => void;
  /** Stops it, at latest after the sample that is being read. */
  readonly signal?: AbortSignal;
}

export type MergeEvent =
  /** Shards read so far. */
  | { readonly type: 'shard'; readonly done: number; readonly total: number }
  /** A format's own files begin. */
  | { readonly type: 'writer'; readonly writer: string };

/** As messages name it. */
const STORE = 'the store to merge in';

/** The manifest without its samples, and what they add up to. */
export interface MergeSummary extends Omit<Manifest, 'samples' | 'plan' | 'format' | 'versions'>, Totals {
  /** Of samples and dataset. */
  readonly files: number;
  /** Of all of them. */
  readonly bytes: number;
}

/**
 * @throws NearmissError NM7005 when the store is of another plan, NM7011 when samples were drawn by different backends, NM7012 when a shard is there twice or a
 * sample is another than its shard lists, NM7013 when a shard is missing, NM7014 when a record or a fragment is gone or harmed, NM7015 when there is no room for temporary files
 */
export async function mergeStore(input: MergeInput): Promise<MergeSummary> {
  const { store, plan, definition, writers, versions, on, signal } = input;
  await refuseOtherPlan(store, plan, STORE);
  const planHash = hashOfPlan(plan);
  const hashes = artefactHashes();
  const lists = await openLineFolder();
  try {
    const gathered = gathering(hashes);
    const listed = await lists.write(listedSamples(input, planHash, gathered));
    const renderer = gathered.renderer();
    const artefacts = await mergeWriters({
      store,
      definition,
      writers,
      samples: { [Symbol.iterator]: () => namesOf(plan) },
      left: gathered.left,
      portableLayers: renderer.portableLayers,
      onWriter: (writer) => on?.({ type: 'writer', writer }),
      ...(signal === undefined ? {} : { signal }),
    });
    await hashes.add(artefacts, '');
    const { quarantine, repaint, files, bytes, ...counted } = gathered.totals();
    const about = { planHash, renderer, quarantine, ...(repaint === undefined ? {} : { repaint }), artefacts };
    const summary = { ...about, ...(await hashes.hashes()) };
    signal?.throwIfAborted();
    // Somebody may have begun something else there meanwhile.
    await refuseOtherPlan(store, plan, STORE);
    await writeManifest(store, { format: 2, plan, versions, ...summary }, listed);
    const own = artefacts.reduce((sum, artefact) => sum + artefact.bytes, 0);
    return { ...summary, ...counted, files: files + artefacts.length, bytes: bytes + own };
  } finally {
    await hashes.close();
    await lists.close();
  }
}

/** Canonical JSON of every sample as the manifest lists it; a shard at a time. */
async function* listedSamples(
  { store, plan, shardSize, on, signal }: MergeInput,
  planHash: string,
  gathered: Gathered,
): AsyncIterable<readonly string[]> {
  const total = countJobs(plan, shardSize);
  let done = 0;
  for await (const { job, records, stored } of eachShard(store, eachJob(plan, planHash, shardSize), total)) {
    signal?.throwIfAborted();
    const lines: string[] = [];
    for (const [i, record] of records.entries()) {
      const listed = await gathered.add(record);
      if (listed.recordSha256 !== stored[i]) throw await otherRecord(store, job, listed.sample);
      lines.push(canonicalJson(listed));
    }
    yield lines;
    on?.({ type: 'shard', done: ++done, total });
  }
}

function* namesOf(plan: DatasetPlan): Generator<string, void, undefined> {
  for (const { sample } of eachSample(plan)) yield sample;
}

async function writeManifest(store: Store, head: Omit<Manifest, 'samples'>, listed: LineFile): Promise<void> {
  const stage = await store.stage();
  try {
    await stage.put(MANIFEST_PATH, manifestText(head, listed.read()));
    await stage.commit();
  } catch (error) {
    await stage.discard();
    throw error;
  }
}

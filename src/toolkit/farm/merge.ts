/** The last step of a dataset that many have made: its own files and the manifest. */
import type { DatasetPlan } from '#contracts/job';
import { usageError } from '#core/errors';
import { countSamples, type MergeSummary, mergeStore, planOf, shardSizeOf } from '#farm/index';
import { inputsCache, planHere } from '../inputs/index.js';
import { readManifest } from '../manifest.js';
import { bodiesOfPlan } from '../own-assets/library.js';
import { writeValidity } from '../repaint/validity/index.js';
import { definitionOf, writers } from '../rooms.js';
import { storeAt } from '../stores.js';
import { versions } from '../versions.js';
import { processToken } from './token.js';

/** @throws NearmissError NM7201 where no dataset was begun, NM7013 (exit 3) naming what is missing */
export async function mergeDatasetAt(place: string): Promise<MergeSummary> {
  const store = storeAt(place, `merge-${processToken()}`);
  const plan = await planOf(store);
  if (plan === undefined)
    throw usageError('NM7201', `no dataset was begun in ${place}`, 'generate --shard makes its parts first');
  return await mergePlan(plan, place, shardSizeOf(countSamples(plan)));
}

export async function mergePlan(
  plan: DatasetPlan,
  place: string,
  shardSize: number,
  signal?: AbortSignal,
): Promise<MergeSummary> {
  const store = storeAt(place, `merge-${processToken()}`);
  const bodies = await bodiesOfPlan(await planHere(plan, store, inputsCache(process.env, Date.now), ['bodies']));
  const summary = await mergeStore({
    store,
    plan,
    shardSize,
    definition: definitionOf(plan, bodies),
    writers: plan.writers.map((name) => writers.get(name)),
    versions: versions(),
    ...(signal === undefined ? {} : { signal }),
  });
  if (summary.repaint !== undefined) await writeValidity(store, await readManifest(place));
  await store.sweep();
  return summary;
}

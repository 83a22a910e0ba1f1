/** May we write here? A folder with something else in it is never touched. */
import type { DatasetPlan } from '#contracts/job';
import type { Store } from '#contracts/writer';
import { NearmissError, usageError } from '#core/errors';
import { canonicalJson } from '#core/hash';
import { readRecord } from './committed.js';
import { readPlan } from './documents/plan.js';
import { LARGEST_MANIFEST, parseDocument } from './documents/text.js';
import { hashOfPlan } from './plan.js';

const PLAN_PATH = '.nearmiss/plan.json';
export const MANIFEST_PATH = 'manifest.json';

export interface Claim {
  /** Go on with what is there. */
  readonly resume: boolean;
  /** Others make the same dataset at the same time. */
  readonly join: boolean;
}

/**
 * Of several that claim an empty place for different plans at once, one has it.
 * @throws NearmissError NM7003 when files are there and nobody said `--resume`, NM7004 when they aren't a dataset of
 * nearmiss, NM7005 when they were made from another plan.
 */
export async function claimStore(store: Store, plan: DatasetPlan, where: string, { resume, join }: Claim): Promise<void> {
  const own = await planAt(store, PLAN_PATH);
  const found = own ?? (await planAt(store, MANIFEST_PATH));
  const isNew = found === undefined && (await isEmpty(store));
  const isLost = !isNew && found === undefined && (await isLostPlan(store, plan));
  if (!isNew && !resume && !(join && (found !== undefined || isLost))) {
    const hint =
      found === undefined ? 'choose an empty or a new folder' : 'add --resume to go on with it, or choose another folder';
    throw usageError('NM7003', `${where} is not empty; nothing in it was changed`, hint);
  }
  if (found !== undefined) refuseDiffering(found, plan, where);
  else if (!isNew && !isLost) {
    throw usageError(
      'NM7004',
      `${where} holds files that are no dataset of nearmiss; nothing was changed`,
      'choose another folder',
    );
  }
  if (own !== undefined) return;
  await putPlan(store, plan);
  await refuseOtherPlan(store, plan, where);
}

/** @throws NearmissError NM7005 unless the store is being made, or was made, from that plan */
export async function refuseOtherPlan(store: Store, plan: DatasetPlan, where: string): Promise<void> {
  const bytes = await store.read(PLAN_PATH);
  if (bytes !== undefined && Buffer.from(textOf(plan)).equals(bytes)) return;
  const found = await planOf(store);
  if (found !== undefined) return refuseDiffering(found, plan, where);
  const what = `${where} lacks the plan that it was to be made from: it was removed, or harmed`;
  throw usageError('NM7005', what, 'submit it anew, or go on with `nearmiss generate ... --resume`');
}

/** The plan that the store was made from, or is being made from. */
export async function planOf(store: Store): Promise<DatasetPlan | undefined> {
  return (await planAt(store, PLAN_PATH)) ?? (await planAt(store, MANIFEST_PATH));
}

async function planAt(store: Store, path: string): Promise<DatasetPlan | undefined> {
  const bytes = await store.read(path);
  if (bytes === undefined) return undefined;
  try {
    const parsed = parseDocument(bytes, path, LARGEST_MANIFEST);
    return readPlan(path === MANIFEST_PATH ? (parsed as { readonly plan?: unknown } | null)?.plan : parsed, path);
  } catch (error) {
    if (error instanceof NearmissError) return undefined;
    throw error;
  }
}

async function isEmpty(store: Store): Promise<boolean> {
  for await (const _ of store.walk()) return false;
  return true;
}

/** Whether the plan that was written can't be read any more, and the first sample that can be read is of this one. */
async function isLostPlan(store: Store, plan: DatasetPlan): Promise<boolean> {
  if ((await store.read(PLAN_PATH)) === undefined) return false;
  for await (const path of store.walk('samples')) {
    const [, sample] = /^samples\/([^/]+)\/sample\.json$/.exec(path) ?? [];
    const record = sample === undefined ? undefined : await readRecord(store, sample);
    if (record !== undefined) return record.planHash === hashOfPlan(plan);
  }
  return false;
}

function textOf(plan: DatasetPlan): string {
  return `${canonicalJson(plan)}\n`;
}

/** Over what can't be read, but never over another's. */
async function putPlan(store: Store, plan: DatasetPlan): Promise<void> {
  const text = textOf(plan);
  if (await store.create(PLAN_PATH, text)) return;
  if ((await planAt(store, PLAN_PATH)) !== undefined) return;
  const stage = await store.stage();
  await stage.put(PLAN_PATH, text);
  await stage.commit();
}

function refuseDiffering(found: DatasetPlan, plan: DatasetPlan, where: string): void {
  const differing = differences(found, plan);
  if (differing.length === 0) return;
  const what = `${where} was made from another plan (${differing.join(', ')} differ); nothing was changed`;
  const hint =
    'use the options it was started with, or choose another folder; `farm cancel` ends an order that lost its folder';
  throw usageError('NM7005', what, hint);
}

function differences(a: DatasetPlan, b: DatasetPlan): readonly string[] {
  const names = [...new Set([...Object.keys(a), ...Object.keys(b)])].sort() as (keyof DatasetPlan)[];
  return names.filter((name) => canonicalJson(a[name] ?? null) !== canonicalJson(b[name] ?? null));
}

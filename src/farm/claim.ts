/** May we write here? A folder with something else in it is never touched. */
import type { DatasetPlan } from '#contracts/job';
import type { Store } from '#contracts/writer';
import { NearmissError, usageError } from '#core/errors';
import { canonicalJson } from '#core/hash';
import { readPlan } from './documents/plan.js';
import { LARGEST_MANIFEST, parseDocument } from './documents/text.js';

const PLAN_PATH = '.nearmiss/plan.json';
export const MANIFEST_PATH = 'manifest.json';

export interface Claim {
  /** Go on with what is there. */
  readonly resume: boolean;
  /** Others make the same dataset at the same time. */
  readonly join: boolean;
}

/**
 * @throws NearmissError NM7003 when files are there and nobody said `--resume`, NM7004 when they aren't a dataset of
 * nearmiss, NM7005 when they were made from another plan.
 */
export async function claimStore(store: Store, plan: DatasetPlan, where: string, { resume, join }: Claim): Promise<void> {
  const found = await planOf(store);
  if (found === undefined && (await isEmpty(store))) {
    const stage = await store.stage();
    await stage.put(PLAN_PATH, `${canonicalJson(plan)}\n`);
    return await stage.commit();
  }
  if (!resume && !(join && found !== undefined)) {
    const hint =
      found === undefined ? 'choose an empty or a new folder' : 'add --resume to go on with it, or choose another folder';
    throw usageError('NM7003', `${where} is not empty; nothing in it was changed`, hint);
  }
  if (found === undefined) {
    throw usageError(
      'NM7004',
      `${where} holds files that are no dataset of nearmiss; nothing was changed`,
      'choose another folder',
    );
  }
  const differing = differences(found, plan);
  if (differing.length > 0) {
    const what = `${where} was made from another plan (${differing.join(', ')} differ); nothing was changed`;
    throw usageError('NM7005', what, 'use the options it was started with, or choose another folder');
  }
}

async function isEmpty(store: Store): Promise<boolean> {
  for await (const _ of store.walk()) return false;
  return true;
}

/** The plan that the store was made from, or is being made from. */
export async function planOf(store: Store): Promise<DatasetPlan | undefined> {
  const plan = await store.read(PLAN_PATH);
  const bytes = plan ?? (await store.read(MANIFEST_PATH));
  if (bytes === undefined) return undefined;
  try {
    const parsed = parseDocument(bytes, PLAN_PATH, LARGEST_MANIFEST);
    return readPlan(plan === undefined ? (parsed as { readonly plan?: unknown } | null)?.plan : parsed, PLAN_PATH);
  } catch (error) {
    if (error instanceof NearmissError) return undefined;
    throw error;
  }
}

function differences(a: DatasetPlan, b: DatasetPlan): readonly string[] {
  const names = [...new Set([...Object.keys(a), ...Object.keys(b)])].sort() as (keyof DatasetPlan)[];
  return names.filter((name) => canonicalJson(a[name] ?? null) !== canonicalJson(b[name] ?? null));
}

/** Does an order of the right form say what is true, and may this worker do what it says? */
import { realpath } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { FarmOrder } from '#contracts/farm';
import type { DatasetPlan } from '#contracts/job';
import { usageError } from '#core/errors';
import { sha256Hex } from '#core/hash';
import { orderId } from '../order.js';
import { hashOfPlan } from '../plan.js';

export interface OrderRules {
  /** Of the nearmiss that would make it. */
  readonly nearmissVersion: string;
  /** Below which the dataset may lie: absolute folders, `s3://bucket/prefix`. */
  readonly roots: readonly string[];
}

/**
 * What catalogues and models say is not looked at here.
 * @param order of the right form
 * @throws NearmissError (exit 2) NM7947 where a hash of its own is not what it hashes, NM7948 where a scenario's or an asset manifest's text is not
 * the one that was planned, NM7949 where its store lies elsewhere, NM7950 where another version planned it
 */
export async function verifyOrder(order: FarmOrder, rules: OrderRules): Promise<void> {
  const { plan } = order;
  const refuse = (what: string) =>
    usageError('NM7947', `order ${order.id}: ${what}`, 'it was changed after it was submitted; submit it anew');
  if (plan.nearmissVersion !== rules.nearmissVersion) {
    const what = `order ${order.id} was planned by nearmiss ${plan.nearmissVersion}, here is ${rules.nearmissVersion}`;
    throw usageError('NM7950', what, 'let all machines of a farm run the same version');
  }
  if (hashOfPlan(plan) !== order.planHash) throw refuse('its plan is not the one that planHash stands for');
  if (orderId(order) !== order.id) throw refuse('its id is not that of its plan, store and shard size');
  refuseChangedTexts(order.id, plan);
  await refuseStore(order, rules.roots);
}

function refuseChangedTexts(id: string, { scenarios, assets = [] }: DatasetPlan): void {
  const changed = [...scenarios, ...assets].find(({ text, sha256 }) => sha256Hex(text) !== sha256);
  if (changed === undefined) return;
  const what = `order ${id}: the text of ${JSON.stringify(changed.path)} is not the one that its SHA-256 stands for`;
  throw usageError('NM7948', what, 'it was changed after it was planned; submit it anew');
}

async function refuseStore({ id, store }: FarmOrder, roots: readonly string[]): Promise<void> {
  for (const root of roots) if (await liesBelow(store, root)) return;
  const allowed = roots.length === 0 ? 'none is allowed' : `allowed are ${roots.join(', ')}`;
  throw usageError(
    'NM7949',
    `order ${id} would write to ${store}: ${allowed}`,
    'let this worker write there, or submit with a store that it may write to',
  );
}

/** Whether a store is a root or in it, wherever symbolic links lead. */
export async function liesBelow(store: string, root: string): Promise<boolean> {
  const isBucket = store.startsWith('s3://');
  if (isBucket !== root.startsWith('s3://')) return false;
  if (isBucket) return within(store, root);
  const way = relative(await realPlace(root), await realPlace(store));
  return way === '' || (!isAbsolute(way) && way !== '..' && !way.startsWith(`..${sep}`));
}

/** By whole segments: `s3://b/data` is not in `s3://b/da`. */
function within(store: string, root: string): boolean {
  const end = (url: string): string => `${url.replace(/\/+$/, '')}/`;
  const hasSteps = store.split('/').some((step) => step === '..' || step === '.');
  return !hasSteps && end(store).startsWith(end(root));
}

/** With symbolic links followed as far as there is something. */
async function realPlace(path: string): Promise<string> {
  const whole = resolve(path);
  const found = await realpath(whole).catch(() => undefined);
  if (found !== undefined) return found;
  const parent = dirname(whole);
  return parent === whole ? whole : join(await realPlace(parent), basename(whole));
}

/** May this machine make what an order asks for, and would it make the same? All of it, before anything is written. */
import type { FarmOrder } from '#contracts/farm';
import { usageError } from '#core/errors';
import { readOrder, verifyOrder } from '#farm/index';
import { hashOfCatalogs } from './catalogs.js';
import { processToken } from './farm/token.js';
import { type InputsCache, planHere } from './inputs/index.js';
import { bodiesOfPlan } from './own-assets/library.js';
import { plannedModel } from './repaint/planned.js';
import { renderers, writers } from './rooms.js';
import { parsePlanned } from './scenarios.js';
import { storeAt } from './stores.js';
import { nearmissVersion } from './versions.js';

export interface OrderPlace {
  /** Below which datasets may lie: absolute folders, `s3://bucket/prefix`. */
  readonly roots: readonly string[];
  /** For messages. */
  readonly where: string;
  readonly inputs: InputsCache;
}

/**
 * @param given an order as it came: text, bytes or plain JSON
 * @throws NearmissError (exit 2) NM7940, NM7941 where it is no order; NM7947 to NM7950 where it says something that is not so or may not be; NM7951
 * where catalogues here are others; NM1001 where there is no such renderer or writer; NM7105, NM8221, NM8223 where bodies or models are others; NM2000
 * where a scenario can't be read
 */
export async function verifiedOrder(given: unknown, { roots, where, inputs }: OrderPlace): Promise<FarmOrder> {
  const order = readOrder(given, where);
  const { plan } = order;
  await verifyOrder(order, { nearmissVersion, roots });
  renderers.get(plan.renderer);
  for (const name of plan.writers) writers.get(name);
  const here = await planHere(plan, storeAt(order.store, `accept-${processToken()}`), inputs);
  if ((await hashOfCatalogs(here.scenarios.map(({ path }) => path))) !== plan.catalogsSha256) {
    const what = `order ${order.id} was planned with other catalogues than lie beside its scenarios here, or ship with nearmiss`;
    throw usageError('NM7951', what, 'submit it anew from where the catalogs/ folder is');
  }
  const bodies = await bodiesOfPlan(here);
  for (const scenario of here.scenarios) parsePlanned(scenario, bodies);
  for (const { scenario } of here.models ?? []) await plannedModel(here, scenario);
  return order;
}

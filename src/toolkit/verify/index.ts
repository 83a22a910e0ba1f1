/** `verify` with the built-in rooms. */
import type { DatasetPlan } from '#contracts/job';
import { inputsCache, planHere } from '../inputs/index.js';
import { bodiesOfPlan } from '../own-assets/library.js';
import { portsOf } from '../ports.js';
import { renderers } from '../rooms.js';
import { storeAt } from '../stores.js';
import { nearmissVersion } from '../versions.js';
import type { VerifyReport } from './report.js';
import { type VerifyOptions, verifyWith } from './verify.js';

export type { Finding, VerifyReport } from './report.js';
export type { VerifyOptions } from './verify.js';

export function verifyDataset(options: VerifyOptions): Promise<VerifyReport> {
  const store = storeAt(options.folder, 'verify');
  const readable = (plan: DatasetPlan): Promise<DatasetPlan> => planHere(plan, store, inputsCache(process.env, Date.now));
  const open = async (plan: DatasetPlan, backend: string | undefined) => {
    const bodies = await bodiesOfPlan(await readable(plan));
    return await renderers.get(plan.renderer).open({ bodies, ...(backend === undefined ? {} : { backend }) });
  };
  const ports = async (plan: DatasetPlan) => {
    const here = await readable(plan);
    return portsOf(plan, await bodiesOfPlan(here), here);
  };
  return verifyWith({ version: nearmissVersion, portsOf: ports, open }, options);
}

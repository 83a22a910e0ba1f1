/** `verify` with the built-in rooms. */
import type { DatasetPlan } from '#contracts/job';
import { bodiesOfPlan } from '../own-assets/library.js';
import { portsOf } from '../ports.js';
import { renderers } from '../rooms.js';
import { nearmissVersion } from '../versions.js';
import type { VerifyReport } from './report.js';
import { type VerifyOptions, verifyWith } from './verify.js';

export type { Finding, VerifyReport } from './report.js';
export type { VerifyOptions } from './verify.js';

export function verifyDataset(options: VerifyOptions): Promise<VerifyReport> {
  const open = async (plan: DatasetPlan, backend: string | undefined) =>
    await renderers
      .get(plan.renderer)
      .open({ bodies: await bodiesOfPlan(plan), ...(backend === undefined ? {} : { backend }) });
  const ports = async (plan: DatasetPlan) => portsOf(plan, await bodiesOfPlan(plan));
  return verifyWith({ version: nearmissVersion, portsOf: ports, open }, options);
}

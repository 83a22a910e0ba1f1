/** `verify` with the built-in rooms. */
import { portsOf } from '../ports.js';
import { renderers } from '../rooms.js';
import { nearmissVersion } from '../versions.js';
import type { VerifyReport } from './report.js';
import { type VerifyOptions, verifyWith } from './verify.js';

export type { Finding, VerifyReport } from './report.js';
export type { VerifyOptions } from './verify.js';

export function verifyDataset(options: VerifyOptions): Promise<VerifyReport> {
  const open = async (plan: { renderer: string }, backend: string | undefined) =>
    await renderers.get(plan.renderer).open(backend === undefined ? {} : { backend });
  return verifyWith({ version: nearmissVersion, portsOf, open }, options);
}

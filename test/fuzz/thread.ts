/** Tries documents in a thread of its own, so that one that hangs can be told and left. */
import { parentPort, workerData } from 'node:worker_threads';
import { type Finding, tryOne } from './run.js';
import { openTargets } from './targets.js';

export interface Share {
  readonly seed: string;
  readonly from: number;
  readonly to: number;
}
export type Told =
  | { readonly type: 'begins'; readonly number: number }
  | { readonly type: 'tried'; readonly number: number; readonly target: string; readonly taken: boolean; readonly ms: number }
  | { readonly type: 'finding'; readonly finding: Finding }
  | { readonly type: 'done' };

const { seed, from, to } = workerData as Share;
const tell = (told: Told): void => parentPort?.postMessage(told);
const targets = await openTargets();
for (let number = from; number < to; number++) {
  tell({ type: 'begins', number });
  const start = performance.now();
  const outcome = await tryOne(targets, seed, number);
  const ms = performance.now() - start;
  if ('finding' in outcome) tell({ type: 'finding', finding: outcome.finding });
  else tell({ type: 'tried', number, target: outcome.target, taken: outcome.taken, ms });
}
for (const target of targets) await target.close?.();
tell({ type: 'done' });

/** A folder queue whose workers hold leases of unlike length: each is measured by its own. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FarmQueue } from '#contracts/farm';
import { folderQueue } from '#farm/index';
import { orderOf } from '../conformance/queue-suite.js';

let root = '';
let nowMs = 0;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'nearmiss-leases-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

const open = (token: string, leaseMs: number): FarmQueue =>
  folderQueue({ root, token, leaseMs, now: () => nowMs, monotonicMs: () => nowMs, sleep: async () => {} });
/** Looks once a second. @returns after how many seconds it had a task */
async function takenAfter(queue: FarmQueue, most: number): Promise<number | undefined> {
  for (let second = 1; second <= most; second++) {
    nowMs += 1_000;
    if ((await queue.take('impatient', 0)) !== undefined) return second;
  }
  return undefined;
}

test('who asks for little takes nothing from who has asked for more, before that is over', async () => {
  const order = orderOf(1);
  const [patient, impatient] = [open('patient', 300_000), open('impatient', 3_000)];
  await patient.submit(order, [0]);
  const lease = await patient.take('patient', 0);
  expect(lease).toBeDefined();
  expect(await takenAfter(impatient, 100)).toBeUndefined();
  await lease?.renew({ worker: 'patient', frames: 1, made: 0 });
  expect(await takenAfter(impatient, 290)).toBeUndefined();
  const after = await takenAfter(impatient, 60);
  expect(after).toBeGreaterThanOrEqual(10);
  expect(after).toBeLessThanOrEqual(20);
});

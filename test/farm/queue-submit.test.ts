/** The same dataset submitted again: refused where that would change nothing, made anew where it is gone. */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { FarmOrder, FarmQueue } from '#contracts/farm';
import { commitShard, folderQueue, jobOf, MANIFEST_PATH } from '#farm/index';
import { type SubmitOptions, submitOrder } from '#toolkit/farm/submit';
import { folderStore } from '#writers/index';
import { fakePlan } from '../pipeline/fake-world.js';

const SHARDS = 3;
const clock = { now: () => 0, monotonicMs: () => 0, sleep: async () => {} };
const spent = { wallMs: 0, cpuMs: 0, gpuMs: 0 };
const receipt = {
  ...spent,
  worker: 'w',
  samples: 0,
  frames: 0,
  found: 1,
  quarantined: 0,
  rejected: 0,
  stages: {},
  endedAtMs: 0,
};

let folder = '';
let out = '';
let queue: FarmQueue;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nearmiss-submit-'));
  out = join(folder, 'out');
  queue = folderQueue({ ...clock, root: join(folder, 'queue'), token: 'a', leaseMs: 60_000 });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const submit = (changes: Partial<SubmitOptions> = {}, to = queue) =>
  submitOrder(to, { plan: fakePlan({ count: SHARDS }), out, priority: 1, attempts: 5, ...changes });
const counts = async () => (await queue.states())[0]?.counts;

async function put(path: string): Promise<void> {
  const stage = await folderStore(out, 'w').stage();
  await stage.put(path, '{}');
  await stage.commit();
}

/** As a worker does it, but for the samples. */
async function makeOne(order: FarmOrder): Promise<void> {
  const lease = await queue.take('w', 0);
  if (lease === undefined) throw new Error('nothing to take');
  if ('merge' in lease.task) await put(MANIFEST_PATH);
  else await commitShard(folderStore(out, 'w'), jobOf(order, lease.task.shard), []);
  expect(await lease.done(receipt)).toBe(true);
}
async function makeAll(): Promise<FarmOrder> {
  const { order, shards, added } = await submit();
  expect([shards, added]).toEqual([SHARDS, SHARDS]);
  for (let i = 0; i < SHARDS; i++) await makeOne(order);
  expect(await queue.offerMerge(order.id)).toBe(true);
  await makeOne(order);
  expect(await queue.states()).toMatchObject([{ merge: 'done', counts: { done: SHARDS } }]);
  return order;
}

test('a cancelled order is refused, and how to go on is said', async () => {
  const { order } = await submit();
  await queue.cancel(order.id);
  await rm(out, { recursive: true });
  const hint = expect.stringMatching(new RegExp(`farm retry ${order.id}.*farm cancel ${order.id} --forget`));
  await expect(submit()).rejects.toMatchObject({ code: 'NM7808', exitCode: 2, hint });
  expect(await readdir(folder)).not.toContain('out');
  await queue.retry(order.id);
  expect(await submit()).toMatchObject({ added: 0 });
});

test('other options are refused, and named', async () => {
  await submit({ backend: 'gpu' });
  const told = async (changes: Partial<SubmitOptions>, message: string, hint: string): Promise<void> => {
    const error = {
      code: 'NM7808',
      exitCode: 2,
      message: expect.stringContaining(message),
      hint: expect.stringContaining(hint),
    };
    await expect(submit({ backend: 'gpu', ...changes })).rejects.toMatchObject(error);
  };
  await told({ priority: 7 }, 'with --priority 1, not with --priority 7', '--forget');
  await told({ attempts: 2 }, 'with --attempts 5, not with --attempts 2', '--forget');
  await told({ backend: 'llvmpipe' }, 'with --backend gpu, not with --backend llvmpipe', 'another --out');
  await expect(submit()).rejects.toThrow('with --backend gpu, not without --backend');
  expect(await submit({ backend: 'gpu' })).toMatchObject({ added: 0 });
});

test('a dataset that is whole is left alone', async () => {
  await makeAll();
  expect(await submit()).toMatchObject({ added: 0, there: SHARDS });
  expect(await queue.states()).toMatchObject([{ merge: 'done', counts: { done: SHARDS } }]);
});

for (const [what, lost] of [
  ['all of a dataset', ''],
  ['a shard', '.nearmiss/shards'],
  ['the manifest alone', MANIFEST_PATH],
] as const)
  test(`${what} deleted: all its shards wait again, and so will the merge`, async () => {
    await makeAll();
    await rm(join(out, lost), { recursive: true });
    expect(await submit()).toMatchObject({ added: SHARDS });
    expect(await queue.states()).toMatchObject([{ merge: 'not yet', counts: { waiting: SHARDS, done: 0 } }]);
  });

test('a shard that is done while one looks is not lost', async () => {
  const { order } = await submit();
  await makeOne(order);
  const busy: FarmQueue = { ...queue, receipts: (...asked) => makeOne(order).then(() => queue.receipts(...asked)) };
  expect(await submit({}, busy)).toMatchObject({ added: 0 });
  expect(await counts()).toMatchObject({ waiting: 1, done: 2 });
});

/** Who may write where: one of several at once, and whoever goes on with what is his, even where a power cut has emptied the plan. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { DatasetPlan } from '#contracts/job';
import type { Store } from '#contracts/writer';
import { canonicalJson } from '#core/hash';
import { claimStore, hashOfPlan, planOf, refuseOtherPlan } from '#farm/index';
import { folderStore, memoryStore } from '#writers/index';
import { commit } from '../conformance/store-suite.js';
import { fakePlan } from '../pipeline/fake-world.js';
import { makeFakeDataset } from './fake-dataset.js';

const PLAN = '.nearmiss/plan.json';
const plan = fakePlan({ count: 3 });
const other: DatasetPlan = { ...plan, seed: 'another' };
const together = { resume: false, join: true };
const resume = { resume: true, join: false };
const text = (of: DatasetPlan): string => `${canonicalJson(of)}\n`;
const overwrite = (store: Store, path: string, content: string): Promise<void> => commit(store, undefined, { [path]: content });

/** As it is while it is being made. */
async function unfinished() {
  const { store } = await makeFakeDataset(plan);
  const files = store.files as Map<string, Uint8Array>;
  files.delete('manifest.json');
  return { store, files };
}

describe('an empty place that is claimed for different plans at once', () => {
  const claims = async (open: () => Store) => {
    const plans = Array.from({ length: 5 }, (_, i) => ({ ...plan, seed: `seed ${i}` }));
    const claimed = await Promise.allSettled(plans.map((each) => claimStore(open(), each, 'out', together)));
    const won = claimed.flatMap(({ status }, i) => (status === 'fulfilled' ? [i] : []));
    expect(won).toHaveLength(1);
    expect(await planOf(open())).toEqual(plans[won[0] as number]);
    for (const each of claimed)
      if (each.status === 'rejected')
        expect(each.reason).toMatchObject({ code: 'NM7005', exitCode: 2, message: expect.stringContaining('seed differ') });
  };

  test('is had by one of them, in memory', async () => {
    const store = memoryStore();
    await claims(() => store);
  });

  test('is had by one of them, in a folder', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'nearmiss-claimed-'));
    try {
      await claims(() => folderStore(folder, 'same'));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  test('is had by whoever comes between another’s look and its claim', async () => {
    const right = memoryStore();
    const slow: Store = {
      ...right,
      async *walk(under) {
        yield* right.walk(under);
        await claimStore(right, other, 'out', together);
      },
    };
    await expect(claimStore(slow, plan, 'out', together)).rejects.toMatchObject({ code: 'NM7005', exitCode: 2 });
    expect(await planOf(right)).toEqual(other);
  });

  test('is had by whoever was last where the store can’t tell who was first', async () => {
    const right = memoryStore();
    const between: Store = {
      ...right,
      async create(path, content) {
        await overwrite(right, path, content);
        await overwrite(right, path, text(other));
        return true;
      },
    };
    await expect(claimStore(between, plan, 'out', together)).rejects.toMatchObject({ code: 'NM7005' });
    await claimStore(right, other, 'out', together);
  });

  test('is everybody’s for the same plan', async () => {
    const store = memoryStore();
    await Promise.all([1, 2, 3].map(() => claimStore(store, plan, 'out', together)));
    expect(await planOf(store)).toEqual(plan);
  });
});

describe.each(['', '{"count":', '[]'])('a plan of which there is %j left', (left) => {
  test('is the manifest’s, and is written again', async () => {
    const { store } = await makeFakeDataset(plan);
    await overwrite(store, PLAN, left);
    await expect(claimStore(store, other, 'out', resume)).rejects.toMatchObject({ code: 'NM7005' });
    await refuseOtherPlan(store, plan, 'out');
    await claimStore(store, plan, 'out', resume);
    expect(new TextDecoder().decode(store.files.get(PLAN))).toBe(text(plan));
  });

  test.each([resume, together])('is known by the samples before there is a manifest: %j', async (how) => {
    const { store, files } = await unfinished();
    await overwrite(store, PLAN, left);
    files.set('samples/000000/sample.json', new Uint8Array());
    await expect(claimStore(store, other, 'out', how)).rejects.toMatchObject({ code: how.resume ? 'NM7004' : 'NM7003' });
    await expect(claimStore(store, plan, 'out', { resume: false, join: false })).rejects.toMatchObject({ code: 'NM7003' });
    await claimStore(store, plan, 'out', how);
    expect(hashOfPlan((await planOf(store)) as DatasetPlan)).toBe(hashOfPlan(plan));
  });

  test('is nobody’s where nothing else is there', async () => {
    const store = memoryStore();
    await overwrite(store, PLAN, left);
    await claimStore(store, plan, 'out', { resume: false, join: false });
    expect(await planOf(store)).toEqual(plan);
  });
});

test('a place without a plan is of no plan', async () => {
  const { store, files } = await unfinished();
  files.delete(PLAN);
  await expect(refuseOtherPlan(store, plan, 'out')).rejects.toMatchObject({
    code: 'NM7005',
    message: expect.stringContaining('lacks the plan'),
  });
  await expect(claimStore(store, plan, 'out', resume)).rejects.toMatchObject({ code: 'NM7004' });
});

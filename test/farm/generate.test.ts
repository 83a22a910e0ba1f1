/** Whatever the cut, the order and the interruptions: the same dataset. And nothing of the user's is lost. */
import { expect, test } from 'vitest';
import {
  cutJobs,
  defaultWorkers,
  hashOfPlan,
  type JobQueue,
  SHARDS_FOLDER,
  samplesOf,
  shardSizeOf,
  threadsPerWorker,
} from '#farm/index';
import { memoryStore } from '#writers/index';
import { fakePlan } from '../pipeline/fake-world.js';
import { makeFakeDataset } from './fake-dataset.js';

const plan = fakePlan({
  count: 4,
  scenarios: [
    { path: 'a', sha256: '0'.repeat(64), text: 'a' },
    { path: 'b', sha256: '1'.repeat(64), text: 'b' },
  ],
});
const backwards = (queue: JobQueue): JobQueue => ({
  run: (jobs, events, signal) => queue.run([...jobs].reverse(), events, signal),
});

test('shard cuts and finishing order do not change a byte', async () => {
  const whole = await makeFakeDataset(plan, { jobSize: 100 });
  const singles = await makeFakeDataset(plan, { jobSize: 1, wrapQueue: backwards });
  const threes = await makeFakeDataset(plan, { jobSize: 3 });
  // How it was cut stands there, and nowhere else.
  const paths = ({ store }: typeof whole) => [...store.files.keys()].filter((path) => !path.startsWith(SHARDS_FOLDER)).sort();
  expect(paths(singles)).toEqual(paths(whole));
  for (const path of paths(whole)) {
    const bytes = whole.store.files.get(path) as Uint8Array;
    expect(Buffer.from(singles.store.files.get(path) ?? []).equals(bytes), path).toBe(true);
    expect(Buffer.from(threes.store.files.get(path) ?? []).equals(bytes), path).toBe(true);
  }
  expect(singles.manifest).toEqual(whole.manifest);
});

test('another seed, another dataset', async () => {
  const a = await makeFakeDataset(plan);
  const b = await makeFakeDataset({ ...plan, seed: '6' });
  expect(b.manifest.datasetSha256).not.toBe(a.manifest.datasetSha256);
});

test('the manifest comes last, and only when everything is there', async () => {
  const store = memoryStore();
  await expect(makeFakeDataset(plan, { store, failAt: 7 })).rejects.toThrow('sample 000002 (draw 2): the fake renderer failed');
  expect(store.files.has('manifest.json')).toBe(false);
  expect(store.files.has('samples/000001/sample.json')).toBe(true);
  expect([...store.files.keys()].filter((path) => path.includes('/000002/'))).toEqual([]);
});

test('resuming makes what is missing and gives the same dataset', async () => {
  const whole = await makeFakeDataset(plan);
  const store = memoryStore();
  await expect(makeFakeDataset(plan, { store, failAt: 7 })).rejects.toThrow();
  const resumed = await makeFakeDataset(plan, { store, resume: true });
  expect(resumed.made).toBe(6);
  expect(resumed.manifest).toEqual(whole.manifest);
  const again = await makeFakeDataset(plan, { store, resume: true });
  expect([again.made, again.session.drawn]).toEqual([0, 0]);
});

test('resuming makes a damaged sample again', async () => {
  const made = await makeFakeDataset(plan);
  const path = 'samples/000003/front/depth/000001.tiff';
  const damaged = new Map(made.store.files).get(path)?.slice() as Uint8Array;
  damaged[40] = (damaged[40] as number) ^ 1;
  const stage = await made.store.stage('000003');
  await stage.put(path, damaged);
  await stage.commit();
  const resumed = await makeFakeDataset(plan, { store: made.store, resume: true });
  expect(resumed.made).toBe(1);
  expect(resumed.manifest).toEqual(made.manifest);
});

test('a folder with something in it is left alone', async () => {
  const foreign = memoryStore();
  const stage = await foreign.stage();
  await stage.put('holiday.jpg', 'precious');
  await stage.commit();
  await expect(makeFakeDataset(plan, { store: foreign })).rejects.toMatchObject({ code: 'NM7003', exitCode: 2 });
  await expect(makeFakeDataset(plan, { store: foreign, resume: true })).rejects.toMatchObject({ code: 'NM7004', exitCode: 2 });
  expect([...foreign.files.keys()]).toEqual(['holiday.jpg']);

  const { store } = await makeFakeDataset(plan);
  const before = new Map(store.files);
  await expect(makeFakeDataset(plan, { store })).rejects.toMatchObject({
    code: 'NM7003',
    hint: expect.stringContaining('--resume'),
  });
  const other = makeFakeDataset({ ...plan, seed: '9', count: 5 }, { store, resume: true });
  await expect(other).rejects.toMatchObject({ code: 'NM7005', message: expect.stringContaining('count, seed differ') });
  expect([...store.files]).toEqual([...before]);
});

test('a job is named by its own fields', () => {
  const samples = samplesOf(plan);
  expect(samples.map(({ sample, scenario, draw }) => `${sample}:${scenario}:${draw}`).join(' ')).toBe(
    '000000:0:0 000001:0:1 000002:0:2 000003:0:3 000004:1:0 000005:1:1 000006:1:2 000007:1:3',
  );
  const hash = hashOfPlan(plan);
  expect(cutJobs(hash, samples, 3).map((job) => job.samples.length)).toEqual([3, 3, 2]);
  expect(cutJobs(hash, samples, 3)).toEqual(cutJobs(hash, samples, 3));
  const ids = [...cutJobs(hash, samples, 3), ...cutJobs(hash, samples, 4), ...cutJobs('other', samples, 3)].map(
    (job) => job.id,
  );
  expect(new Set(ids).size).toBe(ids.length);
  expect(cutJobs(hash, samples, 2).at(-1)?.id).toBe(cutJobs(hash, samples, 3).at(-1)?.id);
});

test('workers and threads share the cores', () => {
  const machine = (cores: number, gib: number) => ({ cores, memoryBytes: gib * 2 ** 30 });
  expect(defaultWorkers(machine(2, 24), 'three', 100)).toBe(2);
  expect(defaultWorkers(machine(1, 24), 'three', 100)).toBe(1);
  expect(defaultWorkers(machine(16, 64), 'three', 100)).toBe(16);
  expect(defaultWorkers(machine(16, 6), 'three', 100)).toBe(4);
  expect(defaultWorkers(machine(16, 6), 'raycast', 100)).toBe(16);
  expect(defaultWorkers(machine(16, 64), 'three', 3)).toBe(3);
  expect(defaultWorkers(machine(4, 1), 'three', 3)).toBe(1);
  expect(threadsPerWorker(16, 8)).toBe(2);
  expect(threadsPerWorker(1, 4)).toBe(0);
  expect([1, 63, 128, 1000, 1024, 100_000].map(shardSizeOf)).toEqual([1, 1, 2, 15, 16, 16]);
});

/** Real child processes: same bytes for any number, retries, stopping and going on. */
import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { DatasetPlan, Manifest } from '#contracts/job';
import { createOrder, type GenerateEvent, generate, localQueue } from '#farm/index';
import { folderStore } from '#writers/index';
import { fakePlan, fakePorts } from '../pipeline/fake-world.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const entry = join(root, 'dist/test-workers/fake-worker.mjs');
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nearmiss-farm-'));
  const options = {
    bundle: true,
    platform: 'node' as const,
    format: 'esm' as const,
    conditions: ['source'],
    packages: 'external' as const,
  };
  await build({
    ...options,
    absWorkingDir: root,
    entryPoints: ['test/farm/fake-worker.ts'],
    outfile: entry,
    logLevel: 'error',
  });
});
afterAll(() => rm(folder, { recursive: true, force: true }));
afterEach(() => {
  delete process.env.NEARMISS_FAKE_CRASH;
});

interface MakeOptions {
  readonly workers?: number;
  readonly jobSize?: number;
  readonly resume?: boolean;
  readonly halt?: AbortController;
  readonly on?: (event: GenerateEvent) => void;
}
async function make(name: string, plan: DatasetPlan, options: MakeOptions = {}) {
  const out = join(folder, name);
  const ports = fakePorts(plan);
  const workers = options.workers ?? 1;
  const { made } = await generate({
    plan,
    store: folderStore(out, 'parent'),
    where: out,
    resume: options.resume ?? false,
    shardSize: options.jobSize ?? 1,
    definition: ports.definition,
    writers: ports.writers,
    versions: {},
    openQueue: () =>
      localQueue({
        entry: pathToFileURL(entry),
        workers,
        order: { ...createOrder({ plan, store: out, attempts: 3 }), shardSize: options.jobSize ?? 1 },
        renderer: {},
        root: join(out, '.nearmiss/queue'),
        token: name,
        now: Date.now,
        monotonicMs: () => performance.now(),
      }),
    signal: (options.halt ?? new AbortController()).signal,
    on: options.on ?? (() => {}),
  });
  return { made, manifest: JSON.parse(await readFile(join(out, 'manifest.json'), 'utf8')) as Manifest };
}
const children = () =>
  execFileSync('ps', ['-eo', 'args'])
    .toString()
    .split('\n')
    .filter((line) => line.includes(entry));

test('one worker, two workers, other cuts: the same dataset', async () => {
  const plan = fakePlan({ count: 6 });
  const one = await make('one', plan, { workers: 1, jobSize: 6 });
  const two = await make('two', plan, { workers: 2, jobSize: 1 });
  const three = await make('three', plan, { workers: 3, jobSize: 4 });
  expect(two.manifest).toEqual(one.manifest);
  expect(three.manifest).toEqual(one.manifest);
  expect(children()).toEqual([]);
});

test('a worker that dies is replaced and its job made again', async () => {
  const plan = fakePlan({ count: 4 });
  process.env.NEARMISS_FAKE_CRASH = join(folder, 'crashed');
  const retries: string[] = [];
  const made = await make('crash', plan, { jobSize: 4, on: (event) => event.type === 'retry' && retries.push(event.reason) });
  expect(retries).toEqual(['a worker process was ended by SIGKILL']);
  expect(made.manifest.datasetSha256).toBe((await make('calm', plan)).manifest.datasetSha256);
});

test('a failure of the machine is tried three times, a bug once; both are told as they are', async () => {
  let retries = 0;
  const on = (event: GenerateEvent): void => {
    if (event.type === 'retry') retries++;
  };
  const failing = make('no-gpu', fakePlan({ seed: 'no-gpu', count: 1 }), { on });
  await expect(failing).rejects.toMatchObject({ code: 'NM0000', exitCode: 3, message: expect.stringContaining('on fire') });
  expect(retries).toBe(2);
  retries = 0;
  await expect(make('bug', fakePlan({ seed: 'bug' }), { on })).rejects.toThrow('sample 000000 (draw 0): a bug');
  expect(retries).toBe(0);
  expect(children()).toEqual([]);
});

test('stopping leaves finished samples, no child and no half one; going on gives the same dataset', async () => {
  const plan = fakePlan({ seed: 'slow', count: 4 });
  const halt = new AbortController();
  const stopped = make('stopped', plan, { halt, on: (event) => event.type === 'sample' && halt.abort() });
  await expect(stopped).rejects.toThrow();
  expect(children()).toEqual([]);
  const there = await readdir(join(folder, 'stopped/samples'));
  expect(there.length).toBeGreaterThanOrEqual(1);
  expect(there.length).toBeLessThan(4);
  expect(await readdir(join(folder, 'stopped'))).not.toContain('manifest.json');
  const resumed = await make('stopped', plan, { resume: true });
  expect(resumed.made).toBe(4 - there.length);
  expect(resumed.manifest).toEqual((await make('whole', plan, { workers: 2 })).manifest);
});

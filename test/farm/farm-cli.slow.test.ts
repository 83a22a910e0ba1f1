/** The farm by its commands: drain, parts and their merge, a disk that is full, orders that are not what they say. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FarmOrder } from '#contracts/farm';
import { withFewerFrames } from '../cli/fewer-frames.js';
import { filesOf } from './chaos/visible.js';
import { run } from './chaos/workers.js';

const program = fileURLToPath(new URL('../../bin/nearmiss.mjs', import.meta.url));
const COUNT = 4;
let folder = '';
let scenario = '';
let whole = '';
const plan = (out: string, ...more: string[]) => [
  scenario,
  '--count',
  String(COUNT),
  '--seed',
  '3',
  '--size',
  '96x72',
  '--renderer',
  'raycast',
  '--out',
  out,
  ...more,
];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nearmiss-farm-cli-'));
  scenario = await withFewerFrames('scenarios/pedestrian/cpna-adult-near-side.yaml', folder, 4);
  whole = join(folder, 'whole');
  expect(await run(['generate', ...plan(whole)])).toMatchObject({ code: 0 });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const sameAsWhole = async (out: string): Promise<void> => expect(await filesOf(out)).toEqual(await filesOf(whole));

test('SIGTERM: the sample in hand is ended, the shard given back, and the next worker goes on', async () => {
  const [queue, out] = [join(folder, 'drain-queue'), join(folder, 'drain')];
  expect(await run(['farm', 'submit', ...plan(out), '--queue', queue])).toMatchObject({ code: 0 });
  const worker = spawn(process.execPath, [program, 'farm', 'work', '--queue', queue, '--workers', '1', '--root', folder], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  worker.stderr.on('data', (part: Buffer) => {
    said += part.toString();
    // Once: another one would end it at once.
    if (/is whole/.test(said) && !worker.killed) worker.kill('SIGTERM');
  });
  const [code] = await once(worker, 'close');
  expect({ code, said }).toMatchObject({ code: 0 });
  const made = (await readdir(join(out, 'samples'))).length;
  expect(made).toBeGreaterThanOrEqual(1);
  expect(made).toBeLessThan(COUNT);
  const [state] = JSON.parse((await run(['farm', 'status', '--queue', queue, '--json'])).out);
  expect(state).toMatchObject({ counts: { leased: 0, delayed: 0, aside: 0 } });
  expect(await run(['farm', 'work', '--queue', queue, '--until-empty', '--root', folder])).toMatchObject({ code: 0 });
  await sameAsWhole(out);
});

test('parts of a batch system, side by side, and their merge', async () => {
  const out = join(folder, 'parts');
  const [one] = await Promise.all([
    run(['generate', ...plan(out, '--shard', '1/3')]),
    run(['generate', ...plan(out, '--shard', '3/3')]),
  ]);
  expect(one).toMatchObject({ code: 0 });
  const early = await run(['merge', out]);
  expect(early.code).toBe(3);
  expect(early.err).toContain('NM7013');
  expect(await readdir(out)).not.toContain('manifest.json');
  // Twice the same part harms nothing.
  for (let i = 0; i < 2; i++) expect(await run(['generate', ...plan(out, '--shard', '2/3')])).toMatchObject({ code: 0 });
  expect(await run(['merge', out])).toMatchObject({ code: 0 });
  await sameAsWhole(out);
  const other = await run(['generate', ...plan(out, '--shard', '1/3', '--seed', '4')]);
  expect(other).toMatchObject({ code: 2 });
  expect(other.err).toContain('NM7005');
});

test('a full disk: told as what it is, and when there is room again the shards are made', async ({ skip }) => {
  const [disk, queue] = [join(folder, 'disk'), join(folder, 'disk-queue')];
  await mkdir(disk);
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=96k', 'none', disk]).status === 0;
  if (!mounted) skip('mounting takes root');
  try {
    const out = join(disk, 'data');
    expect(await run(['farm', 'submit', ...plan(out, '--attempts', '1'), '--queue', queue])).toMatchObject({ code: 0 });
    const worker = ['farm', 'work', '--queue', queue, '--until-empty', '--workers', '1', '--root', folder];
    const inVain = await run(worker);
    expect(inVain).toMatchObject({
      code: 1,
      err: expect.stringMatching(
        /order [0-9a-f]{16}: \d of 4 shards done, \d set aside: nearmiss farm report [0-9a-f]{16} says why/,
      ),
    });
    const status = await run(['farm', 'status', '--queue', queue]);
    expect(status.code).toBe(1);
    expect(status.out).toMatch(/set aside after 1 try: store: .*could not write the dataset/);
    spawnSync('mount', ['-o', 'remount,size=64m', disk]);
    const order = /^([0-9a-f]{8})/m.exec(status.out)?.[1] ?? '';
    expect(await run(['farm', 'retry', order, '--queue', queue])).toMatchObject({ code: 0 });
    expect(await run(worker)).toMatchObject({ code: 0 });
    await sameAsWhole(out);
  } finally {
    spawnSync('umount', [disk]);
  }
});

test('an order that was changed in the queue, or would write elsewhere, is refused and writes nothing', async () => {
  const [queue, out] = [join(folder, 'evil-queue'), join(folder, 'evil')];
  const submitted = await run(['farm', 'submit', ...plan(out, '--attempts', '1'), '--queue', queue, '--json']);
  const { order } = JSON.parse(submitted.out) as { order: string };
  const file = join(queue, 'orders', order, 'order.json');
  const honest = JSON.parse(await readFile(file, 'utf8')) as FarmOrder;
  const elsewhere = join(folder, 'elsewhere');
  const changes: readonly Partial<FarmOrder>[] = [{ store: elsewhere }, { plan: { ...honest.plan, seed: '99' } }];
  const worker = ['farm', 'work', '--queue', queue, '--until-empty', '--workers', '1', '--root'];
  for (const change of changes) {
    await writeFile(file, JSON.stringify({ ...honest, ...change }));
    await run([...worker, folder]);
    await run(['farm', 'retry', order, '--queue', queue]);
  }
  await writeFile(file, JSON.stringify(honest));
  const outside = await run([...worker, join(folder, 'allowed')]);
  expect(outside.err).toContain('refused');
  expect(await readdir(folder)).not.toContain('elsewhere');
  expect(await readdir(out)).toEqual(['.nearmiss']);
});

test('what can not be is told in a line, and makes nothing', async () => {
  const here = (...args: string[]) => run(args, {}, folder);
  const empty = await here('farm', 'work', '--queue', 'nowhere', '--until-empty');
  expect(empty).toMatchObject({ code: 0, err: 'the queue holds no orders\n' });
  const both = await here('farm', 'submit', ...plan('same'), '--queue', 'same/queue');
  expect(both).toMatchObject({ code: 2, err: expect.stringContaining('NM7809') });
  expect(await here('farm', 'submit', ...plan('other', '--backend', 'LLVMpipe'), '--queue', 'jobs')).toMatchObject({
    code: 2,
    err: expect.stringContaining('one of gpu, llvmpipe, swiftshader'),
  });
  const noAuthority = await here('farm', 'status', '--queue', 'rediss://127.0.0.1:1', '--ca', 'nofile.pem');
  expect(noAuthority).toMatchObject({ code: 2, err: expect.stringContaining('NM7803') });
  for (const made of ['same', 'other', 'jobs']) expect(await readdir(folder)).not.toContain(made);
});

test('a log of JSON is JSON to its last line', async () => {
  const { code, err } = await run(['farm', 'work', '--queue', 'redis://127.0.0.1:1', '--log', 'json'], {
    NEARMISS_PATIENCE: '',
  });
  const last = JSON.parse(err.trim().split('\n').at(-1) ?? '');
  expect({ code, last }).toMatchObject({
    code: 3,
    last: { level: 'error', code: 'NM7801', message: expect.stringContaining('ECONNREFUSED') },
  });
});

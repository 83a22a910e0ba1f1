/** A Redis with TLS and a password: who has both gets in, nobody else, and the password is nowhere to be read. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { redisQueue } from '#farm/index';
import { folderStore } from '#writers/index';
import { withFewerFrames } from '../cli/fewer-frames.js';
import { processes } from './chaos/processes.js';
import { run } from './chaos/workers.js';
import { selfSigned } from './servers/certificate.js';
import { startRedis, type TestRedis } from './servers/redis.js';

const PASSWORD = 'correct-horse-battery';
let folder = '';
let ca = '';
let redis: TestRedis;
let scenario = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nearmiss-secret-'));
  const certificate = selfSigned(folder);
  ca = certificate.cert;
  redis = await startRedis({ password: PASSWORD, tls: { ...certificate, ca } });
  scenario = await withFewerFrames('scenarios/pedestrian/cpna-adult-near-side.yaml', folder, 3);
});
afterAll(async () => {
  await redis.stop();
  await rm(folder, { recursive: true, force: true });
});

const open = (url: string, authority?: string) =>
  redisQueue({
    url,
    token: 't',
    leaseMs: 1000,
    patienceMs: 4000,
    now: Date.now,
    ...(authority === undefined ? {} : { ca: authority }),
  });

test('without the right password, or with an authority that nobody knows, the door stays shut, and the message keeps the password', async () => {
  const pem = await readFile(ca, 'utf8');
  const wrong = redis.url.replace(PASSWORD, 'another-secret');
  const refusals = await Promise.allSettled([
    open(wrong, pem),
    open(redis.url),
    open(redis.url.replace('rediss', 'redis'), pem),
  ]);
  for (const refused of refusals) {
    expect(refused.status).toBe('rejected');
    const { code, exitCode, message } = (refused as PromiseRejectedResult).reason;
    expect({ code, exitCode }).toEqual({ code: 'NM7801', exitCode: 3 });
    expect(message).not.toContain(PASSWORD);
    expect(message).not.toContain('another-secret');
  }
});

test('a password on the command line is refused', async () => {
  const { code, err } = await run(['farm', 'status', '--queue', redis.url]);
  expect(code).toBe(2);
  expect(err).toContain('NM7803');
  expect(err).toContain('NEARMISS_QUEUE');
  expect(err).not.toContain(PASSWORD);
});

test('a whole run by the environment or a file: no log, no file of the dataset, no command line of any process holds the password', async () => {
  const out = join(folder, 'data');
  const env = { NEARMISS_QUEUE: redis.url, NEARMISS_QUEUE_CA: ca };
  const plan = [scenario, '--count', '2', '--size', '64x48', '--renderer', 'raycast', '--out', out];
  const submitted = await run(['farm', 'submit', ...plan], env);
  expect(submitted).toMatchObject({ code: 0 });
  const file = join(folder, 'queue.txt');
  await writeFile(file, `${redis.url}\n`);
  const seen = new Set<string>();
  const looking = setInterval(() => {
    for (const { command } of processes()) if (command.includes(PASSWORD)) seen.add(command);
  }, 50);
  const worked = await run([
    'farm',
    'work',
    '--queue',
    `@${file}`,
    '--ca',
    ca,
    '--until-empty',
    '--log',
    'json',
    '--root',
    folder,
  ]);
  clearInterval(looking);
  expect(worked).toMatchObject({ code: 0 });
  const told = await run(['farm', 'report', '--json'], env);
  for (const text of [submitted.out, submitted.err, worked.out, worked.err, told.out]) expect(text).not.toContain(PASSWORD);
  expect([...seen]).toEqual([]);
  const store = folderStore(out, 'look');
  const paths = [...(await store.list()), '.nearmiss/plan.json'];
  for await (const path of store.walk('.nearmiss/shards')) paths.push(path);
  expect(paths).toContain('manifest.json');
  for (const path of paths) expect(Buffer.from((await store.read(path)) ?? []).includes(PASSWORD), path).toBe(false);
  expect(JSON.parse(told.out)).toMatchObject({ complete: true, samples: 2 });
});

/** An object store by https, and credentials that end: who trusts its certificate and carries the token writes as ever, others are told. Needs `dist/`. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { folderStore, parseS3, s3Store } from '#writers/index';
import { ATTEMPTS } from '../../src/writers/sink/s3/patience.js';
import { withFewerFrames } from '../cli/fewer-frames.js';
import { run } from '../farm/chaos/workers.js';
import { type Certificate, selfSigned } from '../farm/servers/certificate.js';
import { withCredentials } from './credentials.js';
import { BUCKET, type S3Server, startS3 } from './server.js';

withCredentials();

const TOKEN = 'IQoJb3JpZ2luX2VjEXAMPLE-of-the-tests';
const PLAN = ['--count', '2', '--seed', '7', '--size', '64x48', '--renderer', 'raycast', '--writers', 'native,coco'];
let root = '';
let scenario = '';
let folder = '';
let certificate: Certificate;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'nearmiss-s3-https-'));
  certificate = selfSigned(root);
  scenario = await withFewerFrames('scenarios/pedestrian/cpna-adult-near-side.yaml', root, 3);
  folder = join(root, 'folder');
  expect(await generate(folder)).toMatchObject({ code: 0 });
});
afterAll(() => rm(root, { recursive: true, force: true }));

function generate(out: string, env: Readonly<Record<string, string>> = {}) {
  return run(['generate', scenario, ...PLAN, '--workers', '1', '--out', out], env);
}

async function withServer(sessionToken: string | undefined, work: (server: S3Server) => Promise<void>): Promise<void> {
  const server = await startS3({ certificate, ...(sessionToken === undefined ? {} : { sessionToken }) });
  try {
    await work(server);
  } finally {
    await server.close();
  }
}

/** What whoever trusts the server has in the environment. */
function trusting({ endpoint }: S3Server): Readonly<Record<string, string>> {
  return { AWS_ENDPOINT_URL_S3: endpoint, NODE_EXTRA_CA_CERTS: certificate.cert };
}

async function expectAsInFolder({ objects }: S3Server): Promise<void> {
  const paths = await folderStore(folder, 'test').list();
  const keys = [...objects.keys()].filter((key) => !key.includes('/.nearmiss/')).sort();
  expect(keys).toEqual(paths.map((path) => `d/${path}`));
  for (const path of paths)
    expect(Buffer.from(objects.get(`d/${path}`)?.content ?? []).equals(await readFile(join(folder, path))), path).toBe(true);
}

test('with its certificate for an authority: the same files, the same bytes as in a folder', async () => {
  await withServer(undefined, async (server) => {
    expect(server.endpoint).toMatch(/^https:\/\/localhost:/);
    expect(await generate(`s3://${BUCKET}/d`, trusting(server))).toMatchObject({ code: 0 });
    await expectAsInFolder(server);
  });
});

describe('a certificate that is not trusted', () => {
  test('is told, with what to do about it; nothing is written', async () => {
    await withServer(undefined, async (server) => {
      const refused = await generate(`s3://${BUCKET}/d`, { AWS_ENDPOINT_URL_S3: server.endpoint });
      expect(refused).toMatchObject({ code: 3, err: expect.stringMatching(/NM7910.*certificate is not trusted/) });
      expect(refused.err).toContain('NODE_EXTRA_CA_CERTS');
      expect(server.connections).toBe(1);
      expect([server.counts.size, server.objects.size]).toEqual([0, 0]);
    });
  });

  test('is not tried again, as a line that breaks off is', async () => {
    const read = (endpoint: string) =>
      s3Store(parseS3(`s3://${BUCKET}/d?endpoint=${endpoint}`), {
        env: {},
        now: () => performance.now(),
        random: () => 0.5,
        firstWaitMs: 2,
      }).read('a.txt');
    await withServer(undefined, async (server) => {
      await expect(read(server.endpoint)).rejects.toMatchObject({ code: 'NM7910', exitCode: 3 });
      expect(server.connections).toBe(1);
    });
    let connections = 0;
    const breaking = createServer((socket) => {
      connections++;
      socket.destroy();
    });
    await new Promise<void>((resolve) => breaking.listen(0, '127.0.0.1', resolve));
    try {
      const { port } = breaking.address() as AddressInfo;
      await expect(read(`https://127.0.0.1:${port}`)).rejects.toMatchObject({ code: 'NM7904', exitCode: 3 });
      expect(connections).toBe(ATTEMPTS);
    } finally {
      breaking.close();
    }
  });
});

describe('credentials that end', () => {
  test('every request of a farm carries their token, and no file, log or order holds it', async () => {
    await withServer(TOKEN, async (server) => {
      const env = { ...trusting(server), AWS_SESSION_TOKEN: TOKEN };
      const queue = join(root, 'queue');
      const submitted = await run(['farm', 'submit', scenario, ...PLAN, '--queue', queue, '--out', `s3://${BUCKET}/d`], env);
      const work = ['farm', 'work', '--queue', queue, '--workers', '1', '--until-empty', '--log', 'json'];
      const worked = await run(work, env);
      expect([submitted.code, worked.code]).toEqual([0, 0]);
      await expectAsInFolder(server);
      const said = [submitted, worked].flatMap(({ out, err }) => [out, err]);
      const inQueue = await Promise.all((await filesOf(queue)).map((file) => readFile(file, 'latin1')));
      const stored = [...server.objects.values()].map(({ content }) => Buffer.from(content).toString('latin1'));
      expect(inQueue.length).toBeGreaterThan(0);
      for (const text of [...said, ...inQueue, ...stored]) expect(text).not.toContain(TOKEN);
    });
  });

  test.each([
    ['none', {}],
    ['another', { AWS_SESSION_TOKEN: 'another-token' }],
  ])('with %s the server refuses, and the message names no token', async (_, token) => {
    await withServer(TOKEN, async (server) => {
      const refused = await generate(`s3://${BUCKET}/d`, { ...trusting(server), ...token });
      expect(refused).toMatchObject({ code: 3, err: expect.stringContaining('NM7905') });
      expect(refused.err + refused.out).not.toContain('another-token');
      expect(server.objects.size).toBe(0);
    });
  });
});

async function filesOf(where: string): Promise<readonly string[]> {
  const entries = await readdir(where, { withFileTypes: true, recursive: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

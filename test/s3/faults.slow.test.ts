/** A dataset through a bad line is the dataset through a good one, file for file, and leaves nothing behind. */
import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Store } from '#contracts/writer';
import { type MemoryStore, parseS3, s3Store } from '#writers/index';
import { long } from '../conformance/store-suite.js';
import { makeFakeDataset } from '../farm/fake-dataset.js';
import { fakePlan } from '../pipeline/fake-world.js';
import { type BadLine, type BadLineOptions, FATES, type Fate, openBadLine } from './bad-line.js';
import { withCredentials } from './credentials.js';
import { BUCKET, type S3Server, startS3 } from './server.js';

withCredentials();
const MIB = 1 << 20;
const plan = fakePlan({ count: 3 });
const now = () => performance.now();
/** Waits of nearly nothing, so that what is tried again, and not the waiting, takes the time. */
const fast = { random: () => 0.5, firstWaitMs: 2 };

let good: MemoryStore;
beforeAll(async () => {
  good = (await makeFakeDataset(plan)).store;
});

interface Setting {
  readonly server: S3Server;
  readonly line: BadLine;
  readonly store: Store;
}

async function through(
  line: Omit<BadLineOptions, 'port'>,
  partBytes: number,
  work: (setting: Setting) => Promise<void>,
): Promise<void> {
  const server = await startS3({ leastPart: Math.min(partBytes, 5 * MIB), pageSize: 7 });
  const bad = await openBadLine({ ...line, port: server.port });
  try {
    const store = s3Store(parseS3(`s3://${BUCKET}/d?endpoint=${bad.endpoint}`), { env: {}, now, ...fast, partBytes });
    await work({ server, line: bad, store });
  } finally {
    await bad.close();
    await server.close();
  }
}

function expectGood({ objects, uploads }: S3Server): void {
  expect([...objects.keys()].sort()).toEqual([...good.files.keys()].map((path) => `d/${path}`).sort());
  for (const [path, bytes] of good.files)
    expect(Buffer.from(objects.get(`d/${path}`)?.content ?? []).equals(Buffer.from(bytes)), path).toBe(true);
  expect([...uploads.values()].map(({ key }) => key)).toEqual([]);
}

async function expectNoSpools(): Promise<void> {
  const own = (await readdir(tmpdir())).filter((name) => name.startsWith('nearmiss-s3-') && name.includes(`-${process.pid}-`));
  expect(own).toEqual([]);
}

describe('a dataset through a bad line', () => {
  const met = new Map<Fate, number>();

  // Parts of 300 bytes: pictures go up in parts, records and labels as a whole.
  test.each(['1', '2', '3'])('seed %s: the same files, nothing half, nothing left', async (seed) => {
    await through({ seed, share: 0.3, most: 3 }, 300, async ({ server, line, store }) => {
      const made = await makeFakeDataset(plan, { store });
      expect(made.made).toBe(3);
      expectGood(server);
      expect(server.counts.get('UploadPart')).toBeGreaterThan(20);
      for (const [fate, count] of line.met) met.set(fate, (met.get(fate) ?? 0) + count);
    });
    await expectNoSpools();
  });

  test('it was bad in every way', () => {
    for (const fate of FATES) expect(met.get(fate) ?? 0, fate).toBeGreaterThan(0);
  });

  test.each(FATES)('every first try %s', async (fate) => {
    await through({ seed: '4', share: 1, most: 1, fates: [fate] }, 300, async ({ server, line, store }) => {
      const small = fakePlan({ count: 1 });
      const one = (await makeFakeDataset(small)).store;
      await makeFakeDataset(small, { store });
      expect([...server.objects.keys()].sort()).toEqual([...one.files.keys()].map((path) => `d/${path}`).sort());
      expect([...server.uploads.keys()]).toEqual([]);
      expect(line.met.get(fate)).toBeGreaterThan(20);
    });
  });

  test('a line that goes down for good is told; what was whole stays, and the rest comes later', async () => {
    let isDown = false;
    await through({ seed: '5', share: 0, most: 0, isDown: () => isDown }, 300, async ({ server, store }) => {
      const untilThen: Store = {
        ...store,
        stage(name) {
          isDown = name === '000002';
          return store.stage(name);
        },
      };
      const failing = makeFakeDataset(plan, { store: untilThen });
      await expect(failing).rejects.toMatchObject({ code: 'NM7904', exitCode: 3, hint: expect.stringContaining('--resume') });
      expect(server.objects.has('d/samples/000001/sample.json')).toBe(true);
      expect(server.objects.has('d/samples/000002/sample.json')).toBe(false);
      expect(server.objects.has('d/manifest.json')).toBe(false);
      await expectNoSpools();
      isDown = false;
      const resumed = await makeFakeDataset(plan, { store, resume: true });
      expect(resumed.made).toBe(1);
      expectGood(server);
    });
  });
});

test.each(['answer cut', 'slow down', 'cut before'] as const)(
  'a long file is hashed though the first tries: %s',
  async (fate) => {
    await through({ seed: '8', share: 1, most: 3, fates: [fate] }, MIB, async ({ line, store }) => {
      const hash = createHash('sha256');
      for await (const part of long(3)) hash.update(part);
      const stage = await store.stage();
      await stage.put('long.bin', long(3));
      await stage.commit();
      const before = line.met.get(fate) ?? 0;
      expect(await store.hash?.('long.bin')).toBe(hash.digest('hex'));
      expect(line.met.get(fate)).toBe(before + 3);
    });
  },
);

describe('a long file that is made while it goes up', () => {
  const LENGTH_MIB = 41;
  const PART = 8 * MIB;

  /** Bytes that the maker was ahead of the store at most. */
  async function stream(setting: Setting): Promise<number> {
    const hash = createHash('sha256');
    let made = 0;
    let ahead = 0;
    async function* parts(): AsyncIterable<Uint8Array> {
      for await (const part of long(LENGTH_MIB)) {
        hash.update(part);
        made += part.length;
        yield part;
        ahead = Math.max(ahead, made - setting.server.partBytes);
      }
    }
    const stage = await setting.store.stage('000000');
    await stage.put('samples/000000/shard.tar', parts());
    expect(setting.server.objects.size).toBe(0);
    expect(setting.server.uploads.size).toBe(1);
    await stage.put('samples/000000/sample.json', '{}');
    await stage.commit();
    expect(setting.server.uploads.size).toBe(0);
    const content = setting.server.objects.get('d/samples/000000/shard.tar')?.content ?? new Uint8Array();
    expect(createHash('sha256').update(content).digest('hex')).toBe(hash.digest('hex'));
    return ahead;
  }

  test.each([0, 0.4])('never waits in memory: two parts at most, one under way (share of faults %s)', async (share) => {
    await through({ seed: '6', share, most: 3 }, PART, async (setting) => {
      expect(await stream(setting)).toBeLessThanOrEqual(2 * PART + MIB);
      expect(setting.server.partsAbreast).toBeLessThanOrEqual(share === 0 ? 1 : 2);
      await expectNoSpools();
    });
  });

  test.each([
    ['half way', { seed: '7', share: 0.4, most: 3 }],
    ['while it is begun, the first answer lost', { seed: '1', share: 1, most: 1, fates: ['answer lost'] as const }],
  ])('given up %s, nothing is left', async (_, line) => {
    await through(line, PART, async ({ server, store }) => {
      const stage = await store.stage('000000');
      let open: (() => void) | undefined;
      const gate = new Promise<void>((resolve) => {
        open = resolve;
      });
      async function* stuck(): AsyncIterable<Uint8Array> {
        yield* long(20);
        await gate;
        yield* long(20);
      }
      const putting = stage.put('samples/000000/shard.tar', stuck()).then(
        () => 'put',
        ({ code }) => code as string,
      );
      while (server.uploads.size === 0) await new Promise((resolve) => setTimeout(resolve, 1));
      await stage.discard();
      expect(server.uploads.size).toBe(0);
      open?.();
      expect(await putting).toBe('NM7908');
      expect(server.uploads.size).toBe(0);
      expect(server.objects.size).toBe(0);
    });
  });
});

afterAll(expectNoSpools);

/** The object store's small parts: content cut to size, work side by side, patience, and what is left on the disk. */
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inParallel, inParts } from '../../src/writers/sink/s3/parts.js';
import { ATTEMPTS, patience } from '../../src/writers/sink/s3/patience.js';
import { fromSpool, openSpool, sweepSpools } from '../../src/writers/sink/s3/spool.js';
import { told } from '../../src/writers/sink/s3/told.js';
import { unprivileged } from '../writers/unprivileged.js';

test('however it comes, content is cut into parts of one size, the last shorter, nothing lost', async () => {
  const pieces = fc.array(fc.oneof(fc.uint8Array({ maxLength: 40 }), fc.string({ maxLength: 20, unit: 'grapheme' })), {
    maxLength: 20,
  });
  await fc.assert(
    fc.asyncProperty(pieces, fc.integer({ min: 1, max: 33 }), async (all, size) => {
      const parts: Buffer[] = [];
      for await (const part of inParts(each(all), size)) parts.push(Buffer.from(part));
      const whole = Buffer.concat(all.map((piece) => Buffer.from(piece as Uint8Array)));
      expect(Buffer.concat(parts).equals(whole)).toBe(true);
      expect(parts.length).toBe(Math.ceil(whole.length / size));
      expect(parts.slice(0, -1).every(({ length }) => length === size)).toBe(true);
    }),
    { seed: 3 },
  );
});

test('a part is not written over by the next', async () => {
  const parts: Uint8Array[] = [];
  for await (const part of inParts(each([Uint8Array.of(1, 2, 3), Uint8Array.of(4, 5, 6)]), 2)) parts.push(part);
  expect(parts.map((part) => [...part])).toEqual([
    [1, 2],
    [3, 4],
    [5, 6],
  ]);
});

test('side by side, no more than so many; a failure ends it once the others have settled', async () => {
  let [running, most] = [0, 0];
  const done: number[] = [];
  const work = async (item: number): Promise<void> => {
    most = Math.max(most, ++running);
    await new Promise((resolve) => setTimeout(resolve, 1));
    running--;
    if (item === 7) throw new Error('seven');
    done.push(item);
  };
  await inParallel([1, 2, 3, 4, 5], 3, work);
  expect([done.sort(), most]).toEqual([[1, 2, 3, 4, 5], 3]);
  await expect(inParallel([6, 7, 8, 9, 10, 11, 12], 3, work)).rejects.toThrow('seven');
  expect(running).toBe(0);
  expect(done).not.toContain(12);
});

describe('patience', () => {
  const waits = async (errorType: 'TRANSIENT' | 'THROTTLING' | 'SERVER_ERROR', random: () => number): Promise<number[]> => {
    const strategy = patience({ random });
    const found: number[] = [];
    let token = await strategy.acquireInitialRetryToken('');
    try {
      for (;;) {
        token = await strategy.refreshRetryTokenForRetry(token, { errorType, error: new Error('why') as never });
        found.push(token.getRetryDelay());
      }
    } catch (error) {
      expect(error).toMatchObject({ message: 'why' });
    }
    return found;
  };

  test('waits double, four times as long where the store is busy, and each request has all tries', async () => {
    expect(await waits('TRANSIENT', () => 1)).toEqual([100, 200, 400, 800, 1600, 3200, 6400]);
    expect(await waits('THROTTLING', () => 1)).toEqual([400, 800, 1600, 3200, 6400, 12_800, 20_000]);
    expect(await waits('SERVER_ERROR', () => 0)).toEqual([0, 0, 0, 0, 0, 0, 0]);
    expect((await waits('TRANSIENT', () => 1)).length).toBe(ATTEMPTS - 1);
    const strategy = patience({ random: () => 0 });
    for (let request = 0; request < 1000; request++) {
      const token = await strategy.acquireInitialRetryToken('');
      await strategy.refreshRetryTokenForRetry(token, { errorType: 'TRANSIENT' });
    }
  });

  test('a mistake is not tried again', async () => {
    const strategy = patience({ random: () => 0 });
    const token = await strategy.acquireInitialRetryToken('');
    const refused = strategy.refreshRetryTokenForRetry(token, {
      errorType: 'CLIENT_ERROR',
      error: new Error('denied') as never,
    });
    await expect(refused).rejects.toThrow('denied');
  });
});

describe('spools', () => {
  const own = `nearmiss-s3-${hostname().replaceAll(/[^A-Za-z0-9]/g, '_')}-`;

  test('keep what they are given and leave nothing', async () => {
    const spool = openSpool();
    const files = await Promise.all(['a', 'b', 'c'].map((text) => spool.keep(Buffer.from(text))));
    expect(await Promise.all(files.map(async (file) => (await fromSpool(file)).toString()))).toEqual(['a', 'b', 'c']);
    await spool.remove();
    await expect(fromSpool(files[0] as string)).rejects.toMatchObject({ code: 'NM7002', exitCode: 3 });
    await openSpool().remove();
  });

  test('of processes that are gone are swept, others stay', async () => {
    const gone = join(tmpdir(), `${own}99999999-abcdef`);
    const foreign = join(tmpdir(), `nearmiss-s3-elsewhere-99999999-abcdef`);
    const alive = join(tmpdir(), `${own}${process.pid}-abcdef`);
    const all = [gone, foreign, alive];
    try {
      for (const folder of all) {
        await mkdir(folder, { recursive: true });
        await writeFile(join(folder, '0'), 'x');
      }
      await sweepSpools();
      const left = await readdir(tmpdir());
      expect(all.map((folder) => left.includes(folder.slice(tmpdir().length + 1)))).toEqual([false, true, true]);
    } finally {
      for (const folder of all) await rm(folder, { recursive: true, force: true });
    }
  });
});

test('spools that somebody else has left stop nobody', async () => {
  const own = `nearmiss-s3-${hostname().replaceAll(/[^A-Za-z0-9]/g, '_')}-`;
  const folder = await mkdtemp(join(tmpdir(), 'nearmiss-foreign-'));
  const locked = join(folder, `${own}99999998-locked`);
  try {
    await chmod(folder, 0o777);
    for (const name of ['99999997-first', '99999999-last']) await mkdir(join(folder, own + name));
    await mkdir(locked);
    await writeFile(join(locked, '0'), 'x');
    await chmod(locked, 0o000);
    await unprivileged(() => sweepSpools(folder));
    expect(await readdir(folder)).toEqual([`${own}99999998-locked`]);
    await sweepSpools(join(folder, 'none'));
  } finally {
    await chmod(locked, 0o700);
    await rm(folder, { recursive: true, force: true });
  }
});

test('an error that is told carries no request with it', () => {
  const refused = Object.assign(new Error('no'), {
    name: 'AccessDenied',
    $metadata: { httpStatusCode: 403 },
    $response: { headers: { authorization: 'hunter2' } },
  });
  const error = told(refused, 'write a/b', { bucket: 'bucket', prefix: 'p' });
  expect(error).toMatchObject({ code: 'NM7905', exitCode: 3, message: 'could not write a/b in s3://bucket/p: AccessDenied' });
  expect(JSON.stringify(error, Object.getOwnPropertyNames(error)) + JSON.stringify(error.cause)).not.toContain('hunter2');
  expect(Object.keys(error.cause as object)).not.toContain('$response');
});

test.each([
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'NODE_EXTRA_CA_CERTS'],
  ['CERT_HAS_EXPIRED', 'clock'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'name'],
])('a certificate that is not trusted is told with what to do: %s', (code, hint) => {
  const error = told(Object.assign(new Error('why'), { code }), 'read a', { bucket: 'bucket', prefix: '' });
  expect(error).toMatchObject({ code: 'NM7910', exitCode: 3, hint: expect.stringContaining(hint) });
  expect(error.message).toContain('not trusted (why)');
});

async function* each<T>(items: readonly T[]): AsyncIterable<T> {
  yield* items;
}

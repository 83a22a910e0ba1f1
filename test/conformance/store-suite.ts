/** What every store must do, wherever it puts its files. Each check takes a store of its own that is empty. */
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { SinkContent, StagedSink, Store } from '#contracts/writer';

/** A store under test. */
export interface TestedStore {
  readonly store: Store;
  /** The same place, opened by another process. */
  another(): Store;
  /** MiB of what counts as long there; 3 when missing. */
  readonly longMib?: number;
  /** Names of whatever attempts have left beside the dataset: staging areas, open uploads. */
  leftovers(): Promise<readonly string[]>;
  close(): Promise<void>;
}

export interface StoreCheck {
  readonly name: string;
  run(tested: TestedStore): Promise<void>;
}

const HOSTILE = [
  '../out',
  '/etc/passwd',
  'samples/../../x',
  'a//b',
  '',
  '.',
  'a/./b',
  'a\\b',
  'a/..',
  '.nearmiss',
  '.hidden/x',
  'a\0b',
  '~/x',
  'C:/x',
  'a/b/',
  'a?b',
  'a%2e%2e/b',
  'ä',
];

const SAMPLE = '000001';
const RECORD = `samples/${SAMPLE}/sample.json`;
/** A sample with folders in two formats, a file that a format numbers, a fragment, and the record. */
const WHOLE: Readonly<Record<string, string>> = {
  [`samples/${SAMPLE}/front/a.txt`]: 'one',
  [`samples/${SAMPLE}/empty.txt`]: '',
  [`coco/panoptic/${SAMPLE}/b.bin`]: '\u0001\u0002\u0003',
  'kitti/label_2/100000.txt': 'car',
  [`.nearmiss/fragments/${SAMPLE}/native.json`]: '{}',
  [RECORD]: '{"whole":true}',
};

export const STORE_CHECKS: readonly StoreCheck[] = [
  {
    name: 'refuses paths that lead elsewhere, and does nothing',
    async run({ store }) {
      const stage = await store.stage();
      for (const path of HOSTILE) {
        await expect(stage.put(path, 'x'), path).rejects.toMatchObject({ code: 'NM7001' });
        await expect(stage.adopt(path, '/etc/hostname'), path).rejects.toMatchObject({ code: 'NM7001' });
      }
      await stage.commit();
      expect(await store.list()).toEqual([]);
      for (const path of ['../out', '/etc/passwd', 'a/../../b'])
        await expect(drain(store.walk(path)), path).rejects.toMatchObject({ code: 'NM7001' });
    },
  },
  {
    name: "refuses a sample's file outside the sample's folder",
    async run({ store }) {
      const stage = await store.stage(SAMPLE);
      await expect(stage.put('samples/000002/a', 'x')).rejects.toMatchObject({ code: 'NM7001' });
      await expect(stage.put(`samples/${SAMPLE}`, 'x')).rejects.toMatchObject({ code: 'NM7001' });
      await stage.discard();
    },
  },
  {
    name: 'shows nothing before the commit and all of it after',
    async run({ store, another, leftovers }) {
      const stage = await store.stage(SAMPLE);
      await putAll(stage, WHOLE);
      expect(await store.list()).toEqual([]);
      expect(await another().read(RECORD)).toBeUndefined();
      await stage.commit();
      await expectWhole(another(), WHOLE);
      expect(await leftovers()).toEqual([]);
    },
  },
  {
    name: 'discard leaves nothing',
    async run({ store, leftovers, longMib = 3 }) {
      const stage = await store.stage(SAMPLE);
      await putAll(stage, WHOLE);
      await stage.put(`samples/${SAMPLE}/long.bin`, long(longMib));
      await stage.discard();
      expect(await store.list()).toEqual([]);
      expect(await drain(store.walk('.nearmiss/fragments'))).toEqual([]);
      expect(await leftovers()).toEqual([]);
    },
  },
  {
    name: 'a stream that fails takes its file with it, and discard the rest',
    async run({ store, leftovers, longMib = 3 }) {
      const stage = await store.stage(SAMPLE);
      await stage.put(`samples/${SAMPLE}/a.txt`, 'one');
      await expect(stage.put(`samples/${SAMPLE}/long.bin`, failing(longMib))).rejects.toThrow('the stream failed');
      await stage.discard();
      expect(await store.list()).toEqual([]);
      expect(await leftovers()).toEqual([]);
    },
  },
  {
    name: 'takes long content in parts, text and bytes',
    async run({ store, longMib = 3 }) {
      const stage = await store.stage();
      const words = Array.from({ length: 1000 }, (_, i) => `${i},`);
      await stage.put('words.txt', pieces(words));
      await stage.put('none.txt', pieces([]));
      await stage.put('long.bin', long(longMib));
      await stage.commit();
      expect(text(await store.read('words.txt'))).toBe(words.join(''));
      expect(text(await store.read('none.txt'))).toBe('');
      expect(Buffer.from((await store.read('long.bin')) ?? []).equals(await whole(long(longMib)))).toBe(true);
    },
  },
  {
    name: 'takes a file of the disk over, short or long',
    async run({ store, longMib = 3 }) {
      const folder = await mkdtemp(join(tmpdir(), 'nearmiss-adopt-'));
      try {
        await writeFile(join(folder, 'short'), 'short');
        await writeFile(join(folder, 'long'), await whole(long(longMib)));
        const stage = await store.stage(SAMPLE);
        await stage.adopt(`samples/${SAMPLE}/short`, join(folder, 'short'));
        await stage.adopt(`samples/${SAMPLE}/long`, join(folder, 'long'));
        await expect(stage.adopt(`samples/${SAMPLE}/none`, join(folder, 'none'))).rejects.toMatchObject({
          code: /NM7002|ENOENT/,
        });
        await stage.commit();
        expect(text(await store.read(`samples/${SAMPLE}/short`))).toBe('short');
        expect(Buffer.from((await store.read(`samples/${SAMPLE}/long`)) ?? []).equals(await whole(long(longMib)))).toBe(true);
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
  },
  {
    name: 'the same sample twice is the sample once',
    async run({ store, another, leftovers }) {
      const [first, second] = [await store.stage(SAMPLE), await another().stage(SAMPLE)];
      await Promise.all([putAll(first, WHOLE), putAll(second, WHOLE)]);
      await first.commit();
      await second.commit();
      await expectWhole(store, WHOLE);
      expect(await leftovers()).toEqual([]);
    },
  },
  {
    name: 'the same sample by many at once is the sample once',
    async run({ store, another, leftovers }) {
      const stages = await Promise.all(Array.from({ length: 6 }, () => another().stage(SAMPLE)));
      await Promise.all(stages.map((stage) => putAll(stage, WHOLE)));
      await Promise.all(stages.map((stage) => stage.commit()));
      await expectWhole(store, WHOLE);
      expect(await leftovers()).toEqual([]);
    },
  },
  {
    name: "a sample's commit replaces what a damaged one left, and nothing of another's",
    async run({ store, leftovers }) {
      await commit(store, '000002', { 'samples/000002/sample.json': 'other' });
      await commit(store, SAMPLE, {
        ...WHOLE,
        [`samples/${SAMPLE}/front/a.txt`]: 'bad',
        [`samples/${SAMPLE}/stale.txt`]: 'stale',
        [`coco/panoptic/${SAMPLE}/stale.bin`]: 'stale',
      });
      await commit(store, SAMPLE, WHOLE);
      await expectWhole(store, { ...WHOLE, 'samples/000002/sample.json': 'other' });
      expect(await leftovers()).toEqual([]);
    },
  },
  {
    name: 'a sample made otherwise replaces the one before, record and all',
    async run({ store, leftovers }) {
      await commit(store, SAMPLE, { ...WHOLE, [`samples/${SAMPLE}/gone.txt`]: 'gone', [RECORD]: '{"whole":false}' });
      await commit(store, SAMPLE, WHOLE);
      await expectWhole(store, WHOLE);
      expect(await leftovers()).toEqual([]);
    },
  },
  {
    name: 'files of the whole dataset are replaced one by one',
    async run({ store }) {
      await commit(store, undefined, { 'a.json': 'old', 'b.json': 'kept' });
      await commit(store, undefined, { 'a.json': 'new' });
      await expectWhole(store, { 'a.json': 'new', 'b.json': 'kept' });
    },
  },
  {
    name: 'an object that is put twice is what was put last',
    async run({ store, leftovers, longMib = 3 }) {
      const stage = await store.stage();
      await stage.put('a.bin', long(longMib));
      await stage.put('a.bin', 'short');
      await stage.commit();
      await expectWhole(store, { 'a.bin': 'short' });
      expect(await leftovers()).toEqual([]);
    },
  },
  {
    name: 'walks everything but work files, or a folder, and lists in order',
    async run({ store }) {
      const files = Object.fromEntries(Array.from({ length: 25 }, (_, i) => [`list/${25 - i}.txt`, String(i)]));
      await commit(store, undefined, {
        ...files,
        'listing.txt': 'beside',
        '.nearmiss/shards/j/1.json': '1',
        '.nearmiss/plan.json': 'p',
      });
      const visible = [...Object.keys(files), 'listing.txt'].sort();
      expect(await store.list()).toEqual(visible);
      expect([...(await drain(store.walk()))].sort()).toEqual(visible);
      expect([...(await drain(store.walk('list')))].sort()).toEqual(Object.keys(files).sort());
      expect(await drain(store.walk('.nearmiss/shards'))).toEqual(['.nearmiss/shards/j/1.json']);
      expect([...(await drain(store.walk('.nearmiss')))].sort()).toEqual(['.nearmiss/plan.json', '.nearmiss/shards/j/1.json']);
      expect(await drain(store.walk('nothing/here'))).toEqual([]);
    },
  },
  {
    name: 'creates a file where there is none, once, and leaves one that is there',
    async run({ store, another, leftovers }) {
      for (const path of HOSTILE) await expect(store.create(path, 'x'), path).rejects.toMatchObject({ code: 'NM7001' });
      const path = '.nearmiss/plan.json';
      const texts = Array.from({ length: 6 }, (_, i) => `plan ${i}`);
      const created = await Promise.all(texts.map((each) => another().create(path, each)));
      expect(created.filter((each) => each)).toHaveLength(1);
      expect(text(await store.read(path))).toBe(texts[created.indexOf(true)]);
      expect(await store.create(path, 'late')).toBe(false);
      expect(text(await another().read(path))).toBe(texts[created.indexOf(true)]);
      expect(await leftovers()).toEqual([]);
    },
  },
  {
    name: 'reads nothing where nothing is',
    async run({ store }) {
      expect(await store.read('samples/000009/none')).toBeUndefined();
      await commit(store, undefined, { 'a/b.txt': 'x' });
      expect(await store.read('a')).toBeUndefined();
      await expect(store.read('../a')).rejects.toMatchObject({ code: 'NM7001' });
    },
  },
  {
    name: 'knows the hash of a file where it says that it does',
    async run({ store, another, longMib = 3 }) {
      if (store.hash === undefined) return;
      await commit(store, undefined, { 'a/b.txt': 'x', 'a/none.txt': '' });
      const stage = await store.stage(SAMPLE);
      await stage.put(`samples/${SAMPLE}/long.bin`, long(longMib));
      await stage.commit();
      const expected = { 'a/b.txt': 'x', 'a/none.txt': '', [`samples/${SAMPLE}/long.bin`]: await whole(long(longMib)) };
      for (const [path, content] of Object.entries(expected))
        expect(await another().hash?.(path), path).toBe(createHash('sha256').update(content).digest('hex'));
      expect(await store.hash('a/other.txt')).toBeUndefined();
      expect(await store.hash('a')).toBeUndefined();
      await expect(store.hash('../a')).rejects.toMatchObject({ code: 'NM7001' });
    },
  },
  {
    name: 'sweeps what attempts that were cut off have left, and no more',
    async run({ store, another, leftovers, longMib = 3 }) {
      await commit(store, '000002', { 'samples/000002/sample.json': 'other' });
      const cutOff = await another().stage(SAMPLE);
      await cutOff.put(`samples/${SAMPLE}/a.txt`, 'half');
      await cutOff.put(`samples/${SAMPLE}/long.bin`, long(longMib));
      await store.sweep();
      expect(await leftovers()).toEqual([]);
      await expectWhole(store, { 'samples/000002/sample.json': 'other' });
      await cutOff.discard();
    },
  },
];

/** @param open a store that is empty */
export function storeSuite(name: string, open: () => Promise<TestedStore>): void {
  describe(`${name} store`, () => {
    test.each(STORE_CHECKS)('$name', async ({ run }) => {
      const tested = await open();
      try {
        await run(tested);
      } finally {
        await tested.close();
      }
    });
  });
}

export async function putAll(stage: StagedSink, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, content] of Object.entries(files)) await stage.put(path, content);
}

export async function commit(store: Store, sample: string | undefined, files: Readonly<Record<string, string>>): Promise<void> {
  const stage = await store.stage(sample);
  await putAll(stage, files);
  await stage.commit();
}

/** Exactly these files, work files among them. */
async function expectWhole(store: Store, files: Readonly<Record<string, string>>): Promise<void> {
  const visible = Object.keys(files).filter((path) => !path.startsWith('.nearmiss/'));
  expect(await store.list()).toEqual(visible.sort());
  for (const [path, content] of Object.entries(files)) expect(text(await store.read(path)), path).toBe(content);
}

export async function drain(paths: AsyncIterable<string>): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const path of paths) found.push(path);
  return found;
}

function text(bytes: Uint8Array | undefined): string | undefined {
  return bytes && new TextDecoder().decode(bytes);
}

/** So many MiB and a little, in odd pieces. */
export async function* long(mib: number): AsyncIterable<Uint8Array> {
  const piece = Uint8Array.from({ length: 123_457 }, (_, i) => (i * 31 + (i >> 8)) & 255);
  for (let left = mib * (1 << 20) + 7; left > 0; left -= piece.length) yield piece.subarray(0, Math.min(left, piece.length));
}

async function* failing(mib: number): AsyncIterable<Uint8Array> {
  yield* long(mib);
  throw new Error('the stream failed');
}

async function* pieces(words: readonly string[]): AsyncIterable<string> {
  yield* words;
}

async function whole(content: Exclude<SinkContent, string | Uint8Array>): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of content) parts.push(Buffer.from(part));
  return Buffer.concat(parts);
}

/** The merge: what the manifest says, by definitions of their own; and what is told when something is amiss. */
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Artefact } from '#contracts/writer';
import { canonicalJson } from '#core/hash';
import { commitShard, hashOfPlan, jobAt, type MergeEvent, mergeStore } from '#farm/index';
import { fragmentPath, recordPath, type SampleRecord } from '#pipeline/index';
import type { MemoryStore } from '#writers/index';
import { fakePlan, fakePorts } from '../pipeline/fake-world.js';
import { makeFakeDataset } from './fake-dataset.js';

const plan = fakePlan({ count: 7 });
const SIZE = 2;
const planHash = hashOfPlan(plan);
type Made = Awaited<ReturnType<typeof makeFakeDataset<MemoryStore>>>;
let made: Made;
/** The store's own map. */
let files: Map<string, Uint8Array>;
const before = process.env.TMPDIR;
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nearmiss-merged-'));
  process.env.TMPDIR = folder;
});
afterAll(async () => {
  if (before === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = before;
  await rm(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  made = await makeFakeDataset(plan, { jobSize: SIZE });
  files = made.store.files as Map<string, Uint8Array>;
});

const sha256 = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');
const text = (path: string): string => new TextDecoder().decode(files.get(path));
const merge = (on: (event: MergeEvent) => void = () => {}, { signal } = new AbortController()) => {
  const { definition, writers } = fakePorts(plan);
  return mergeStore({ store: made.store, plan, shardSize: SIZE, definition, writers, versions: {}, on, signal });
};
const recordOf = (sample: string) => JSON.parse(text(recordPath(sample))) as SampleRecord;
const withSummary = (record: SampleRecord, changes: Partial<SampleRecord['summary']>): SampleRecord => ({
  ...record,
  summary: { ...record.summary, ...changes },
});
const removeShard = (number: number): void => {
  for (const path of [...files.keys()]) if (path.includes(jobAt(plan, planHash, SIZE, number).id)) files.delete(path);
};
/** Instead of the shard that is there. */
async function putShard(number: number, change: (record: SampleRecord) => SampleRecord): Promise<void> {
  const job = jobAt(plan, planHash, SIZE, number);
  const records = job.samples.map(({ sample }) => change(recordOf(sample)));
  await commitShard(made.store, job, records);
}

/** As another kind of machine would make it: records in the store, and a shard that lists them. */
async function remakeShard(number: number, change: (record: SampleRecord) => SampleRecord): Promise<void> {
  await putShard(number, change);
  for (const { sample } of jobAt(plan, planHash, SIZE, number).samples) putRecord(sample, change);
}
function putRecord(sample: string, change: (record: SampleRecord) => SampleRecord): void {
  files.set(recordPath(sample), bytesOf(`${canonicalJson(change(recordOf(sample)))}\n`));
}
const bytesOf = (content: string): Uint8Array => new TextEncoder().encode(content);
const resumed = () => makeFakeDataset(plan, { store: made.store, jobSize: SIZE, resume: true });

describe('the manifest', () => {
  test('names each record by its bytes, and adds its files up', () => {
    for (const { sample, files: count, bytes, recordSha256 } of made.manifest.samples) {
      expect(recordSha256).toBe(sha256(text(recordPath(sample))));
      const { artefacts } = recordOf(sample).summary;
      expect([count, bytes]).toEqual([artefacts.length, artefacts.reduce((sum, each) => sum + each.bytes, 0)]);
      for (const artefact of artefacts) expect(artefact.sha256).toBe(sha256(files.get(artefact.path) as Uint8Array));
    }
    expect(made.manifest.samples).toHaveLength(7);
  });

  test('has the hashes that the sorted lines of all files have', () => {
    const all: readonly Artefact[] = [...made.artefacts, ...made.manifest.artefacts];
    const hash = (some: readonly Artefact[]): string =>
      sha256(
        some
          .map(({ path, sha256: own }) => `${path} ${own}\n`)
          .sort()
          .join(''),
      );
    expect(made.manifest.datasetSha256).toBe(hash(all));
    expect(made.manifest.portableSha256).toBe(hash(all.filter(({ portable }) => portable)));
    expect(made.summary).toMatchObject({ files: all.length, bytes: all.reduce((sum, { bytes }) => sum + bytes, 0) });
  });

  test('is the text of the whole in memory, and the summary what it adds up to', () => {
    expect(text('manifest.json')).toBe(`${JSON.stringify(JSON.parse(canonicalJson(made.manifest)), null, 1)}\n`);
    const { samples, quarantine, datasetSha256, portableSha256, artefacts, renderer } = made.manifest;
    expect(made.summary).toMatchObject({ samples: 7, frames: 21, outcomes: { pass: 7, fail: 0, invalid: 0 } });
    expect(made.summary).toMatchObject({ quarantine, datasetSha256, portableSha256, artefacts, renderer });
    expect(samples.reduce((sum, { frames }) => sum + frames, 0)).toBe(made.summary.frames);
  });

  test('comes out the same again, and its progress is told', async () => {
    const old = text('manifest.json');
    const events: MergeEvent[] = [];
    expect(await merge((event) => events.push(event))).toEqual(made.summary);
    expect(text('manifest.json')).toBe(old);
    const shards = [1, 2, 3, 4].map((done) => ({ type: 'shard', done, total: 4 }));
    expect(events).toEqual([...shards, { type: 'writer', writer: 'native' }, { type: 'writer', writer: 'coco' }]);
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('what is amiss is told, and no manifest written', () => {
  beforeEach(() => {
    files.delete('manifest.json');
  });
  const refused = async (expected: object) => {
    await expect(merge()).rejects.toMatchObject(expected);
    expect(files.has('manifest.json')).toBe(false);
    expect(await readdir(folder)).toEqual([]);
  };

  test('shards that are missing, by their samples', async () => {
    removeShard(1);
    await refused({
      code: 'NM7013',
      exitCode: 3,
      message: '1 of 4 shards are not made yet: samples 000002 to 000003',
      hint: expect.stringContaining('--resume'),
    });
    removeShard(2);
    await refused({ message: '2 of 4 shards are not made yet: samples 000002 to 000005' });
    removeShard(0);
    removeShard(3);
    await refused({ message: '4 of 4 shards are not made yet: samples 000000 to 000006' });
  });

  test('a shard whose bytes are not those it is named after is none', async () => {
    const path = [...files.keys()].find((each) => each.includes(jobAt(plan, planHash, SIZE, 3).id)) as string;
    files.set(path, new TextEncoder().encode(text(path).replace('"draw":6', '"draw":5')));
    await refused({ code: 'NM7013', message: expect.stringContaining('samples 000006') });
  });

  test('a fragment that was left and is gone', async () => {
    files.delete(fragmentPath('000004', 'coco'));
    await refused({ code: 'NM7014', exitCode: 3, message: expect.stringContaining('000004/coco.json is gone') });
    expect((await resumed()).manifest).toEqual(made.manifest);
  });

  test.each(['', '{"images":[{"id"', '\u0000\u0000'])('a fragment of which there is %j left', async (left) => {
    files.set(fragmentPath('000004', 'coco'), bytesOf(left));
    await refused({ code: 'NM7014', exitCode: 3, message: expect.stringContaining('000004/coco.json is harmed') });
    expect(await resumed()).toMatchObject({ made: 1, manifest: made.manifest });
  });

  test('a shard’s manifest that was emptied', async () => {
    const path = [...files.keys()].find((each) => each.includes(jobAt(plan, planHash, SIZE, 1).id)) as string;
    files.set(path, new Uint8Array());
    await refused({ code: 'NM7013', message: expect.stringContaining('samples 000002 to 000003') });
    expect(await resumed()).toMatchObject({ made: 0, manifest: made.manifest });
  });

  test('a sample that was made again otherwise; its folder removed, it is made as before', async () => {
    putRecord('000003', (record) => withSummary(record, { traceSha256: 'f'.repeat(64) }));
    const shard = jobAt(plan, planHash, SIZE, 1).id.slice(0, 12);
    await refused({
      code: 'NM7012',
      exitCode: 2,
      message: expect.stringMatching(`^sample 000003 .* shard ${shard}`),
      hint: expect.stringContaining('--resume'),
    });
    files.delete(recordPath('000003'));
    expect(await resumed()).toMatchObject({ made: 1, manifest: made.manifest });
  });

  test('a sample that was made again otherwise and is whole is what the dataset has when it is gone on with', async () => {
    putRecord('000003', (record) => withSummary(record, { traceSha256: 'f'.repeat(64) }));
    const { made: count, manifest } = await resumed();
    expect(count).toBe(0);
    expect(manifest.samples[3]?.recordSha256).toBe(sha256(text(recordPath('000003'))));
  });

  test.each([
    ['is gone', () => files.delete(recordPath('000005'))],
    ['is emptied', () => files.set(recordPath('000005'), new Uint8Array())],
    ['is of another plan', () => putRecord('000005', (record) => ({ ...record, planHash: 'f'.repeat(64) }))],
  ])('a record that %s', async (_, harm) => {
    harm();
    await refused({ code: 'NM7014', exitCode: 3, message: expect.stringMatching(/000005\/sample\.json, which shard/) });
    expect(await resumed()).toMatchObject({ made: 1, manifest: made.manifest });
  });

  test('a store that is of another plan', async () => {
    files.set('.nearmiss/plan.json', bytesOf(canonicalJson({ ...plan, seed: 'another' })));
    await refused({ code: 'NM7005', exitCode: 2, message: expect.stringContaining('seed differ') });
  });

  test.each(['shard', 'writer'] as const)('a store that is of another plan from its first %s on', async (type) => {
    const merging = merge((event) => {
      if (event.type === type) files.set('.nearmiss/plan.json', bytesOf(canonicalJson({ ...plan, seed: 'another' })));
    });
    await expect(merging).rejects.toMatchObject({ code: 'NM7005' });
    expect(files.has('manifest.json')).toBe(false);
  });

  test('samples of another backend', async () => {
    removeShard(2);
    const other = (record: SampleRecord) => ({ ...record, renderer: { ...record.renderer, backend: 'abacus' } });
    await putShard(2, other);
    await refused({ code: 'NM7011', message: expect.stringContaining('abacus from 000004 on') });
  });

  test('two samples that want the same file', async () => {
    removeShard(3);
    await remakeShard(3, (record) => {
      const [first, ...rest] = record.summary.artefacts;
      const taken = recordOf('000001').summary.artefacts[5]?.path as string;
      return withSummary(record, { artefacts: [{ ...(first as Artefact), path: taken }, ...rest] });
    });
    await refused({ message: expect.stringMatching(/^samples 000001 and 000006 both want to be .*000001/) });
  });

  test('a shard that holds other samples than its own', async () => {
    removeShard(3);
    await putShard(3, (record) => withSummary(record, { draw: 5 }));
    await refused({ code: 'NM7945' });
  });
});

test.each(['shard', 'writer'] as const)(
  'stopped at its first %s, it leaves neither manifest nor temporary files',
  async (type) => {
    files.delete('manifest.json');
    const halt = new AbortController();
    const events: MergeEvent[] = [];
    const merging = merge((event) => {
      events.push(event);
      if (event.type === type) halt.abort();
    }, halt);
    await expect(merging).rejects.toMatchObject({ name: 'AbortError' });
    expect(events.filter((event) => event.type === 'shard')).toHaveLength(type === 'shard' ? 1 : 4);
    expect(files.has('manifest.json')).toBe(false);
    expect(await readdir(folder)).toEqual([]);
  },
);

describe('a shard that is there twice', () => {
  const differing = (record: SampleRecord) => withSummary(record, { traceSha256: 'f'.repeat(64) });

  test('counts as the one whose samples are in the store', async () => {
    await putShard(1, differing);
    expect((await merge()).datasetSha256).toBe(made.summary.datasetSha256);
    expect(JSON.parse(text('manifest.json'))).toEqual(made.manifest);
  });

  test('is refused where the samples are neither the one nor the other', async () => {
    await putShard(1, differing);
    const [mixed] = jobAt(plan, planHash, SIZE, 1).samples;
    const path = recordPath(mixed?.sample as string);
    files.set(path, new TextEncoder().encode(`${canonicalJson(differing(recordOf(mixed?.sample as string)))}\n`));
    await expect(merge()).rejects.toMatchObject({ code: 'NM7012', exitCode: 2, message: expect.stringContaining('000002') });
  });
});

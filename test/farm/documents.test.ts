/** Documents from outside: real ones pass unchanged, changed ones are refused by name and place. */
import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FarmOrder } from '#contracts/farm';
import type { DatasetPlan } from '#contracts/job';
import { NearmissError } from '#core/errors';
import { canonicalJson, sha256Hex } from '#core/hash';
import {
  createOrder,
  hashOfPlan,
  liesBelow,
  parseDocument,
  readManifestDocument,
  readOrder,
  readPlan,
  readSampleRecord,
  readShardManifest,
  readTask,
  verifyOrder,
} from '#farm/index';
import { nearmissVersion, verifiedOrder } from '#toolkit';
import { canonicalStore } from '../../src/toolkit/stores.js';
import { orderOf, realPlan, realRecords, realTasks } from './real-documents.js';

let plan: DatasetPlan;
let folder: string;
beforeAll(async () => {
  plan = await realPlan();
  folder = await mkdtemp(join(tmpdir(), 'nearmiss-documents-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function refusal(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    if (error instanceof NearmissError) return `${error.exitCode} ${error.code} ${error.message}`;
    throw error;
  }
  return 'none';
}
async function refusalOf(work: Promise<unknown>): Promise<string> {
  return await work.then(
    () => 'none',
    (error: unknown) =>
      refusal(() => {
        throw error;
      }),
  );
}
/** A copy with a member set, by its path. */
function changed(document: unknown, path: string, value: unknown): unknown {
  const copy = JSON.parse(JSON.stringify(document));
  const steps = path.split('.');
  const last = steps.pop() as string;
  const owner = steps.reduce((at, step) => at[step], copy);
  if (value === undefined) delete owner[last];
  else owner[last] = value;
  return copy;
}

describe('what nearmiss writes', () => {
  test('passes unchanged, as text, bytes and object', async () => {
    const order = orderOf(plan);
    const { records, shard, manifest } = await realRecords();
    const kinds: readonly [(given: unknown, where: string) => unknown, unknown][] = [
      [readPlan, plan],
      [readOrder, order],
      ...realTasks.map((task) => [readTask, task] as [typeof readTask, unknown]),
      ...records.map((record) => [readSampleRecord, record] as [typeof readSampleRecord, unknown]),
      [readShardManifest, shard],
      [readManifestDocument, manifest],
    ];
    expect(kinds).toHaveLength(9);
    for (const [read, document] of kinds) {
      const text = canonicalJson(document);
      for (const given of [text, new TextEncoder().encode(text), JSON.parse(text)])
        expect(canonicalJson(read(given, 'it'))).toBe(text);
    }
  });
});

describe('a changed order', () => {
  const cases: readonly [path: string, value: unknown, told: RegExp][] = [
    ['plan.count', 0, /^2 NM7941 q is not an order: plan\.count: expected at least 1, found 0/],
    ['plan.count', 1_000_000, /plan\.count: expected at most 999999/],
    ['plan.count', 1.5, /plan\.count: expected a whole number/],
    ['plan.count', 600_000, /plan\.count: expected 1 to 999999 samples over all scenarios/],
    ['plan.count', '2', /plan\.count: expected a number, found "2"/],
    ['plan.size.width', 8_193, /plan\.size\.width: expected at most 8192/],
    ['plan.size.height', 0, /plan\.size\.height: expected at least 1/],
    ['plan.scenarios', [], /plan\.scenarios: expected at least 1 entries, found a list of 0/],
    ['plan.scenarios.1.sha256', 'A'.repeat(64), /plan\.scenarios\[1\]\.sha256: expected a SHA-256 in lower-case hex/],
    ['plan.scenarios.0.text', 'x'.repeat(4 * 2 ** 20 + 1), /plan\.scenarios\[0\]\.text: expected at most 4194304 characters/],
    [
      'plan.scenarios.0.path',
      'a\u0000b',
      /plan\.scenarios\[0\]\.path: expected a path without control characters, found "a\uFFFDb"/,
    ],
    ['plan.layers', ['depth', 'depth'], /plan\.layers: expected a list that names each once/],
    ['plan.layers.0', 'heat', /plan\.layers\[0\]: expected rgb, depth/],
    ['plan.writers.0', '../native', /plan\.writers\[0\]: expected a name in lower case/],
    ['plan.seed', 7, /plan\.seed: expected a string, found 7/],
    ['plan.seed', undefined, /plan\.seed: missing, expected a string/],
    ['plan.format', 2, /plan\.format: expected 1, found 2/],
    ['plan.extra', true, /plan: there is no key "extra"/],
    ['extra\u001b[2J', 1, /there is no key "extra\uFFFD\[2J"/],
    ['id', '0123', /id: expected an order’s id/],
    ['store', 'relative/folder', /store: expected an absolute path/],
    ['store', '/data/../etc', /store: expected an absolute path/],
    ['store', 's3://bucket/a/../b', /store: expected an absolute path/],
    ['store', 'https://bucket/a', /store: expected an absolute path/],
    ['shardSize', 0, /shardSize: expected at least 1/],
    ['attempts', 101, /attempts: expected at most 100/],
    ['priority', -1001, /priority: expected at least -1000/],
    ['backend', 'gpu; rm', /backend: expected a name in lower case/],
  ];
  test.each(cases)('%s', (path, value, told) => {
    expect(refusal(() => readOrder(changed(orderOf(plan), path, value), 'q'))).toMatch(told);
  });

  test('draws that were chosen: as many lists as scenarios, from the pool, ascending', () => {
    const chosen = {
      goal: 0.9,
      strength: 2,
      most: 10,
      pool: 100,
      draws: [[0, 3], [1]],
      covered: { axes: [], filled: 1, feasible: 1, share: 1, empty: [], infeasible: [] },
    };
    const tell = (draws: unknown) => refusal(() => readPlan({ ...plan, chosen: { ...chosen, draws } }, 'p'));
    expect(tell([[0, 3], [1]])).toBe('none');
    expect(tell([[0, 3]])).toMatch(/chosen\.draws: expected a list for each scenario/);
    expect(tell([[3, 0], [1]])).toMatch(/chosen\.draws\[0\]: expected draws that ascend/);
    expect(tell([[0, 100], [1]])).toMatch(/chosen: expected draws from the pool/);
    expect(tell([[], []])).toMatch(/expected 1 to 999999 samples/);
  });
});

describe('other documents', () => {
  test('a task has a shard or the merge', () => {
    expect(refusal(() => readTask({ order: '0123456789abcdef' }, 't'))).toMatch(/^2 NM7943/);
    expect(refusal(() => readTask({ order: '0123456789abcdef', shard: -1 }, 't'))).toMatch(/^2 NM7943/);
    expect(refusal(() => readTask({ order: '0123456789abcdef', shard: 1, merge: true }, 't'))).toMatch(/^2 NM7943/);
  });

  test('a record names no file outside of its dataset', async () => {
    const { records } = await realRecords();
    for (const path of ['../x', '/etc/passwd', 'a//b', 'a/../b', 'a\\b', 'c:x', '.nearmiss/plan.json', '', 'a/'])
      expect(refusal(() => readSampleRecord(changed(records[0], 'summary.artefacts.0.path', path), 'r'))).toMatch(
        /^2 NM7944 .*summary\.artefacts\[0\]\.path/,
      );
    expect(refusal(() => readSampleRecord(changed(records[0], 'fragments', ['a/../../b']), 'r'))).toMatch(/fragments\[0\]/);
    expect(refusal(() => readSampleRecord(changed(records[0], 'summary.sample', '../0000'), 'r'))).toMatch(/summary\.sample/);
  });

  test('a shard has a record of each of its samples, in order', async () => {
    const { shard } = await realRecords();
    expect(refusal(() => readShardManifest({ ...shard, records: shard.records.slice(1) }, 's'))).toMatch(
      /NM7945 .*records: expected a record of each/,
    );
    expect(refusal(() => readShardManifest({ ...shard, records: [...shard.records].reverse() }, 's'))).toMatch(/NM7945/);
    expect(refusal(() => readShardManifest(changed(shard, 'records.0.planHash', '0'.repeat(64)), 's'))).toMatch(/NM7945/);
  });
});

describe('text that is no document', () => {
  test.each([
    ['{', /is no JSON/],
    ['', /is no JSON/],
    ['['.repeat(100_000), /nested more than 32 levels/],
    [`${'{"a":'.repeat(33)}1${'}'.repeat(33)}`, /nested more than 32 levels/],
    ['{"a": {"__proto__": {"x": 1}}}', /has a key "__proto__"/],
    [new Uint8Array([0x22, 0xff, 0x22]), /is no UTF-8/],
  ])('%#', (given, told) => {
    expect(refusal(() => parseDocument(given, 'it'))).toMatch(told);
  });

  test('brackets in strings do not nest; 32 levels do no harm', () => {
    expect(parseDocument(JSON.stringify('[{'.repeat(100)), 'it')).toBe('[{'.repeat(100));
    expect(refusal(() => parseDocument(`${'['.repeat(32)}${']'.repeat(32)}`, 'it'))).toBe('none');
  });

  test('too large', () => {
    expect(refusal(() => parseDocument('[1,2,3]', 'it', 6))).toMatch(/is larger than 6 bytes/);
  });

  test('an object that goes round in a circle', () => {
    const circle: { self?: unknown } = {};
    circle.self = circle;
    expect(refusal(() => readOrder(circle, 'it'))).toMatch(/NM7940 .*nested more than/);
  });

  test('any JSON is a document or refused as one', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 40 }), (text) => {
        for (const read of [readOrder, readPlan, readTask, readSampleRecord, readShardManifest])
          expect(refusal(() => read(text, 'it'))).toMatch(/^2 NM794/);
      }),
      { numRuns: 300, seed: 1 },
    );
  });
});

describe('what an order says', () => {
  const rules = { nearmissVersion, roots: ['/data'] };
  const verify = (order: FarmOrder) => refusalOf(verifyOrder(order, rules));

  test('is true of what nearmiss submits', async () => {
    expect(await verify(orderOf(plan))).toBe('none');
    expect(
      await refusalOf(
        verifiedOrder(canonicalJson(orderOf(plan)), { roots: ['/data'], where: 'q', inputs: { folder, now: Date.now } }),
      ),
    ).toBe('none');
  });

  test('hashes', async () => {
    expect(await verify(orderOf(plan, { planHash: '0'.repeat(64) }))).toMatch(/^2 NM7947 .*planHash/);
    expect(await verify(orderOf(plan, { id: '0'.repeat(16) }))).toMatch(/^2 NM7947 .*id/);
    expect(await verify({ ...orderOf(plan), shardSize: 8 })).toMatch(/^2 NM7947 .*id/);
    const [first, ...others] = plan.scenarios;
    const edited = { ...plan, scenarios: [{ ...first, text: `${first?.text}# more` }, ...others] } as DatasetPlan;
    expect(await verify(orderOf(edited))).toMatch(/^2 NM7948 .*deer-pair-at-dusk/);
    const assets = [{ path: 'bodies.yaml', sha256: sha256Hex('a'), text: 'b', bodies: [] }];
    expect(await verify(orderOf({ ...plan, assets }))).toMatch(/^2 NM7948 .*bodies\.yaml/);
    expect(await verify(orderOf({ ...plan, nearmissVersion: '9.9.9' }))).toMatch(/^2 NM7950/);
  });

  test.each([
    's3://deer',
    's3://deer/a?endpoint=http://127.0.0.1:9000&region=eu',
    's3://deer?region=eu-central-1',
    '/data/deer',
    'file:///data/deer',
  ])('a store as it may be submitted can be read: %s', (where) => {
    const order = createOrder({ plan, store: canonicalStore(where) });
    expect(readOrder(canonicalJson(order), 'q')).toEqual(order);
  });

  test('a store in a root alone', async () => {
    await mkdir(join(folder, 'allowed/inner'), { recursive: true });
    await mkdir(join(folder, 'other'));
    await symlink(join(folder, 'other'), join(folder, 'allowed/way-out'));
    await symlink(join(folder, 'allowed'), join(folder, 'way-in'));
    const root = join(folder, 'allowed');
    const below = (store: string) => liesBelow(join(folder, store), root);
    expect(await below('allowed')).toBe(true);
    expect(await below('allowed/inner')).toBe(true);
    expect(await below('allowed/new/folder')).toBe(true);
    expect(await below('way-in/new')).toBe(true);
    expect(await below('allowed/..x')).toBe(true);
    expect(await below('allowed/way-out/x')).toBe(false);
    expect(await below('allowed-too')).toBe(false);
    expect(await below('')).toBe(false);
    expect(await liesBelow('s3://b/data/deer', 's3://b/data')).toBe(true);
    expect(await liesBelow('s3://b/data/deer', 's3://b/data/')).toBe(true);
    expect(await liesBelow('s3://b/data', 's3://b')).toBe(true);
    expect(await liesBelow('s3://b/database', 's3://b/data')).toBe(false);
    expect(await liesBelow('s3://bb/data', 's3://b')).toBe(false);
    expect(await liesBelow('s3://b/data/../x', 's3://b/data')).toBe(false);
    expect(await liesBelow('/data', 's3://b')).toBe(false);
    expect(await liesBelow('s3://b', '/')).toBe(false);
    expect(await verify(orderOf(plan, { store: '/elsewhere' }))).toMatch(/^2 NM7949 .*allowed are \/data/);
  });

  test('catalogues, renderer, models and scenarios as they are here', async () => {
    const place = { roots: ['/data'], where: 'q', inputs: { folder, now: Date.now } };
    const tell = (changes: Partial<DatasetPlan>) => refusalOf(verifiedOrder(orderOf({ ...plan, ...changes }), place));
    expect(await tell({ catalogsSha256: '0'.repeat(64) })).toMatch(/^2 NM7951/);
    expect(await tell({ renderer: 'blender' })).toMatch(/^2 NM1001/);
    expect(await tell({ writers: ['csv'] })).toMatch(/^2 NM1001/);
    const text = 'nearmiss: 1\n';
    const scenarios = [{ path: plan.scenarios[0]?.path ?? '', sha256: sha256Hex(text), text }];
    expect(await tell({ scenarios })).toMatch(/^2 NM2000/);
    const models = [{ scenario: 'a', model: 'street', sha256: '0'.repeat(64) }];
    expect(await tell({ models })).toMatch(/^2 NM8223/);
    expect(hashOfPlan(plan)).toMatch(/^[0-9a-f]{64}$/);
  });
});

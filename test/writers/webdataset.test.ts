/** WebDataset shards unpacked by the system's tar; keys and neighbours as the webdataset library groups them. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TRUTH_LAYERS } from '#contracts/layers';
import { memoryStore } from '#writers/index';
import { splitOf } from '../../src/writers/split.js';
import { webdataset, webdatasetOf } from '../../src/writers/webdataset/index.js';
import { definition, FRONT, frameRecord, lidarRecord, SAMPLE, start, writeSample } from './recorded-sample.js';

const given = { ...definition, layers: TRUTH_LAYERS.filter((layer) => ['depth', 'semantic', 'instance'].includes(layer)) };
const split = splitOf(start.scenario);
const CAMERA = `webdataset/camera/${split}`;
let folder = '';
let files: ReadonlyMap<string, Uint8Array>;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'nearmiss-tar-'));
  ({ files } = await writeSample(webdataset, { given }));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What the system's tar lists, verbosely and with numbers for owners, and what it unpacks. */
function unpacked(tar: Uint8Array | undefined) {
  const into = mkdtempSync(join(folder, 'x-'));
  const path = join(folder, 'shard.tar');
  writeFileSync(path, tar as Uint8Array);
  const run = (...args: string[]) =>
    spawnSync('tar', args, { encoding: 'utf8', env: { ...process.env, TZ: 'UTC', LC_ALL: 'C' } });
  const extracted = run('-xf', path, '-C', into);
  expect([extracted.status, extracted.stderr]).toEqual([0, '']);
  return {
    list: run('-tf', path).stdout.trim().split('\n'),
    verbose: run('-tvf', path, '--numeric-owner').stdout.trim().split('\n'),
    read: (name: string) => readFileSync(join(into, name)),
    count: readdirSync(into).length,
  };
}

test('the same bytes as ever, and whatever the order in which frames were encoded', async () => {
  const other = await writeSample(webdataset, { given, order: [4, 1, 0, 5, 3, 2] });
  const hashes = [files, other.files].map((all) =>
    [...all].sort().map(([path, bytes]) => [path, createHash('sha256').update(bytes).digest('hex').slice(0, 16)]),
  );
  expect(hashes[1]).toEqual(hashes[0]);
  expect(hashes[0]).toMatchInlineSnapshot(`
    [
      [
        "webdataset/camera/test.json",
        "7d83771c0bfe30fa",
      ],
      [
        "webdataset/camera/train.json",
        "a571203d56d1ea1f",
      ],
      [
        "webdataset/camera/train/000004-0000.tar",
        "3e5353233a57d473",
      ],
      [
        "webdataset/camera/val.json",
        "54e3978a18557241",
      ],
      [
        "webdataset/lidar/test.json",
        "f86d7b91940d2b42",
      ],
      [
        "webdataset/lidar/train.json",
        "bc70ee51507cc81f",
      ],
      [
        "webdataset/lidar/train/000004-0000.tar",
        "e8ae920f583994c3",
      ],
      [
        "webdataset/lidar/val.json",
        "97e9209b23ff557d",
      ],
    ]
  `);
});

test('files of a frame lie side by side, in the order of time; the key ends at the first dot', () => {
  const { list, count } = unpacked(files.get(`${CAMERA}/${SAMPLE}-0000.tar`));
  const keys = list.map((name) => name.slice(0, name.indexOf('.')));
  expect(keys.filter((key, i) => key !== keys[i - 1])).toEqual(
    [0, 1, 2].flatMap((index) => ['belly', 'front'].map((sensor) => `${SAMPLE}_${sensor}_00000${index}`)),
  );
  const extensions = list
    .filter((name) => name.startsWith(`${SAMPLE}_front_000001.`))
    .map((name) => name.slice(name.indexOf('.') + 1));
  expect(extensions).toEqual(['json', 'png', 'depth.npy.gz', 'semantic.npy.gz', 'instance.npy.gz']);
  expect(count).toBe(6 * 5);
});

test('no clock and no user', () => {
  const { verbose } = unpacked(files.get(`${CAMERA}/${SAMPLE}-0000.tar`));
  for (const line of verbose) expect(line).toMatch(/^-rw-r--r-- 0\/0 +\d+ 1970-01-01 00:00 /);
});

test('the JSON has the labels and where the frame comes from', async () => {
  const { read } = unpacked(files.get(`${CAMERA}/${SAMPLE}-0000.tar`));
  const json = JSON.parse(read(`${SAMPLE}_front_000001.json`).toString());
  const { annotations } = await frameRecord(FRONT, 1);
  expect(json).toMatchObject({ sample: SAMPLE, scenario: start.scenario.name, split, sensor: 'front', frame: 1 });
  expect(json.objects).toEqual(JSON.parse(JSON.stringify(annotations.objects)));
});

test('layers are arrays, since decoders turn pictures into 8-bit RGB', async () => {
  const { read } = unpacked(files.get(`${CAMERA}/${SAMPLE}-0000.tar`));
  const { layers } = await frameRecord(FRONT, 1);
  for (const layer of ['depth', 'instance'] as const) {
    const packed = read(`${SAMPLE}_front_000001.${layer}.npy.gz`);
    const values = layers[layer] as Float32Array | Uint16Array;
    const npy = gunzipSync(packed);
    expect(npy.toString('latin1', 0, 128)).toContain(`'shape': (${layers.height}, ${layers.width})`);
    expect(npy.subarray(128)).toEqual(Buffer.from(values.buffer));
    // Flags 0, no time, no operating system.
    expect([...packed.subarray(3, 8), packed[9]]).toEqual([0, 0, 0, 0, 0, 255]);
  }
});

test("a lidar's turns have shards of their own", () => {
  const { list, read } = unpacked(files.get(`webdataset/lidar/${split}/${SAMPLE}-0000.tar`));
  expect(list.slice(0, 2)).toEqual([`${SAMPLE}_top_000000.json`, `${SAMPLE}_top_000000.npz`]);
  const npz = read(`${SAMPLE}_top_000001.npz`);
  const { xyz } = lidarRecord(1).observation.columns;
  // Stored, not packed: the numbers stand in the archive as they are.
  expect(npz.includes(Buffer.from(xyz.buffer))).toBe(true);
});

test('a shard that is full is followed by another; no frame is cut', async () => {
  const whole = unpacked(files.get(`${CAMERA}/${SAMPLE}-0000.tar`)).list;
  const target = (files.get(`${CAMERA}/${SAMPLE}-0000.tar`) as Uint8Array).length / 2;
  const { files: cut } = await writeSample(webdatasetOf(target), { given });
  const shards = [...cut.keys()].filter((path) => path.startsWith(CAMERA) && path.endsWith('.tar')).sort();
  expect(shards.length).toBeGreaterThan(1);
  const lists = shards.map((path) => unpacked(cut.get(path)).list);
  expect(lists.flat()).toEqual(whole);
  for (const [i, path] of shards.entries()) {
    // A tar ends with two empty blocks.
    expect((cut.get(path) as Uint8Array).length).toBeLessThanOrEqual(target + 1024);
    expect((lists[i]?.length ?? 0) % 5).toBe(0);
  }
  const index = JSON.parse(new TextDecoder().decode(cut.get(`webdataset/camera/${split}.json`)));
  expect(index.shardlist.map(({ nsamples }: { nsamples: number }) => nsamples)).toEqual(lists.map((list) => list.length / 5));
  expect(index.shardlist.map(({ url }: { url: string }) => `webdataset/camera/${url}`)).toEqual(shards);
});

test('a target that no frame meets makes a shard a frame', async () => {
  const { files: cut } = await writeSample(webdatasetOf(1), { given });
  expect([...cut.keys()].filter((path) => path.startsWith(CAMERA) && path.endsWith('.tar'))).toHaveLength(6);
});

test('what the sink complains about is told, and a sample that is given up leaves no open file', async () => {
  const broken = { put: async () => Promise.reject(new Error('the disk is full')) };
  const failing = webdataset.open(given, start, broken);
  await failing.frame(await frameRecord(FRONT, 0)).catch(() => {});
  await expect(failing.end({} as never)).rejects.toThrow('the disk is full');
  const store = memoryStore();
  const stage = await store.stage(SAMPLE);
  const sample = webdatasetOf(1).open(given, start, stage);
  await sample.frame(await frameRecord(FRONT, 0));
  await sample.abandon?.();
  await stage.commit();
  expect(await store.list()).toEqual([]);
});

/** Files that go along with an order: found by a worker that has none of them, and believed by their bytes alone. */
import { mkdir, readdir, readFile, rename, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DatasetPlan } from '#contracts/job';
import { NearmissError } from '#core/errors';
import { canonicalJson, sha256Hex } from '#core/hash';
import { createOrder, hashOfPlan } from '#farm/index';
import { folderStore, type MemoryStore, memoryStore } from '#writers/index';
import { catalogFiles, hashOfCatalogs } from '../../../src/toolkit/catalogs.js';
import { planDataset } from '../../../src/toolkit/generate.js';
import { type InputsCache, inputsCache, planHere, sendInputs } from '../../../src/toolkit/inputs/index.js';
import { bodiesOfPlan } from '../../../src/toolkit/own-assets/library.js';
import { parsePlanned } from '../../../src/toolkit/scenarios.js';
import { verifiedOrder } from '../../../src/toolkit/verify-order.js';
import { type OwnFiles, writeOwnFiles } from './own-files.js';

let own: OwnFiles;
let plan: DatasetPlan;
let store: MemoryStore;
let cache: InputsCache;
const DAY_MS = 24 * 3_600_000;
const nowMs = 1_000 * DAY_MS;
const now = (): number => nowMs;

const planOf = (...files: string[]) => planDataset({ files, seed: '1', count: 1, renderer: 'raycast', writers: ['native'] });
const away = () => rename(own.folder, `${own.folder}-elsewhere`);
const refusalOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'none',
    (error: unknown) => (error instanceof NearmissError ? `${error.exitCode} ${error.code}: ${error.message}` : String(error)),
  );
const put = async (path: string, text: string): Promise<void> => {
  const stage = await store.stage();
  await stage.put(path, text);
  await stage.commit();
};

beforeEach(async () => {
  own = await writeOwnFiles();
  plan = await planOf(own.scenario);
  store = memoryStore();
  cache = { folder: join(own.top, 'cache'), now };
});
afterEach(() => own.remove());

describe('what is sent', () => {
  it('is every file of the user, once, under its own hash, and a list of them', async () => {
    const sent = await sendInputs(store, plan);
    const [car, rig] = [join(own.folder, 'own/car.glb'), join(own.folder, 'catalogs/rigs/mine.yaml')];
    const bytes = (await stat(car)).size + (await stat(rig)).size;
    expect(sent).toEqual({ files: 2, bytes, unsent: [] });
    const carHash = sha256Hex(await readFile(car));
    expect(store.files.get(`.nearmiss/inputs/${carHash}`)).toEqual(new Uint8Array(await readFile(car)));
    const list = JSON.parse(new TextDecoder().decode(store.files.get('.nearmiss/inputs.json')));
    expect(list.planHash).toBe(hashOfPlan(plan));
    expect(list.inputs.map(({ place }: { place: string }) => place)).toEqual([
      'scenarios/0/catalogs/rigs/mine.yaml',
      `bodies/${carHash}`,
    ]);
    expect(await store.list()).toEqual([]);
  });

  it('is not sent again', async () => {
    await sendInputs(store, plan);
    expect(await sendInputs(store, plan)).toMatchObject({ files: 0, bytes: 0 });
  });

  it('is sent again where it was harmed in the store', async () => {
    await sendInputs(store, plan);
    const [path] = [...store.files.keys()].filter((each) => each.startsWith('.nearmiss/inputs/'));
    await put(path as string, '');
    expect(await sendInputs(store, plan)).toMatchObject({ files: 1 });
    await away();
    expect(await refusalOf(planHere(plan, store, cache))).toBe('none');
  });

  it('is a whole model, links and all, or nothing of it', async () => {
    const model = join(own.top, 'model');
    await mkdir(join(model, 'unet'), { recursive: true });
    await mkdir(join(own.top, 'blobs'));
    await writeFile(join(own.top, 'blobs', 'a1'), 'weights');
    await symlink(join(own.top, 'blobs', 'a1'), join(model, 'unet', 'model.onnx'));
    await writeFile(join(model, '.gitattributes'), '');
    const withModel = { ...plan, models: [{ scenario: 'mine', model, path: model, sha256: 'a'.repeat(64) }] };
    const sent = await sendInputs(store, withModel);
    expect(sent).toMatchObject({ files: 3, unsent: [] });
    const list = JSON.parse(new TextDecoder().decode(store.files.get('.nearmiss/inputs.json')));
    expect(list.inputs.at(-1).place).toBe(`models/${'a'.repeat(64)}/model/unet/model.onnx`);
    await writeFile(join(model, 'unet', 'wei ghts.data'), '');
    expect(await sendInputs(memoryStore(), withModel)).toMatchObject({ files: 2, unsent: [model] });
  });

  it('is nothing where a plan needs nothing of the user', async () => {
    const shipped = await planOf('scenarios/wildlife/deer-pair-at-dusk.yaml');
    expect(await sendInputs(store, shipped)).toEqual({ files: 0, bytes: 0, unsent: [] });
    expect(store.files.size).toBe(0);
  });
});

describe('a machine that has none of the files', () => {
  it('finds them in the store, and reads from them what was planned', async () => {
    await sendInputs(store, plan);
    await away();
    expect(await refusalOf(bodiesOfPlan(plan))).toMatch(/^2 NM2000/);
    const here = await planHere(plan, store, cache);
    const bodies = await bodiesOfPlan(here);
    const [scenario] = here.scenarios;
    expect(parsePlanned(scenario as DatasetPlan['scenarios'][number], bodies).name).toBe('mine');
    expect(await hashOfCatalogs(here.scenarios.map(({ path }) => path))).toBe(plan.catalogsSha256);
    expect(here.scenarios[0]?.path.startsWith(cache.folder)).toBe(true);
  });

  it('takes the order, which it would not without them', async () => {
    const out = join(own.top, 'out');
    const order = createOrder({ plan, store: out });
    const place = { roots: [own.top], where: 'q', inputs: cache };
    await sendInputs(folderStore(out, 'a'), plan);
    await away();
    expect(await refusalOf(verifiedOrder(order, place))).toBe('none');
    await rm(join(out, '.nearmiss'), { recursive: true });
    expect(await refusalOf(verifiedOrder(order, place))).toMatch(/^2 NM7951/);
  });

  it('fetches only what is missing or other here, and that once', async () => {
    await sendInputs(store, plan);
    await writeFile(join(own.folder, 'catalogs/rigs/mine.yaml'), 'front: {width: 8, height: 8}\n');
    const here = await planHere(plan, store, cache);
    expect(here.assets).toEqual(plan.assets);
    const folder = join(cache.folder, hashOfPlan(plan));
    expect(await readdir(folder)).toEqual(['scenarios']);
    const file = join(folder, 'scenarios/0/catalogs/rigs/mine.yaml');
    const before = (await stat(file)).ino;
    await planHere(plan, store, cache);
    expect((await stat(file)).ino).toBe(before);
    await writeFile(file, 'harmed');
    await planHere(plan, store, cache);
    expect(await readFile(file, 'utf8')).toContain('width: 96');
  });

  it.each(['/dev/zero', '/dev/null'])('reads no device for a file: %s', async (path) => {
    const [assets] = plan.assets ?? [];
    const bodies = assets?.bodies.map((body) => ({ ...body, path })) ?? [];
    const hostile = {
      ...plan,
      assets: [{ ...assets, bodies }],
      models: [{ scenario: 'mine', model: path, path, sha256: '0'.repeat(64) }],
    };
    expect(await planHere(hostile as DatasetPlan, store, cache)).toBe(hostile);
  });

  it('leaves the plan as it is where everything lies at its paths', async () => {
    expect(await planHere(plan, store, cache)).toBe(plan);
  });

  it('forgets what nobody has asked for in a week', async () => {
    await sendInputs(store, plan);
    await away();
    const [old, recent] = [join(cache.folder, 'old'), join(cache.folder, 'recent')];
    await mkdir(old, { recursive: true });
    await mkdir(recent);
    const eightDaysAgo = new Date(nowMs - 8 * DAY_MS);
    const sixDaysAgo = new Date(nowMs - 6 * DAY_MS);
    await utimes(old, eightDaysAgo, eightDaysAgo);
    await utimes(recent, sixDaysAgo, sixDaysAgo);
    await planHere(plan, store, cache);
    expect((await readdir(cache.folder)).sort()).toEqual([hashOfPlan(plan), 'recent'].sort());
  });
});

describe('what is not as it was sent', () => {
  beforeEach(async () => {
    await sendInputs(store, plan);
    await away();
  });
  const fetched = (): Promise<string> => refusalOf(planHere(plan, store, cache));
  const list = () => JSON.parse(new TextDecoder().decode(store.files.get('.nearmiss/inputs.json')));
  const rewrite = (changes: object): Promise<void> => put('.nearmiss/inputs.json', canonicalJson({ ...list(), ...changes }));

  it('a file with other bytes, or none', async () => {
    const { sha256 } = list().inputs[0];
    await put(`.nearmiss/inputs/${sha256}`, 'front: {width: 1, height: 1}');
    expect(await fetched()).toMatch(/^3 NM7953.*other bytes/);
    await rewrite({ inputs: [{ ...list().inputs[0], sha256: '0'.repeat(64) }] });
    expect(await fetched()).toMatch(/^3 NM7953.*not in its store/);
  });

  it('another file under its own hash: the plan knows what it was', async () => {
    const text = 'front: {width: 1, height: 1, fov: 80 deg, forward: 0.6 m, up: 1.35 m, rate: 10 Hz}\n';
    await put(`.nearmiss/inputs/${sha256Hex(text)}`, text);
    await rewrite({ inputs: [{ place: 'scenarios/0/catalogs/rigs/mine.yaml', sha256: sha256Hex(text), bytes: text.length }] });
    const here = await planHere(plan, store, cache);
    expect(await hashOfCatalogs(here.scenarios.map(({ path }) => path))).not.toBe(plan.catalogsSha256);
    expect(await refusalOf(bodiesOfPlan(here))).toMatch(/^2 NM2000/);
  });

  it.each(['../../evil', 'bodies/../../evil', '/etc/passwd', 'bodies//x', 'elsewhere/x', 'bodies/.ssh', 'bodies\\x'])(
    'a list that leads elsewhere: %s',
    async (place) => {
      await rewrite({ inputs: [{ ...list().inputs[0], place }] });
      expect(await fetched()).toMatch(/^2 NM7952/);
      expect(await readdir(own.top)).not.toContain('evil');
    },
  );

  it('a list of another plan', async () => {
    await rewrite({ planHash: '0'.repeat(64) });
    expect(await fetched()).toMatch(/^2 NM7952.*another plan/);
  });

  it('a folder that can not be', async () => {
    await writeFile(cache.folder, 'a file');
    expect(await fetched()).toMatch(/^3 NM7954/);
  });
});

it('a folder by the convention, wherever the user wants it', () => {
  expect(inputsCache({ XDG_CACHE_HOME: '/var/cache' }, now).folder).toBe('/var/cache/nearmiss/inputs');
  expect(inputsCache({}, now).folder).toMatch(/\.cache\/nearmiss\/inputs$/);
});

describe('catalogue files', () => {
  it('are those that can be named, through links as well, and no others', async () => {
    const folder = join(own.top, 'mounted');
    await mkdir(join(folder, '..data', 'rigs'), { recursive: true });
    await writeFile(join(folder, '..data', 'rigs', 'a.yaml'), 'a: 1\n');
    await symlink(join('..data', 'rigs'), join(folder, 'rigs'));
    await symlink('..', join(folder, '..data', 'rigs', 'around'));
    await writeFile(join(folder, 'Notes.yaml'), 'n: 1\n');
    await writeFile(join(folder, 'b.txt'), 'b');
    expect((await catalogFiles(folder)).map(({ name }) => name)).toEqual(['rigs/a.yaml']);
  });
});

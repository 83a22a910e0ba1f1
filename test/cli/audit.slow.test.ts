/** `audit` and `export` as a user runs them: a good dataset passes, a damaged one is found out, other formats come out the same. */
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FrameAnnotations } from '#contracts/label';
import { here, nearmiss } from './nearmiss.js';

const SCENARIO = `nearmiss: 1
title: A deer and a lidar
hazard: a deer beside the road
road: {layout: rural-two-lane, length: 120 m}
ego:
  kind: sedan
  at: {lane: right, s: 10 m, speed: 12 m/s}
  sensors:
    front: {width: 96, height: 64, up: 1.4 m, forward: 0.5 m, rate: 5 Hz}
    top: {type: lidar, up: 1.9 m, rate: 5 Hz, model: generic}
actors: {deer: {kind: white-tailed-deer, at: {beside: right, s: 30 m, offset: 1 m}}}
duration: 0.5 s
`;
let root = '';
let good = '';
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'nearmiss-audit-'));
  const file = join(root, 'deer-and-lidar.yaml');
  await writeFile(file, SCENARIO);
  good = join(root, 'good');
  const options = ['--renderer', 'raycast', '--writers', 'native,coco,osi', '--seed', '3', '--strict'];
  const made = await nearmiss('generate', file, ...options, '--out', good);
  expect(made).toMatchObject({ code: 0 });
});
afterAll(() => rm(root, { recursive: true, force: true }));

test('a dataset as it is made passes', async () => {
  const { code, out } = await nearmiss('audit', good, '--json');
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ samples: 1, frames: 3, observations: 3, broken: [], passed: true });
});

test('a label that was changed afterwards is found, named and told with exit 1', async () => {
  const bad = join(root, 'bad');
  await cp(good, bad, { recursive: true });
  const path = join(bad, 'samples/000000/front/annotations/000001.json');
  const labels = JSON.parse(await readFile(path, 'utf8')) as FrameAnnotations;
  const objects = labels.objects.map((object) => ({ ...object, box: { ...object.box, y: object.box.y + 1 } }));
  expect(objects.length).toBeGreaterThan(0);
  await writeFile(path, JSON.stringify({ ...labels, objects }));
  const { code, out } = await here('audit', bad);
  expect(code).toBe(1);
  expect(out).toContain('000000/front/000001 NA04 tight box = extent of the mask: deer');
  expect(out).toContain('1 frames contradict themselves');
});

test('exported formats are those that were written at once, byte for byte', async () => {
  const out = join(root, 'again');
  expect(await here('export', good, '--to', 'native,coco,osi', '--out', out)).toMatchObject({ code: 0 });
  const ours = (await readdir(out, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const paths = ours.map(({ parentPath, name }) => join(parentPath, name).slice(out.length + 1));
  const dataset = paths.filter((path) => !path.startsWith('.nearmiss') && path !== 'export.json');
  expect(dataset.length).toBeGreaterThan(30);
  for (const path of dataset)
    expect((await readFile(join(out, path))).equals(await readFile(join(good, path))), path).toBe(true);
  const twice = await here('export', good, '--to', 'coco', '--out', out);
  expect(twice).toMatchObject({ code: 2 });
  expect(twice.err).toContain('NM7003');
});

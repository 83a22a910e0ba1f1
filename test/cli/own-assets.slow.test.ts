/** A user's own models through the command line, in a folder of their own: checked, drawn, verified, exported. Needs `dist/`. */
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Manifest } from '#contracts/job';
import { sha256Hex } from '#core/hash';
import { readArtefacts } from '../farm/read-artefacts.js';
import { boxCar, CAR_ENTRY, CRATE_ENTRY, glbOf, texturedCrate, WALKER_ENTRY, walker } from '../gltf/models.js';
import { here, nearmiss } from './nearmiss.js';

let folder = '';
let scenario = '';
const inFolder = (...path: string[]): string => join(folder, ...path);
const TEXT = `nearmiss: 1
title: Own bodies
hazard: The author's own robot walks across.
assets: own/assets.yaml
road: {layout: test-track, length: 200 m}
ego: {kind: box-car, at: {lane: right, s: 5 m, speed: 5 m/s}, sensors: rigs/front-camera}
actors:
  robot: {kind: robot, at: {beside: right, s: 25 m, offset: 1 m}}
  box: {kind: my-crate, at: {x: 15 m, y: 1 m}}
story:
  - name: crossing
    do: {robot: {cross: {to: other side, speed: 1.4 m/s}}}
capture: {rate: 4 Hz, from: start, for: 1 s}
duration: 2 s
`;
const generate = (out: string, ...more: string[]) =>
  nearmiss('generate', scenario, '--renderer', 'raycast', '--size', '160x90', '--out', inFolder(out), ...more);
const manifestOf = async (name: string) => JSON.parse(await readFile(inFolder(name, 'manifest.json'), 'utf8')) as Manifest;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nearmiss-own-'));
  scenario = inFolder('mine.yaml');
  await mkdir(inFolder('own'));
  for (const [name, build] of [
    ['car', boxCar],
    ['walker', walker],
    ['crate', texturedCrate],
  ] as const)
    await writeFile(inFolder('own', `${name}.glb`), await glbOf(build));
  await writeFile(inFolder('own', 'assets.yaml'), `box-car:\n${CAR_ENTRY}robot:\n${WALKER_ENTRY}my-crate:\n${CRATE_ENTRY}`);
  await writeFile(scenario, TEXT);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe("models of the author's own", () => {
  it('are checked with the scenario', async () => {
    expect(await nearmiss('check', scenario)).toMatchObject({ code: 0, out: `${scenario}: fine\n`, err: '' });
    expect((await here('simulate', scenario)).code).toBe(0);
    const sampled = await here('sample', scenario);
    expect(JSON.parse(sampled.out).actors.map(({ kind }: { kind: string }) => kind)).toEqual(['box-car', 'robot', 'my-crate']);
  });

  it('are in the dataset, by class, licence, source and hash; two workers make the same of it as one', async () => {
    const one = await generate('one', '--writers', 'native,coco,osi', '--workers', '1', '--count', '2');
    expect(one.err).not.toContain('NM');
    expect(one.code).toBe(0);
    const manifest = await manifestOf('one');
    const [assets] = manifest.plan.assets ?? [];
    expect(assets?.bodies.map(({ id, class: own, licence, source }) => [id, own, licence, source])).toEqual([
      ['box-car', 'car', 'CC0-1.0', 'made by the test'],
      ['robot', 'obstacle', 'CC0-1.0', 'made by the test'],
      ['my-crate', 'obstacle', 'CC0-1.0', 'made by the test'],
    ]);
    expect(assets?.bodies[0]?.sha256).toBe(sha256Hex(await readFile(inFolder('own', 'car.glb'))));
    expect(manifest.quarantine.frames).toBe(0);
    const coco = JSON.parse(await readFile(inFolder('one', 'coco', 'instances.json'), 'utf8')) as {
      categories: { name: string; keypoints?: string[] }[];
    };
    expect(coco.categories.find(({ name }) => name === 'obstacle')?.keypoints).toEqual([
      'head',
      'left_hip',
      'right_hip',
      'left_foot',
    ]);
    expect((await generate('two', '--writers', 'native,coco,osi', '--workers', '2', '--count', '2')).code).toBe(0);
    expect((await manifestOf('two')).datasetSha256).toBe(manifest.datasetSha256);
  });

  it('are verified, and exported as they were written', async () => {
    expect(await here('verify', inFolder('one'))).toMatchObject({ code: 0 });
    expect((await here('audit', inFolder('one'))).code).toBe(0);
    expect((await here('export', inFolder('one'), '--to', 'osi', '--out', inFolder('osi'))).code).toBe(0);
    const path = (await readArtefacts(inFolder('one'))).find(({ path: each }) => each.endsWith('.osi'))?.path;
    expect(await readFile(inFolder('osi', path as string))).toEqual(await readFile(inFolder('one', path as string)));
  });

  it('come by the command line as well as by the scenario', async () => {
    const bare = inFolder('bare.yaml');
    await writeFile(bare, TEXT.replace(/assets: .*\n/, ''));
    const without = await here('check', bare);
    expect(without.code).toBe(2);
    expect(without.err).toContain(`${bare}:5:13 NM2006`);
    expect((await here('check', bare, '--assets', inFolder('own', 'assets.yaml'))).code).toBe(0);
    const missing = await here('check', bare, '--assets', inFolder('nowhere.yaml'));
    expect(missing).toMatchObject({ code: 2 });
    expect(missing.err).toContain('NM2028');
  });

  it('that are another model by now are refused', async () => {
    await cp(inFolder('own', 'car.glb'), inFolder('kept.glb'));
    await writeFile(
      inFolder('own', 'car.glb'),
      await glbOf((document) => {
        boxCar(document);
        document.getRoot().listMaterials()[0]?.setRoughnessFactor(0.7);
      }),
    );
    const again = await here('verify', inFolder('one'));
    expect(again.code).toBe(2);
    expect(again.err).toContain('NM7105');
    expect((await generate('one', '--writers', 'native,coco,osi', '--count', '2', '--resume')).err).toContain('NM7005');
    await cp(inFolder('kept.glb'), inFolder('own', 'car.glb'));
    expect((await here('verify', inFolder('one'))).code).toBe(0);
  });

  it('that are not as the manifest says stop it before anything is written', async () => {
    const broken = inFolder('broken.yaml');
    await writeFile(broken, TEXT.replace('own/assets.yaml', 'own/broken.yaml'));
    await writeFile(
      inFolder('own', 'broken.yaml'),
      `box-car:\n${CAR_ENTRY.replace('WheelFL', 'WheelXL')}robot:\n${WALKER_ENTRY.replace('walker.glb', 'nobody.glb')}my-crate:\n${CRATE_ENTRY}`,
    );
    const out = inFolder('never');
    const { code, err } = await here('generate', broken, '--renderer', 'raycast', '--out', out);
    expect(code).toBe(2);
    expect(err).toContain(
      `${inFolder('own', 'broken.yaml')}:8:12 NM2109 the file has no node "WheelXL" - did you mean "WheelFL"?`,
    );
    expect(err).toContain(`${inFolder('own', 'broken.yaml')}:12:9 NM2101`);
    expect(existsSync(out)).toBe(false);
  });

  it('of one name from two manifests are refused', async () => {
    await writeFile(inFolder('own', 'other.yaml'), `box-car:\n${CAR_ENTRY.replace('1200 kg', '900 kg')}`);
    const two = await here('check', scenario, '--assets', inFolder('own', 'other.yaml'));
    expect(two.code).toBe(2);
    expect(two.err).toContain('NM2027');
  });
});

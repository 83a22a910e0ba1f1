/** A scenario with a catalogue and bodies of its own, in a folder that can be moved away. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { boxCar, CAR_ENTRY, glbOf } from '../../gltf/models.js';

const SCENARIO = `nearmiss: 1
title: Own files
hazard: The author's own car stands in the way.
assets: own/assets.yaml
road: {layout: test-track, length: 200 m}
ego: {kind: sedan, at: {lane: right, s: 5 m, speed: 5 m/s}, sensors: rigs/mine}
actors:
  box: {kind: box-car, at: {x: 25 m, y: 1 m}}
capture: {rate: 2 Hz, from: start, for: 1 s}
duration: 1 s
`;
const RIG = 'front: {width: 96, height: 72, fov: 80 deg, forward: 0.6 m, up: 1.35 m, rate: 10 Hz}\n';

export interface OwnFiles {
  /** Removed with all that is in it by `remove`. */
  readonly top: string;
  /** Of the author: scenario, catalogue, bodies. */
  readonly folder: string;
  readonly scenario: string;
  remove(): Promise<void>;
}

export async function writeOwnFiles(): Promise<OwnFiles> {
  const top = await mkdtemp(join(tmpdir(), 'nearmiss-inputs-'));
  const folder = join(top, 'author');
  await mkdir(join(folder, 'own'), { recursive: true });
  await mkdir(join(folder, 'catalogs', 'rigs'), { recursive: true });
  await writeFile(join(folder, 'catalogs', 'rigs', 'mine.yaml'), RIG);
  await writeFile(join(folder, 'own', 'car.glb'), await glbOf(boxCar));
  await writeFile(join(folder, 'own', 'assets.yaml'), `box-car:\n${CAR_ENTRY}`);
  const scenario = join(folder, 'mine.yaml');
  await writeFile(scenario, SCENARIO);
  return { top, folder, scenario, remove: () => rm(top, { recursive: true, force: true }) };
}

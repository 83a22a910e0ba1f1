/** A dataset of six cameras and a lidar read by the nuscenes-devkit itself. Skipped, saying so, where Python lacks it. */
import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeDataset } from '../made-dataset.js';

const python = process.env.NEARMISS_NUSCENES_PYTHON ?? 'python3';
const script = join(import.meta.dirname, 'read_nuscenes.py');
const missing = spawnSync(python, ['-c', 'import nuscenes.eval.detection.evaluate']).status !== 0;
if (missing) {
  const how = 'pip install nuscenes-devkit into some environment and set NEARMISS_NUSCENES_PYTHON to its python';
  console.warn(`nuScenes files not read by the devkit: ${python} lacks it; ${how}`);
}

const STREET = `
nearmiss: 1
title: A street for every sensor
hazard: none
sources: [made for tests]
road: {layout: urban-street, length: 120 m}
environment: {sun: {elevation: 40 deg, azimuth: 100 deg}}
ego: {kind: sedan, at: {lane: right, s: 30 m, speed: 10 m/s}, sensors: rigs/nuscenes-six-cameras}
actors:
  walker: {kind: pedestrian-child, at: {lane: right, s: 48 m, offset: 4 m}}
  oncoming: {kind: sedan, at: {lane: left, s: 60 m, speed: 8 m/s}}
story:
  - name: step
    when: {time: {after: 0.2 s}}
    do: {walker: {cross: {to: {lane: right, s: 48 m, offset: -4 m}, speed: 2 m/s, over: 0.5 m}}}
duration: 0.6 s
`;

interface Answer {
  readonly found: Readonly<Record<string, unknown>>;
  readonly wrong: readonly string[];
}
let folder = '';
function read(...more: readonly string[]): Answer {
  const done = spawnSync(python, ['-W', 'ignore', script, folder, ...more], { encoding: 'utf8' });
  const line = done.stdout.trim().split('\n').at(-1) ?? '';
  if (!line.startsWith('{')) throw new Error(done.stderr);
  return JSON.parse(line) as Answer;
}

describe.skipIf(missing)('the devkit', () => {
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'nearmiss-nuscenes-'));
    const { files } = await makeDataset(STREET, { writers: ['nuscenes'], count: 2, size: { width: 64, height: 36 } });
    for (const [path, bytes] of files) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), bytes);
    }
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test('lists, draws and scores it: every class of the truth has average precision 1', () => {
    const { found, wrong } = read(join(folder, 'sample.png'));
    expect(wrong).toEqual([]);
    expect(found).toMatchObject({ samples: 4 });
    expect(found.scenes).toHaveLength(2);
  });

  test('notices length before width, and points that are not there', async () => {
    const path = join(folder, 'nuscenes/v1.0-nearmiss/sample_annotation.json');
    const text = await readFile(path, 'utf8');
    type Rows = { size: [number, number, number]; num_lidar_pts: number }[];
    const swapped = (JSON.parse(text) as Rows).map((row) => ({ ...row, size: [row.size[1], row.size[0], row.size[2]] }));
    await writeFile(path, JSON.stringify(swapped));
    expect(read().wrong).toContain('num_lidar_pts: more than lie in the box, by what moves');
    const more = (JSON.parse(text) as Rows).map((row) => ({ ...row, num_lidar_pts: row.num_lidar_pts + 1 }));
    await writeFile(path, JSON.stringify(more));
    expect(read().wrong).toContain('num_lidar_pts: more than lie in the box, by what moves');
    await writeFile(path, text);
  });
});

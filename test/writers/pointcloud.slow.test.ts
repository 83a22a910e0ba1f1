/** Point clouds read by Open3D, which has readers of its own for both formats. Skipped, saying so, where Python lacks it. */
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pcd, ply } from '../../src/writers/pointcloud/index.js';
import { writeMade } from './made-sample.js';

const python = process.env.NEARMISS_OPEN3D_PYTHON ?? 'python3';
const missing = spawnSync(python, ['-c', 'import open3d']).status !== 0;
if (missing) {
  console.warn(
    `Open3D not asked: ${python} lacks it; install python3-open3d or set NEARMISS_OPEN3D_PYTHON to a python that has it`,
  );
}

const SCRIPT = `
import json, sys, open3d
cloud = open3d.t.io.read_point_cloud(sys.argv[1])
print(json.dumps({k: v.numpy().tolist() for k, v in cloud.point.items()}))
`;

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nearmiss-clouds-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe.skipIf(missing)('Open3D', () => {
  test.each([pcd, ply])('reads every field of $name', async (writer) => {
    const files = await writeMade(writer);
    const path = join(folder, `cloud.${writer.name}`);
    await writeFile(path, files.get(`${writer.name}/000001/top/000001.${writer.name}`) as Uint8Array);
    const done = spawnSync(python, ['-c', SCRIPT, path], { encoding: 'utf8' });
    expect({ status: done.status, warnings: done.stdout.includes('WARN') }).toEqual({ status: 0, warnings: false });
    const columns = JSON.parse(done.stdout.trim().split('\n').at(-1) as string) as Record<string, number[][]>;
    expect(columns).toMatchObject({
      positions: [
        [10, 0.5, -1.5],
        [0, -8, 0.25],
      ],
      intensity: [[0.5], [1.25]],
      ring: [[3], [200]],
      instance: [[2], [40_000]],
      semantic: [[16], [0]],
      origin: [[0], [2]],
      flow_z: [[3], [0]],
    });
  });
});

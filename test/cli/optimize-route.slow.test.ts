/** `optimize-route` as it is called: calm air leaves the straight line, a report in figures, and wrong input says so before anything flies. */
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCli } from '../../src/cli/run.js';
import type { RouteReport } from '../../src/toolkit/index.js';
import { testIo } from './test-io.js';

const folder = mkdtempSync(join(tmpdir(), 'nearmiss-route-'));
const file = join(folder, 'calm.yaml');
writeFileSync(
  file,
  `nearmiss: 1
title: Calm air
hazard: None.
road: {layout: test-track, length: 100 m}
ego:
  kind: quadrotor
  at: {x: 0 m, y: 0 m, z: 20 m}
  controller: {route: {waypoints: [{x: 14 m, y: 0 m, z: 20 m}], speed: 10 m/s, corridor: 2 m}}
  sensors: rigs/drone-camera
pass: [stay in corridor]
duration: 4 s
`,
);
async function run(...args: readonly string[]) {
  const { io, out, err } = testIo();
  const code = await runCli(['optimize-route', ...args], '1.2.3', io);
  return { code, out: out.join('\n'), err: err.join('\n') };
}

test('in calm air no route is better than the straight line, and none is written', async () => {
  const found = join(folder, 'found.yaml');
  const { code, out } = await run(file, '--bends', '1', '--runs', '224', '--out', found, '--json');
  expect(code).toBe(0);
  const report = JSON.parse(out) as RouteReport;
  expect(report).toMatchObject({ better: false, risk: { before: 0, after: 0 } });
  expect(report.cost.difference).toBeGreaterThanOrEqual(0);
  expect(existsSync(found)).toBe(false);
});

test('wrong input: a file that is there, too few runs, weights that are none, no delivery', async () => {
  const there = join(folder, 'there.yaml');
  writeFileSync(there, 'mine');
  expect(await run(file, '--out', there)).toMatchObject({ code: 2, err: expect.stringMatching(/NM7003/) });
  expect(readFileSync(there, 'utf8')).toBe('mine');
  expect(await run(file, '--runs', '20')).toMatchObject({ code: 2, err: expect.stringMatching(/NM1101 .*--runs/) });
  expect(await run(file, '--weights', '1,2')).toMatchObject({ code: 2, err: expect.stringMatching(/three numbers/) });
  const car = join(folder, 'car.yaml');
  writeFileSync(car, readFileSync('scenarios/road/lost-load.yaml'));
  expect(await run(car)).toMatchObject({ code: 2, err: expect.stringMatching(/NM7631 .*flies no route/) });
});

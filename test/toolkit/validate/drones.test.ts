/** Drones as systems under test: pilots by name, drivers refused before anything runs, and a corridor that is the file's whoever flies. */
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ValidationReport } from '#contracts/validation';
import { runCli } from '../../../src/cli/run.js';
import { testIo } from '../../cli/test-io.js';

const folder = mkdtempSync(join(tmpdir(), 'nearmiss-drones-'));
const written = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
const scenario = (ego: string, pass: string): string => `nearmiss: 1
title: A flight
hazard: The route goes on beyond the fence.
road: {layout: test-track, length: 200 m}
ego:
${ego}
pass: [${pass}]
duration: 9 s
`;
const DRONE = `  kind: quadrotor
  at: {x: 0 m, y: 0 m, z: 20 m}
  controller: {route: {waypoints: [{x: 60 m, y: 0 m, z: 20 m}], speed: 8 m/s, corridor: 2 m}}
  geofence: {polygon: [{x: -9 m, y: -9 m}, {x: 40 m, y: -9 m}, {x: 40 m, y: 9 m}, {x: -9 m, y: 9 m}], ceiling: 50 m}
  sensors: rigs/drone-camera`;
const flight = written('flight.yaml', scenario(DRONE, 'stay in geofence'));
const lane = written('lane.yaml', scenario(DRONE, 'stay in corridor'));
const hover = written('hover.yaml', scenario(DRONE.replace(/ {2}controller.*\n/, ''), 'stay in geofence'));
const car = written(
  'car.yaml',
  scenario('  {kind: sedan, at: {lane: right, s: 9 m, speed: 5 m/s}, sensors: rigs/front-camera}', 'no collision'),
);

let made = 0;
async function validated(file: string, sut: string) {
  const out = join(folder, `out-${made++}`);
  const { io, err } = testIo();
  const code = await runCli(['validate', file, '--sut', sut, '--count', '1', '--out', out], '1.2.3', io);
  const path = join(out, 'report.json');
  const report = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as ValidationReport) : undefined;
  return { code, err: err.join('\n'), one: report?.cases[0], there: existsSync(out) };
}

describe('pilots', () => {
  it('the guarded one stops where the other leaves the fence', async () => {
    const guarded = await validated(flight, 'geofence');
    expect([guarded.code, guarded.one?.outcome]).toEqual([0, 'pass']);
    const plain = await validated(flight, 'route');
    expect([plain.code, plain.one?.outcome]).toEqual([1, 'fail']);
    expect(plain.one?.metrics.geofenceBreachS).toBeGreaterThan(4);
    // No driver of cars is asked whether he had prevented it.
    expect(plain.one).not.toHaveProperty('preventable');
  });
  it.each([
    [flight, 'r157', /NM7607 .*drives on the road.*quadrotor.*--sut geofence/],
    [car, 'geofence', /NM7607 .*flies drones.*sedan/],
    [hover, 'route', /NM7607 .*flies no route.*controller/],
  ])('%s is not for %s: nothing is run or written', async (file, sut, message) => {
    const { code, err, there } = await validated(file, sut);
    expect(code).toBe(2);
    expect(err).toMatch(message);
    expect(there).toBe(false);
  });
});

it('a drone that is flown from outside is held to the corridor of its file', async () => {
  const pilot = (velocity: string): string =>
    written(`pilot-${made++}.mjs`, `export default { name: 'pilot', rateHz: 10, control: () => ({ velocity: ${velocity} }) };`);
  const along = await validated(lane, pilot('[6, 0, 0]'));
  expect(along.one?.outcome).toBe('pass');
  expect(along.one?.metrics.corridorDeviationM).toBeLessThan(0.5);
  const away = await validated(lane, pilot('[6, 2, 0]'));
  expect(away.one?.outcome).toBe('fail');
  expect(away.one?.metrics.corridorDeviationM).toBeGreaterThan(10);
});

/** A perception stack in the loop: it brakes for what it sees, and for nothing that it is told. */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { ValidationReport } from '#contracts/validation';
import { runCli } from '../../../src/cli/run.js';
import { testIo } from '../../cli/test-io.js';

const folder = mkdtempSync(join(tmpdir(), 'nearmiss-pictures-'));
const scenario = (color: string): string => `nearmiss: 1
title: A car in the way
hazard: A car stands in the lane.
environment: {sun: {elevation: 50 deg, azimuth: 180 deg}}
road: {layout: test-track, length: 200 m}
ego: {kind: sedan, at: {lane: right, s: 20 m, speed: 10 m/s}, sensors: {front: {width: 96, height: 54, fov: 60 deg, forward: 2 m, up: 1.4 m}}}
actors:
  target: {kind: van, at: {lane: right, s: 55 m}, look: {paint: ${color}}}
pass: [no collision]
duration: 5 s
`;
/** Brakes once a tenth of the middle of the picture is red. */
const SEES_RED = `export default {
  name: 'sees red', rateHz: 5, cameras: ['front'],
  control({ pictures: [picture] }) {
    const { width, height, rgb } = picture;
    let red = 0;
    for (let y = Math.floor(height / 3); y < height; y++)
      for (let x = Math.floor(width / 3); x < (2 * width) / 3; x++) {
        const [r, g, b] = rgb.subarray(3 * (y * width + x));
        if (r > 1.6 * g && r > 1.6 * b) red++;
      }
    return red > (width * height) / 45 ? { acceleration: -9, note: 'sees red' } : {};
  },
};`;
writeFileSync(join(folder, 'sees-red.mjs'), SEES_RED);

async function validated(color: string): Promise<{ code: number; report: ValidationReport }> {
  const file = join(folder, `${color}.yaml`);
  writeFileSync(file, scenario(color));
  const out = join(folder, `out-${color}`);
  const { io } = testIo();
  const code = await runCli(['validate', file, '--sut', join(folder, 'sees-red.mjs'), '--out', out], '1.2.3', io);
  return { code, report: JSON.parse(readFileSync(join(out, 'report.json'), 'utf8')) };
}

it('brakes for a red van, and runs into a white one', async () => {
  const red = await validated('red');
  expect(red.report.cases[0]).toMatchObject({ outcome: 'pass', reasons: [] });
  const white = await validated('white');
  expect(white.code).toBe(1);
  expect(white.report.cases[0]).toMatchObject({ outcome: 'fail' });
});

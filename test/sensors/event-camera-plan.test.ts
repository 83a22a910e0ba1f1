/** A sensor that is made of pictures needs a renderer that draws them, and says so before anything is written. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { planDataset } from '#toolkit';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'nearmiss-events-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function planOf(sensor: string, renderer: string) {
  const file = join(folder, 'case.yaml');
  const text = `nearmiss: 1
title: A sensor
hazard: none
sources: [made for tests]
environment: {sun: {elevation: 40 deg, azimuth: 100 deg}}
road: {layout: test-track, length: 220 m}
ego: {kind: sedan, at: {lane: right, s: 100 m}, sensors: {eyes: {type: ${sensor}, up: 1.3 m}}}
duration: 1 s
`;
  writeFileSync(file, text);
  return planDataset({ files: [file], seed: '1', count: 1, renderer, writers: ['native'] });
}

test('an event camera with the raycast renderer is refused, with what to do', async () => {
  await expect(planOf('event-camera', 'raycast')).rejects.toMatchObject({
    code: 'NM7104',
    exitCode: 2,
    message: expect.stringMatching(/eyes of ego .*luminance.*raycast/),
    hint: expect.stringContaining('--renderer three'),
  });
});

test.each([
  ['event-camera', 'three'],
  ['radar', 'raycast'],
])('%s with %s is planned', async (sensor, renderer) => {
  await expect(planOf(sensor, renderer)).resolves.toMatchObject({ renderer });
});

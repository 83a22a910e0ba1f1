/** The farm under attack, in short; `npm run chaos` does it a hundred times. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withFewerFrames } from '../cli/fewer-frames.js';
import { type Trial, type TrialOptions, trial } from './chaos/trial.js';

let folder = '';
let scenario = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nearmiss-chaos-'));
  scenario = await withFewerFrames('scenarios/pedestrian/cpna-adult-near-side.yaml', folder, 4);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const attacked = (options: Partial<TrialOptions>): Promise<Trial> =>
  trial({
    scenarios: [scenario],
    count: 6,
    size: '96x72',
    renderer: 'raycast',
    queue: 'folder',
    kills: 5,
    seed: 'short',
    workers: 2,
    pauseMs: [300, 2500],
    kinds: ['worker', 'child'],
    hangS: 60,
    ...options,
  });

function expectUnharmed({ differing, half, left, running, sha256, undisturbedSha256, states, looks, said }: Trial): void {
  expect({ differing, half, left, running }, said).toEqual({ differing: [], half: [], left: [], running: [] });
  expect(sha256, said).toBe(undisturbedSha256);
  expect(states).toContain('100 %');
  expect(looks).toBeGreaterThan(3);
}

test('a folder as the queue: workers and their processes are killed', async () => {
  const done = await attacked({});
  expectUnharmed(done);
  expect(done.blows.killed.worker + done.blows.killed.child).toBe(5);
});

test('Redis: workers, browsers and pages are killed, Redis is killed and started again', async () => {
  const done = await attacked({
    queue: 'redis',
    renderer: 'three',
    kills: 8,
    kinds: ['worker', 'child', 'browser', 'page'],
    pauseMs: [500, 4000],
    hangS: 20,
  });
  expectUnharmed(done);
  expect(done.blows.restarts).toBe(1);
});

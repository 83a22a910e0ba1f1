import { expect, it } from 'vitest';
import { TrainingProgress } from '../../../src/cli/training-progress.js';
import { testIo } from '../../cli/test-io.js';

const step = (done: number, seed = 0) => ({ type: 'step', row: 'real', seed, done, loss: 1.5 }) as const;

it('tells the time left from the steps that this process did, not from those a checkpoint had', () => {
  const { io, err, advance } = testIo();
  const progress = new TrainingProgress(io, 100);
  progress.on({ type: 'start', steps: 300 });
  progress.on({ type: 'scored', row: 'real', seed: 0, meanIou: 0.5, kept: true });
  expect(err.at(-1)).toBe('real seed 0: mean IoU 50.0 % (done before)');
  // Seed 1 goes on from step 60: 160 steps are behind, 140 ahead, a second each.
  for (let done = 61; done <= 80; done++) {
    progress.on(step(done, 1));
    advance(1000);
  }
  expect(err.at(-1)).toContain('real seed 1: step 76/100, loss 1.500');
  expect(err.at(-1)).toContain('2:04 left');
});

it('rewrites one line on a terminal and leaves it free', () => {
  const { io, drawn, err, advance } = testIo({ isTerminal: true });
  const progress = new TrainingProgress(io, 100);
  progress.on({ type: 'start', steps: 100 });
  for (let done = 1; done <= 100; done++) {
    progress.on(step(done));
    advance(50);
  }
  progress.end();
  expect(drawn.every((text) => text.startsWith('\r\x1b[K'))).toBe(true);
  expect(drawn.at(-1)).toBe('\r\x1b[K');
  expect(drawn.length).toBeLessThan(30);
  expect(drawn.at(-2)).toContain('step 100/100');
  expect(err).toEqual([]);
});

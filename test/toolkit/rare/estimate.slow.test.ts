/** Probabilities through the whole pipeline, against exact ones (science.md 1.4, 1.5). */

import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parseScenario } from '#scenario/index';
import { estimateEvent } from '../../../src/toolkit/rare/estimate.js';
import { readEvent } from '../../../src/toolkit/rare/event.js';
import { EXACT } from './aeb.js';

async function estimated(D: number, budget: number) {
  const text = readFileSync('docs/examples/aeb-4d.yaml', 'utf8')
    .replace('D: 20 m', `D: ${D} m`)
    // By then it has stopped or hit.
    .replace('duration: 9 s', 'duration: 5 s');
  const { scenario } = parseScenario(text, 'aeb-4d.yaml');
  if (scenario === undefined) throw new Error('the scenario has mistakes');
  return await estimateEvent({
    planned: { scenarios: [{ path: 'aeb-4d.yaml', sha256: '', text }] },
    scenario,
    bodies: scenario.bodies,
    workers: 1,
    event: readEvent('collision'),
    system: { kind: 'scenario' },
    seed: '7',
    budget,
    cov: 0.08,
    startMs: 1,
    answerMs: 1,
    signal: new AbortController().signal,
  });
}

it.each([
  [20, 50],
  [26, 10_000],
])('AEB-4D at %d m: the exact probability, in at least %d times fewer runs than plain Monte Carlo', async (D, least) => {
  const { estimate, samples } = await estimated(D, 6000);
  const exact = EXACT[D] as number;
  expect(estimate.warnings).toEqual([]);
  // Three and a half standard deviations.
  expect(Math.abs(estimate.probability / exact - 1)).toBeLessThan(3.5 * estimate.cov);
  expect(estimate.cov).toBeLessThan(0.12);
  expect(estimate.acceleration).toBeGreaterThan(least);
  const [mode] = estimate.modes;
  expect(mode?.parameters).toMatchObject({ D });
  expect(mode?.parameters.speed).toBeGreaterThan(40 / 3.6);
  const kept = [...samples()];
  // Self-normalised: what the weights say of the probability is what the estimate says.
  const failing = kept.filter(({ margin }) => margin <= 0).reduce((sum, { weight }) => sum + weight, 0);
  const all = kept.reduce((sum, { weight }) => sum + weight, 0);
  expect(failing / all / estimate.probability).toBeGreaterThan(0.5);
  expect(failing / all / estimate.probability).toBeLessThan(2);
});

/** Coverage of a scenario's parameters by its draws, against counting by hand. */
import { expect, it } from 'vitest';
import { parseScenario } from '#scenario/index';
import { coverScenario } from '../../../src/toolkit/rare/cover.js';
import { drawConcrete, type LoadedScenario } from '../../../src/toolkit/scenarios.js';

const TEXT = `nearmiss: 1
title: Three parameters
hazard: None.
parameters:
  a: {uniform: [0 m, 1 m]}
  b: {uniform: [0 m, 1 m]}
  c: {uniform: [0 m, 1 m]}
environment: {sun: {elevation: 50 deg}}
road: {layout: test-track, length: 200 m, seed: 1}
ego: {kind: sedan, at: {lane: right, s: "20 m + $a + $b + $c", speed: 5 m/s}, seed: 1, sensors: rigs/front-camera}
`;
const scenario = parseScenario(TEXT, 'three.yaml').scenario as LoadedScenario;
const order = { scenario, seed: '3', cells: 4, most: 1000 } as const;

it.each([1, 2, 3] as const)('counts combinations of %d as by hand', (strength) => {
  const count = 25;
  const { filled, all, share, empty, factors } = coverScenario({ ...order, count, strength });
  expect(factors).toEqual(['a', 'b', 'c']);
  const cells = Array.from({ length: count }, (_, draw) => {
    const { parameters } = drawConcrete(scenario, '3', draw).concrete;
    return factors.map((name) => Math.floor(4 * (parameters[name] as number)));
  });
  const choices = {
    1: [[0], [1], [2]],
    2: [
      [0, 1],
      [0, 2],
      [1, 2],
    ],
    3: [[0, 1, 2]],
  }[strength];
  const seen = choices.map((choice) => new Set(cells.map((row) => choice.map((k) => row[k]).join())).size);
  expect(filled).toBe(seen.reduce((sum, n) => sum + n, 0));
  expect(all).toBe(choices.length * 4 ** strength);
  expect(share).toBe(filled / all);
  expect(empty).toHaveLength(all - filled);
});

it('has nothing left to fill once all is filled', () => {
  expect(coverScenario({ ...order, count: 400, strength: 2 })).toMatchObject({ share: 1, empty: [], holes: 0 });
  expect(coverScenario({ ...order, count: 10, strength: 2 }).holes).toBeGreaterThanOrEqual(6);
});

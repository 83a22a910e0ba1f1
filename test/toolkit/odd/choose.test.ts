/** Draws that are chosen to fill cells: few, the same everywhere, and samples like any others. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { samplesOf } from '#farm/index';
import { coverage } from '#rare/cover/index';
import { chooseDraws } from '../../../src/toolkit/odd/choose.js';
import { coverDomain } from '../../../src/toolkit/odd/cover.js';
import { combinationsOf, type Domain, domainsOf, rowOf } from '../../../src/toolkit/odd/domain.js';
import { drawConcrete, readScenario } from '../../../src/toolkit/scenarios.js';
import { scenarioOf } from './fixture.js';

const SUM = "['$a + $b < 6 m']";
const goal = { goal: 1, strength: 2, most: 100, seed: '2', count: 1 } as const;

it('fills all that can be with few draws, and says what that is of the draws as they are made', () => {
  const scenarios = [scenarioOf({ require: SUM })];
  const chosen = chooseDraws({ scenarios, ...goal });
  const [domain] = domainsOf(scenarios);
  if (domain === undefined) throw new Error('no domain');
  const universe = combinationsOf(domain, 2);
  const rows = (chosen.draws[0] ?? []).map((draw) => {
    const { concrete } = drawConcrete(scenarios[0] as (typeof scenarios)[number], '2', draw);
    return rowOf(domain.distances(0, concrete));
  });
  expect(coverage(universe, rows).covered).toBe(chosen.covered.filled);
  expect(chosen.covered).toMatchObject({ filled: 20, feasible: 20, share: 1, empty: [] });
  expect(chosen.covered.infeasible.map(({ cells }) => cells)).toEqual([{ a: '3 m to 4 m', b: '3 m to 4 m' }]);
  // Nine pairs of a and b less one: no fewer than 8 draws can; blind ones take some 40.
  expect(rows.length).toBeGreaterThanOrEqual(8);
  expect(rows.length).toBeLessThanOrEqual(13);
  expect(chosen.draws[0]).toContain(0);
});

it('chooses the same again, others with another seed', () => {
  const request = { scenarios: [scenarioOf({ require: SUM })], ...goal };
  const once = chooseDraws(request);
  expect(chooseDraws(request)).toEqual(once);
  expect(chooseDraws({ ...request, seed: '3', goal: 0.7 }).draws).not.toEqual(once.draws);
});

it('takes from each of several files what the others lack', () => {
  const scenarios = [scenarioOf({ kind: 'moose', file: 'a.yaml' }), scenarioOf({ kind: 'wild-boar', file: 'b.yaml' })];
  const chosen = chooseDraws({ scenarios, ...goal });
  expect(chosen.covered.share).toBe(1);
  expect(chosen.draws.every((draws) => draws.length >= 3)).toBe(true);
  const plan = { scenarios: scenarios.map(({ file }) => ({ path: file, sha256: '', text: '' })), count: 1, chosen };
  const samples = samplesOf(plan);
  expect(samples.map(({ sample }) => sample)).toEqual(samples.map((_, i) => String(i).padStart(6, '0')));
  expect(samples.map(({ scenario, draw }) => [scenario, draw])).toEqual(
    chosen.draws.flatMap((draws, scenario) => draws.map((draw) => [scenario, draw])),
  );
});

it('fills the example by as many samples as docs/validation.md says', async () => {
  const [, samples, share, blind] =
    /(\d+) samples fill (\d+) % where 100 blind draws fill (\d+) %/.exec(readFileSync('docs/validation.md', 'utf8')) ?? [];
  const scenario = await readScenario('docs/examples/odd.yaml');
  const { draws, covered } = chooseDraws({ scenarios: [scenario], ...goal, seed: '0', goal: 0.95 });
  const [domain] = domainsOf([scenario]);
  const blindly = coverDomain({ domain: domain as Domain, seed: '0', count: 100, strength: 2 });
  const percent = (value: number): string => (100 * value).toFixed(0);
  expect([draws.flat().length, percent(covered.share), percent(blindly.share)].map(String)).toEqual([samples, share, blind]);
});

it('stops at the goal, or at the most samples, and says what stays empty', () => {
  const scenarios = [scenarioOf()];
  const half = chooseDraws({ scenarios, ...goal, goal: 0.5 });
  expect(half.covered.share).toBeGreaterThanOrEqual(0.5);
  expect(half.covered.filled).toBeLessThan(half.covered.feasible);
  const few = chooseDraws({ scenarios, ...goal, most: 3 });
  expect(few.draws.flat()).toHaveLength(3);
  expect(few.covered.empty).toHaveLength(few.covered.feasible - few.covered.filled);
});

it('looks at more draws for cells that are rare', () => {
  const odd = '{a: {of: $a, cells: [0 m, 3.995 m, 4 m]}, kind: {of: $kind, cells: [moose, wild-boar]}}';
  const chosen = chooseDraws({ scenarios: [scenarioOf({ odd })], ...goal });
  expect(chosen.pool).toBeGreaterThan(1000);
  expect(chosen.covered.share).toBe(1);
});

it('goes by the draws as they are made, where requirements look at runs, which parameters do not foresee', () => {
  const require = '[{always: {speed: {of: ego, below: 3 m/s}}}]';
  const chosen = chooseDraws({ scenarios: [scenarioOf({ require, speed: '"$a * 1 Hz"' })], ...goal });
  expect(chosen.covered).toMatchObject({ feasible: 21, filled: 16 });
  expect(chosen.covered.empty.every(({ a }) => a === '3 m to 4 m')).toBe(true);
});

it('refuses files without cells, or with other axes', () => {
  expect(() => chooseDraws({ scenarios: [scenarioOf({ odd: '', file: 'no.yaml' })], ...goal })).toThrow(
    'no.yaml declares no cells',
  );
  const other = scenarioOf({ odd: '{x: {of: $a, cells: [0 m, 4 m]}, y: {of: $b, cells: [0 m, 4 m]}}', file: 'o.yaml' });
  expect(() => chooseDraws({ scenarios: [scenarioOf(), other], ...goal })).toThrow('o.yaml declares axes of other names');
});

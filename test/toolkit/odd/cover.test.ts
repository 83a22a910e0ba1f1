/** Coverage of declared cells, against counting by hand; what cannot be, against what is known of it. */
import { describe, expect, it } from 'vitest';
import { tupleAt } from '#rare/cover/index';
import { coverDomain } from '../../../src/toolkit/odd/cover.js';
import { combinationsOf, domainsOf } from '../../../src/toolkit/odd/domain.js';
import { gather, shareBelow, standingOf } from '../../../src/toolkit/odd/evidence.js';
import { drawConcrete } from '../../../src/toolkit/scenarios.js';
import { domainOf, ODD, scenarioOf } from './fixture.js';

const SUM = "['$a + $b < 6 m']";
const order = { seed: '5', count: 15, strength: 2 } as const;

describe('what draws fill', () => {
  it('is counted as by hand, over the draws as they are made', () => {
    const domain = domainOf({ require: SUM });
    const seen = new Set<string>();
    const cellOf = (value: number): string => (value < 2 ? '0 m to 2 m' : value < 3 ? '2 m to 3 m' : '3 m to 4 m');
    let attempts = 0;
    for (let draw = 0; draw < order.count; draw++) {
      const { concrete, rejections } = drawConcrete(scenarioOf({ require: SUM }), order.seed, draw);
      const { a, b, kind } = concrete.parameters as { a: number; b: number; kind: string };
      attempts += rejections.attempts - 1;
      for (const pair of [`a ${cellOf(a)} b ${cellOf(b)}`, `a ${cellOf(a)} ${kind}`, `b ${cellOf(b)} ${kind}`]) seen.add(pair);
    }
    const found = coverDomain({ domain, ...order });
    expect(found).toMatchObject({ filled: seen.size, draws: order.count, refused: attempts, all: 9 + 6 + 6 });
    expect(found.empty).toHaveLength(found.feasible - seen.size);
  });

  it('adds up over files with the same axes, in whatever order they declare them', () => {
    const turned =
      '{kind: {of: $kind, cells: [moose, wild-boar]}, b: {of: $b, cells: [0 m, 2 m, 3 m, 4 m]}, a: {of: $a, cells: [0 m, 2 m, 3 m, 4 m]}}';
    const moose = scenarioOf({ kind: 'moose', file: 'moose.yaml' });
    const boar = scenarioOf({ kind: 'wild-boar', odd: turned, file: 'boar.yaml' });
    const domains = domainsOf([moose, boar, scenarioOf({ odd: '', file: 'none.yaml' })]);
    expect(domains.map(({ scenarios, axes }) => [scenarios.length, axes.length])).toEqual([
      [2, 3],
      [1, 0],
    ]);
    const [both] = domains.map((domain) => (domain.axes.length > 0 ? coverDomain({ domain, ...order, count: 60 }) : undefined));
    expect(both).toMatchObject({ share: 1, draws: 120, files: ['moose.yaml', 'boar.yaml'] });
    // One of them alone has no wild boar anywhere: those combinations are empty, and said not to be reached; they do not count as infeasible.
    const alone = coverDomain({ domain: domainOf({ kind: 'moose' }), ...order, count: 60 });
    expect(alone).toMatchObject({ filled: 15, feasible: 21, infeasible: [] });
    expect(alone.unreached).toEqual(alone.empty);
    expect(alone.unreached.every(({ kind }) => kind === 'wild-boar')).toBe(true);
  });

  it('is refused where an axis has other cells in another file, or there are too few axes', () => {
    const other = scenarioOf({ odd: ODD.replace('2 m, 3 m', '1 m, 3 m'), file: 'other.yaml' });
    expect(() => domainsOf([scenarioOf(), other])).toThrow('the axis "a" has other cells in other.yaml than in domain.yaml');
    const one = domainOf({ odd: '{a: {of: $a, cells: [0 m, 4 m]}}' });
    expect(() => combinationsOf(one, 2)).toThrow('combinations of 2 are asked for; domain.yaml has 1 axes that it declares');
  });
});

describe('what cannot be', () => {
  it('is found and left out, with what refuses it and how sure that is', () => {
    const found = coverDomain({ domain: domainOf({ require: SUM }), ...order, count: 200 });
    expect(found.infeasible.map(({ cells }) => cells)).toEqual([{ a: '3 m to 4 m', b: '3 m to 4 m' }]);
    const [one] = found.infeasible;
    expect(one?.refusedBy).toEqual(['$a + $b < 6 m']);
    expect(one?.draws).toBeGreaterThanOrEqual(300);
    expect((1 - (one?.shareBelow ?? 0)) ** (one?.draws ?? 0)).toBeCloseTo(0.05, 10);
    expect(found).toMatchObject({ feasible: 20, all: 21, filled: 20, share: 1 });
  });

  it('is not said of what a few draws in a hundred are (control)', () => {
    // The corner above 6.9 m is refused, of which the combination of both last cells has a two-hundredth left.
    const narrow = coverDomain({ domain: domainOf({ require: "['$a + $b < 6.2 m']" }), ...order, count: 1 });
    expect(narrow.infeasible).toEqual([]);
  });

  it('is not said without a requirement, however rare the cells', () => {
    const rare = "{a: {of: '$a * $b / 1 m', cells: [0 m, 15.5 m, 16 m]}, kind: {of: $kind, cells: [moose, wild-boar]}}";
    const found = coverDomain({ domain: domainOf({ odd: rare }), ...order, count: 3 });
    expect(found.infeasible).toEqual([]);
    // The search goes where 2,000 blind draws hardly come: 0.05 % of them.
    expect(found.unreached).toEqual([]);
  });

  it('is found for cells that are rare, by a walk to them', () => {
    const rare = "{a: {of: '$a * $b / 1 m', cells: [0 m, 15.9 m, 16 m]}, c: {of: $c, cells: [0 m, 0.5 m, 1 m]}}";
    const domain = domainOf({ odd: rare, require: "['$a + $b < 7.9 m || $c < 0.5 m']" });
    const universe = combinationsOf(domain, 2);
    const evidence = gather(domain, universe, '1', new Uint8Array(universe.space.count));
    const standing = Array.from({ length: universe.space.count }, (_, tuple) => [
      tupleAt(universe.space, tuple).map(({ level }) => level),
      standingOf(evidence, tuple),
    ]);
    expect(standing).toEqual([
      [[0, 0], 'possible'],
      [[0, 1], 'possible'],
      [[1, 0], 'possible'],
      [[1, 1], 'infeasible'],
    ]);
  });
});

it('says how sure: 300 refused in a row leave at most 1 % credible at 95 %', () => {
  expect(shareBelow(300)).toBeCloseTo(1 - 0.05 ** (1 / 300), 12);
  expect(shareBelow(300)).toBeLessThan(0.01);
});

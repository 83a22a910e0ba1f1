/** Which side a sample is on. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SPLIT_BLOCK, SPLITS, splitOf } from '../../src/writers/split.js';

const scenario = fc.record({ name: fc.string({ minLength: 1 }), seed: fc.string() });
const sidesOf = (of: { name: string; seed: string }, from: number, count: number) =>
  Array.from({ length: count }, (_, i) => splitOf({ ...of, draw: from + i }));

test('of every ten draws one is val and one is test', () => {
  fc.assert(
    fc.property(scenario, fc.nat(1000), (of, block) => {
      const sides = sidesOf(of, SPLIT_BLOCK * block, SPLIT_BLOCK);
      expect(SPLITS.map((split) => sides.filter((side) => side === split).length)).toEqual([8, 1, 1]);
    }),
  );
});

test('which of the ten depends on scenario, seed and ten', () => {
  const where = (name: string, seed: string, block: number) => sidesOf({ name, seed }, SPLIT_BLOCK * block, SPLIT_BLOCK).join();
  expect(new Set(Array.from({ length: 50 }, (_, i) => where('a', '1', i))).size).toBeGreaterThan(30);
  expect(where('a', '1', 0)).not.toBe(where('b', '1', 0));
  expect(where('a', '1', 0)).not.toBe(where('a', '2', 0));
});

test('every place of the ten is as likely: 10,000 tens, chi-squared with 9 degrees of freedom, 0.1 %', () => {
  for (const split of ['val', 'test'] as const) {
    const counts = Array<number>(SPLIT_BLOCK).fill(0);
    for (let block = 0; block < 10_000; block++) {
      const place = sidesOf({ name: 'x', seed: '7' }, SPLIT_BLOCK * block, SPLIT_BLOCK).indexOf(split);
      counts[place] = (counts[place] as number) + 1;
    }
    const chi2 = counts.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0);
    expect(chi2).toBeLessThan(27.88);
  }
});

test('sides are what they always were: a dataset made longer must not move a sample', () => {
  expect(sidesOf({ name: 'deer-dawn', seed: '1' }, 0, 20).join(' ')).toMatchInlineSnapshot(
    `"train train train train train val train train train test train train train val train train train train train test"`,
  );
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomRoot } from '#core/random';
import { fieldFrom } from '#rare/cover/field';
import { orthogonalRows } from '#rare/cover/orthogonal';
import { tuplesIn } from './naive.js';

const ORDERS = [2, 3, 4, 5, 7, 8, 9, 11, 13, 16, 17, 19, 23, 25, 27];

describe('finite fields', () => {
  it('are there for the powers of primes, and no others', () => {
    const orders = Array.from({ length: 27 }, (_, n) => fieldFrom(n).order);
    expect([...new Set(orders)]).toEqual(ORDERS);
    for (const order of ORDERS) expect(fieldFrom(order).order).toBe(order);
  });

  it.each(ORDERS)('of order %i keep the laws of a field', (order) => {
    const { sum, product } = fieldFrom(order);
    const all = Array.from({ length: order }, (_, n) => n);
    const others = new Set(all);
    for (const a of all) {
      expect([sum(a, 0), product(a, 0), product(a, 1)]).toEqual([a, 0, a]);
      // Each row of either table has every element once: there is a way back.
      expect(new Set(all.map((b) => sum(a, b)))).toEqual(others);
      if (a > 0) expect(new Set(all.map((b) => product(a, b)))).toEqual(others);
    }
    const element = fc.nat(order - 1);
    fc.assert(
      fc.property(element, element, element, (a, b, c) => {
        expect([sum(a, b), product(a, b)]).toEqual([sum(b, a), product(b, a)]);
        expect(sum(a, sum(b, c))).toBe(sum(sum(a, b), c));
        expect(product(a, product(b, c))).toBe(product(product(a, b), c));
        expect(product(a, sum(b, c))).toBe(sum(product(a, b), product(a, c)));
      }),
    );
  });
});

describe('orthogonal arrays', () => {
  it.each([
    [2, 2],
    [3, 2],
    [4, 2],
    [8, 2],
    [9, 2],
    [3, 3],
    [4, 3],
    [5, 3],
    [3, 4],
  ] as const)('of %i levels and strength %i hold each tuple once', (levels, strength) => {
    const sizes = Array(levels + 1).fill(levels);
    const rows = orthogonalRows(sizes, strength, 1000, randomRoot(1)) ?? [];
    const once = tuplesIn(rows, sizes.length, strength).size;
    const [choices] = Array.from({ length: strength }).reduce<readonly [number, number]>(
      ([product], _, i) => [(product * (levels + 1 - i)) / (i + 1), i],
      [1, 0],
    );
    expect(rows).toHaveLength(levels ** strength);
    // As many different ones as there are places for them: none is there twice.
    expect(once).toBe(choices * levels ** strength);
    expect(tuplesIn(rows.slice(1), sizes.length, strength).size).toBe(once - choices);
  });

  it('keep to the levels that each factor has, and to the number of rows', () => {
    const sizes = [2, 6, 3, 1, 6, 6, 6, 6, 6, 6];
    const rows = orthogonalRows(sizes, 2, 49, randomRoot(1)) ?? [];
    expect(rows).toHaveLength(49);
    for (const row of rows) expect(row.every((level, factor) => level >= 0 && level < (sizes[factor] as number))).toBe(true);
    expect(orthogonalRows(sizes, 2, 48, randomRoot(1))).toBeUndefined();
  });
});

/** Patterns for numbers beyond a bound say what comparison says. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { beyond, greaterThan, lessThan } from '#scenario/language/pattern';

/** Decimals as people write them, many of them near each other. */
const decimal = fc
  .tuple(
    fc.constantFrom('', '0', '00'),
    fc.integer({ min: 0, max: 1999 }),
    fc.constantFrom('', '.', '.0', '.5', '.49', '.50', '.051', '.999'),
  )
  .map(([zeros, whole, fraction]) => `${zeros}${whole}${fraction}`);
const bound = fc.oneof(
  fc.integer({ min: 1, max: 2000 }),
  fc.integer({ min: 1, max: 200_000 }).map((n) => n / 100),
  fc.constantFrom(0.05, 0.5, 1.5, 9, 99, 100, 0.0005, Math.PI / 2),
);
const matches = (pattern: string, text: string): boolean => new RegExp(`^${pattern}$`, 'u').test(text);

test('greater and less', () => {
  fc.assert(
    fc.property(decimal, bound, (text, limit) => {
      const rounded = Number(limit.toPrecision(12));
      expect(matches(greaterThan(limit), text), `${text} > ${limit}`).toBe(Number(text) > rounded);
      expect(matches(lessThan(limit), text), `${text} < ${limit}`).toBe(Number(text) < rounded);
    }),
    { numRuns: 3000 },
  );
});

test('signed numbers outside a range', () => {
  const sign = fc.constantFrom('', '+', '-');
  const ends = fc.tuple(fc.integer({ min: -1500, max: 1500 }), fc.integer({ min: -1500, max: 1500 }));
  fc.assert(
    fc.property(sign, decimal, ends, (prefix, digits, [a, b]) => {
      const [least, most] = [Math.min(a, b), Math.max(a, b)];
      const number = Number(`${prefix}${digits}`);
      expect(matches(beyond(least, most) as string, `${prefix}${digits}`), `${prefix}${digits} in ${least}..${most}`).toBe(
        number < least || number > most,
      );
    }),
    { numRuns: 3000 },
  );
});

test('without bounds nothing is beyond them', () => {
  expect(beyond(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY)).toBeUndefined();
});

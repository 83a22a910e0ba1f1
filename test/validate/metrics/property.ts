/** Properties checked on the same draws every time. */
import fc from 'fast-check';

/** Holds for `runs` draws. @throws with the smallest counterexample found. */
export function holds<T>(property: fc.IPropertyWithHooks<T>, runs = 100): void {
  fc.assert(property, { seed: 2009, numRuns: runs });
}

/** Any number in a range. */
export function number(min: number, max: number): fc.Arbitrary<number> {
  return fc.double({ min, max, noNaN: true });
}

/** Paired intervals: closed forms, cover what they say, and narrower than unpaired ones where draws are shared. */
import { describe, expect, it } from 'vitest';
import { randomRoot } from '#core/random';
import { pairedChange } from '#rare/statistics/paired';

describe('paired change', () => {
  it('is the t interval of the differences', () => {
    // Differences 1, 2, 3: mean 2, sd 1, t(2) = 4.302653.
    const { difference, interval, relative } = pairedChange([10, 10, 10], [11, 12, 13]);
    expect(difference).toBe(2);
    expect(interval[0]).toBeCloseTo(2 - 4.302653 / Math.sqrt(3), 6);
    expect(interval[1]).toBeCloseTo(2 + 4.302653 / Math.sqrt(3), 6);
    // Where what was before does not vary, the ratio's interval is the difference's over it.
    expect(relative?.interval[1]).toBeCloseTo(interval[1] / 10, 12);
  });
  it('has no relative change from nothing, and refuses what is no pair', () => {
    expect(pairedChange([0, 0], [0, 1]).relative).toBeUndefined();
    expect(() => pairedChange([1], [1])).toThrow(RangeError);
    expect(() => pairedChange([1, 2], [1])).toThrow(RangeError);
  });
  it('covers the true difference and ratio in 95 of 100 samples, and what is shared cancels', () => {
    const stream = randomRoot('paired');
    let [differences, ratios, wide] = [0, 0, 0];
    const times = 400;
    for (let k = 0; k < times; k++) {
      const own = stream.child(k);
      const shared = Array.from({ length: 40 }, () => 10 + 3 * own.normal());
      const before = shared.map((x) => x + 0.2 * own.normal());
      const after = shared.map((x) => 0.7 * x + 0.2 * own.normal());
      const { interval, relative } = pairedChange(before, after);
      if (interval[0] <= -3 && -3 <= interval[1]) differences++;
      const [low, high] = relative?.interval ?? [0, 0];
      if (low <= -0.3 && -0.3 <= high) ratios++;
      if (high - low > 0.04) wide++;
    }
    expect(differences / times).toBeGreaterThan(0.92);
    expect(ratios / times).toBeGreaterThan(0.92);
    expect(ratios / times).toBeLessThan(0.98);
    // Unpaired, it would be 0.2 wide.
    expect(wide).toBe(0);
  });
});

import { normalQuantile } from './math.js';

/**
 * Score interval of a share (E. B. Wilson, J. Am. Stat. Assoc. 22, 1927, p. 209), two-sided, within 0..1; all of it where nothing was seen.
 * @param hits whole number in [0, runs] @param runs whole number >= 0 @param confidence in (0, 1)
 */
export function wilson(hits: number, runs: number, confidence = 0.95): readonly [low: number, high: number] {
  if (!Number.isInteger(runs) || !Number.isInteger(hits) || hits < 0 || hits > runs)
    throw new RangeError('hits and runs: whole numbers, no more hits than runs');
  if (!(confidence > 0 && confidence < 1)) throw new RangeError('confidence: in (0, 1)');
  if (runs === 0) return [0, 1];
  const z = normalQuantile((1 + confidence) / 2);
  const share = hits / runs;
  const scale = 1 + (z * z) / runs;
  const centre = (share + (z * z) / (2 * runs)) / scale;
  const half = (z * Math.sqrt((share * (1 - share)) / runs + (z * z) / (4 * runs * runs))) / scale;
  return [hits === 0 ? 0 : Math.max(0, centre - half), hits === runs ? 1 : Math.min(1, centre + half)];
}

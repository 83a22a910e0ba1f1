/** The score interval of a share (E. B. Wilson, JASA 22, 1927, p. 209). */

/** Standard normal quantile of 97.5 %. */
const Z = 1.959963984540054;

/** Of `hits` among `n` independent runs, 95 %, two-sided, within 0..1; all of it where n is 0. */
export function wilson(hits: number, n: number): readonly [low: number, high: number] {
  if (n === 0) return [0, 1];
  const share = hits / n;
  const middle = share + (Z * Z) / (2 * n);
  const half = Z * Math.sqrt((share * (1 - share)) / n + (Z * Z) / (4 * n * n));
  const scale = 1 + (Z * Z) / n;
  const low = hits === 0 ? 0 : (middle - half) / scale;
  const high = hits === n ? 1 : (middle + half) / scale;
  return [low, high];
}

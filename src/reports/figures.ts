/** Numbers for people, the same on every machine. */

/** At most four significant digits, no needless zeros. */
export function figure(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  return String(Number(value.toPrecision(4)));
}

/** A share 0..1 as `12.3 %`. */
export function percent(share: number): string {
  return `${Number((100 * share).toPrecision(3))} %`;
}

/** Of shares 0..1, as `4.1 % to 12.3 %`. */
export function percentRange([low, high]: readonly [low: number, high: number]): string {
  return `${Number((100 * low).toPrecision(3))} % to ${percent(high)}`;
}

/** `1 run`, `2 runs`. */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}

/** `p = 0.031`, two digits; below a thousandth, just that. */
export function probability(p: number): string {
  return p < 0.001 ? 'p < 0.001' : `p = ${Number(p.toPrecision(2))}`;
}

/** ns to s, as text. */
export function secondsOf(timeNs: number): string {
  return `${Number((timeNs / 1e9).toFixed(3))} s`;
}

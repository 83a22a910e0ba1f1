/** Numbers for people. */

/** As short as it may be without losing what an eye can tell. */
export function shortest(value: number): string {
  return String(Number(value.toPrecision(5)));
}
export function inUnit(value: number | string, factor: number): string {
  return typeof value === 'string' ? value : shortest(value / factor);
}

/** @returns undefined where there is no number */
export function leastOf(values: readonly (number | null)[]): number | undefined {
  const numbers = values.filter((value): value is number => value !== null);
  return numbers.length === 0 ? undefined : Math.min(...numbers);
}

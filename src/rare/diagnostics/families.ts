/**
 * The variance of a population of descendants by their first ancestors, who were drawn independently: what failures share an
 * ancestor vary together, through all levels (compare Lee & Whiteley, Biometrika 105, 2018).
 */

export interface FamilySpread {
  /** CoV of the number of failures, as a sum over independent families. */
  readonly cov: number;
  /** (sum n)^2 / sum n^2 over the families' sizes n. */
  readonly effective: number;
  /** The largest family's part, in [0, 1]. */
  readonly largest: number;
}

/** @param ancestors the first ancestor of each failure @param population how many descendants there are, failing or not */
export function familyCov(ancestors: readonly number[], population: number): FamilySpread {
  if (ancestors.length === 0) return { cov: Number.POSITIVE_INFINITY, effective: 0, largest: 0 };
  const sizes = new Map<number, number>();
  for (const ancestor of ancestors) sizes.set(ancestor, (sizes.get(ancestor) ?? 0) + 1);
  let squares = 0;
  let largest = 0;
  for (const size of sizes.values()) {
    squares += size * size;
    largest = Math.max(largest, size);
  }
  const total = ancestors.length;
  const concentration = squares / (total * total);
  return {
    cov: Math.sqrt(Math.max(0, concentration - 1 / population)),
    effective: 1 / concentration,
    largest: largest / total,
  };
}

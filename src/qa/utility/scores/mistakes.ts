/** What a network takes for what. */

export interface Mistake {
  readonly truth: string;
  readonly taken: string;
  /** Of all pixels. */
  readonly share: number;
  /** Of the pixels of that truth. */
  readonly shareOfTruth: number;
}

/** The most common first. @param confusion [truth][prediction] */
export function commonMistakes(
  names: readonly string[],
  confusion: readonly (readonly number[])[],
  most: number,
): readonly Mistake[] {
  const sums = confusion.map((row) => row.reduce((sum, count) => sum + count, 0));
  const total = sums.reduce((sum, count) => sum + count, 0);
  const all = confusion.flatMap((row, t) =>
    row.map((count, p) => ({
      truth: names[t] as string,
      taken: names[p] as string,
      share: count / total,
      shareOfTruth: count / (sums[t] as number),
    })),
  );
  return all
    .filter(({ truth, taken, share }) => truth !== taken && share > 0)
    .sort((a, b) => b.share - a.share)
    .slice(0, most);
}

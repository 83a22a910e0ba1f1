/** Finished datasets as pairs of a picture and the truth about its pixels. */

/**
 * A pixel's code in a truth file: its grey value, or red + 256 green + 65536 blue. To each code the names that the dataset has for
 * it, the most telling first.
 */
export type Vocabulary = ReadonlyMap<number, readonly string[]>;

export interface Picture {
  /** Unique in its dataset, for people: a path within. */
  readonly id: string;
  /** Files. */
  readonly image: string;
  readonly truth: string;
  /** What it was taken with; pictures of one sequence resemble each other. */
  readonly sequence: string;
  readonly vocabulary: Vocabulary;
}

export interface Dataset {
  readonly folder: string;
  /** Which layout was recognised. */
  readonly layout: string;
  /** In the order of their ids. */
  readonly pictures: readonly Picture[];
}

export interface Layout {
  readonly name: string;
  /** What it looks like, for the message when none fits. */
  readonly about: string;
  /** The dataset in that folder; undefined when it isn't of this layout. @throws NearmissError NM8102, NM8103 when it is, but broken. */
  open(folder: string): Promise<Dataset | undefined>;
}

export function colorCode(r: number, g: number, b: number): number {
  return r + 256 * g + 65536 * b;
}

/** Codes 0, 1, ... in the order of a list. */
export function byIndex(names: readonly string[]): Map<number, readonly string[]> {
  return new Map(names.map((name, i) => [i, [name]]));
}

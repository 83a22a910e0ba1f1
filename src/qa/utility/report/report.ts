/** Figures with their uncertainty, as plain JSON. */
import type { Confusion } from '../scores/confusion.js';
import type { Interval, Spread } from '../scores/intervals.js';
import type { Row } from '../training/options.js';

/** A row's counts: for each seed, of each test picture. */
export interface RowOutcome {
  readonly row: Row;
  /** Share of the training pixels by class. */
  readonly shares: readonly number[];
  /** Mean IoU of the commonest class at each place. */
  readonly byPlace: number;
  readonly seeds: readonly (readonly Confusion[])[];
}

/** A figure that was measured once a seed; its 95 % intervals. */
export interface Figure extends Spread {
  readonly perSeed: readonly number[];
  /** Of the mean over the seeds: had other pictures of the same kind been tested. */
  readonly overPictures: Interval | null;
  /** The same, whole sequences drawn at a time; null with fewer than 5. */
  readonly overSequences: Interval | null;
}

export interface RowReport {
  readonly name: string;
  readonly sources: readonly { readonly folder: string; readonly layout: string; readonly pictures: number }[];
  readonly meanIou: Figure;
  /** Mean IoU of not looking: each pixel gets the class that is commonest there in training. */
  readonly meanIouByPlace: number;
  readonly pixelAccuracy: Figure;
  readonly meanAccuracy: Figure;
  /** Null where no tested pixel is of the class. */
  readonly iou: Readonly<Record<string, Figure | null>>;
  /** Share of the training pixels. */
  readonly trainShare: Readonly<Record<string, number>>;
  /** [truth][prediction], pixels of all seeds. */
  readonly confusion: readonly (readonly number[])[];
  /** Mean IoU less that of the first row, seed by seed and picture by picture; null for the first. */
  readonly gain: Figure | null;
}

export interface UtilityReport {
  readonly format: 1;
  readonly classes: readonly string[];
  readonly classMap: string;
  readonly size: string;
  readonly steps: number;
  readonly batch: number;
  readonly rate: number;
  readonly weighting: string;
  readonly seed: string;
  readonly seeds: number;
  readonly engine: string;
  readonly test: readonly {
    readonly folder: string;
    readonly layout: string;
    readonly pictures: number;
    readonly sequences: number;
  }[];
  /** Share of the tested pixels. */
  readonly testShare: Readonly<Record<string, number>>;
  readonly rows: readonly RowReport[];
}

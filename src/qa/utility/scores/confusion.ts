/** How often which class was taken for which. */
import { VOID } from '../../classes/class-map.js';

/** Pixels by [truth x classes + prediction]; void truth is left out. */
export type Confusion = Float64Array;

export function emptyConfusion(classes: number): Confusion {
  return new Float64Array(classes * classes);
}

export function confusionOf(truth: ArrayLike<number>, predicted: ArrayLike<number>, classes: number): Confusion {
  const confusion = emptyConfusion(classes);
  for (let i = 0; i < truth.length; i++) {
    const actual = truth[i] as number;
    if (actual === VOID) continue;
    const cell = actual * classes + (predicted[i] as number);
    confusion[cell] = (confusion[cell] as number) + 1;
  }
  return confusion;
}

export function addTo(sum: Confusion, part: Confusion): void {
  for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] as number) + (part[i] as number);
}

export interface Scores {
  /** Intersection over union by class; null where the truth has no pixel of it. */
  readonly iou: readonly (number | null)[];
  /** Mean over the classes that the truth has; what is wrongly taken for an absent class still counts against the present ones. */
  readonly meanIou: number;
  /** Share of pixels that are right. */
  readonly pixelAccuracy: number;
  /** Mean over the truth's classes of the share of their pixels that are right. */
  readonly meanAccuracy: number;
}

export function scoresOf(confusion: Confusion): Scores {
  const classes = Math.sqrt(confusion.length);
  const at = (truth: number, predicted: number): number => confusion[truth * classes + predicted] as number;
  const all = [...Array(classes).keys()];
  const rows = all.map((k) => all.reduce((sum, j) => sum + at(k, j), 0));
  const columns = all.map((k) => all.reduce((sum, j) => sum + at(j, k), 0));
  const present = all.filter((k) => (rows[k] as number) > 0);
  const iou = all.map((k) => {
    const hits = at(k, k);
    return rows[k] === 0 ? null : hits / ((rows[k] as number) + (columns[k] as number) - hits);
  });
  const meanOver = (f: (k: number) => number): number => present.reduce((sum, k) => sum + f(k), 0) / present.length;
  return {
    iou,
    meanIou: meanOver((k) => iou[k] as number),
    pixelAccuracy: all.reduce((sum, k) => sum + at(k, k), 0) / rows.reduce((sum, row) => sum + row, 0),
    meanAccuracy: meanOver((k) => at(k, k) / (rows[k] as number)),
  };
}

/** The sum of several. */
export function pooled(confusions: readonly Confusion[]): Confusion {
  const sum = new Float64Array(confusions[0]?.length ?? 0);
  for (const confusion of confusions) addTo(sum, confusion);
  return sum;
}

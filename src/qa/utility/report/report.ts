/** Figures with their uncertainty, as plain JSON. */
import { randomRoot } from '#core/random';
import type { UtilityPlan } from '../plan.js';
import { type Confusion, pooled, scoresOf } from '../scores/confusion.js';
import { type Interval, type Spread, spreadOf } from '../scores/intervals.js';
import type { Row } from '../training/options.js';
import { resampled } from './resampled.js';

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

export function reportOf(plan: UtilityPlan, engine: string, outcomes: readonly RowOutcome[]): UtilityReport {
  const { classes, size, steps, batch, rate, weighting, seed } = plan.training;
  const names = classes.classes.map(({ name }) => name);
  const sequences = plan.test.flatMap(({ folder, pictures }) => pictures.map(({ sequence }) => `${folder}/${sequence}`));
  const intervals = resampled(outcomes, sequences, plan.rounds, randomRoot(seed).child('resampling'));
  const first = outcomes[0] as RowOutcome;
  const rows = outcomes.map((outcome, r): RowReport => {
    const scores = outcome.seeds.map((pictures) => scoresOf(pooled(pictures)));
    const firstScores = first.seeds.map((pictures) => scoresOf(pooled(pictures)));
    const figure = (key: string, perSeed: readonly number[]): Figure => ({
      ...spreadOf(perSeed),
      perSeed,
      ...intervals(r, key),
    });
    const total = pooled(outcome.seeds.flat());
    return {
      name: outcome.row.name,
      sources: outcome.row.sources.map(({ dataset, pictures }) => ({
        folder: dataset.folder,
        layout: dataset.layout,
        pictures: pictures.length,
      })),
      meanIou: figure(
        'meanIou',
        scores.map((score) => score.meanIou),
      ),
      meanIouByPlace: outcome.byPlace,
      pixelAccuracy: figure(
        'pixelAccuracy',
        scores.map((score) => score.pixelAccuracy),
      ),
      meanAccuracy: figure(
        'meanAccuracy',
        scores.map((score) => score.meanAccuracy),
      ),
      iou: byName(names, (k) => {
        const perSeed = scores.map(({ iou }) => iou[k]);
        return perSeed.some((value) => value == null) ? null : figure(`iou ${k}`, perSeed as number[]);
      }),
      trainShare: byName(names, (k) => outcome.shares[k] as number),
      confusion: names.map((_, k) => [...total.subarray(k * names.length, (k + 1) * names.length)]),
      gain:
        r === 0
          ? null
          : figure(
              'gain',
              scores.map(({ meanIou }, s) => meanIou - (firstScores[s]?.meanIou as number)),
            ),
    };
  });
  return {
    format: 1,
    classes: names,
    classMap: classes.name,
    size: `${size.width}x${size.height}`,
    steps,
    batch,
    rate,
    weighting,
    seed,
    seeds: plan.seeds,
    engine,
    test: plan.test.map(({ folder, layout, pictures }) => ({
      folder,
      layout,
      pictures: pictures.length,
      sequences: new Set(pictures.map(({ sequence }) => sequence)).size,
    })),
    testShare: testShares(names, pooled(first.seeds[0] ?? [])),
    rows,
  };
}

function byName<T>(names: readonly string[], of: (k: number) => T): Record<string, T> {
  return Object.fromEntries(names.map((name, k) => [name, of(k)]));
}

function testShares(names: readonly string[], confusion: Confusion): Record<string, number> {
  const total = confusion.reduce((sum, count) => sum + count, 0);
  const row = (k: number): number =>
    confusion.subarray(k * names.length, (k + 1) * names.length).reduce((sum, count) => sum + count, 0);
  return byName(names, (k) => row(k) / total);
}

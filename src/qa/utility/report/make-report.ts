/** From counts to figures. */
import { randomRoot } from '#core/random';
import type { UtilityPlan } from '../plan.js';
import { type Confusion, pooled, type Scores, scoresOf } from '../scores/confusion.js';
import { spreadOf } from '../scores/intervals.js';
import type { Figure, RowOutcome, RowReport, UtilityReport } from './report.js';
import { resampled } from './resampled.js';

/** A figure from its values by seed; the key says which intervals are its. */
type MakeFigure = (key: string, perSeed: readonly number[]) => Figure;

export function reportOf(plan: UtilityPlan, engine: string, outcomes: readonly RowOutcome[]): UtilityReport {
  const { classes, size, steps, batch, rate, weighting, seed } = plan.training;
  const names = classes.classes.map(({ name }) => name);
  const sequences = plan.test.flatMap(({ folder, pictures }) => pictures.map(({ sequence }) => `${folder}/${sequence}`));
  const intervals = resampled(outcomes, sequences, plan.rounds, randomRoot(seed).child('resampling'));
  const [first] = outcomes as [RowOutcome];
  const base = bySeed(first);
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
    rows: outcomes.map((outcome, r) => {
      const figure: MakeFigure = (key, perSeed) => ({ ...spreadOf(perSeed), perSeed, ...intervals(r, key) });
      return rowReport(outcome, names, figure, r === 0 ? undefined : base);
    }),
  };
}

/** @param base the first row's scores, seed by seed; undefined for the first row itself */
function rowReport(
  outcome: RowOutcome,
  names: readonly string[],
  figure: MakeFigure,
  base: readonly Scores[] | undefined,
): RowReport {
  const scores = bySeed(outcome);
  const simple = (key: 'meanIou' | 'pixelAccuracy' | 'meanAccuracy'): Figure =>
    figure(
      key,
      scores.map((score) => score[key]),
    );
  const gains = base?.map(({ meanIou }, s) => (scores[s] as Scores).meanIou - meanIou);
  return {
    name: outcome.row.name,
    sources: outcome.row.sources.map(({ dataset: { folder, layout }, pictures }) => ({
      folder,
      layout,
      pictures: pictures.length,
    })),
    meanIou: simple('meanIou'),
    meanIouByPlace: outcome.byPlace,
    pixelAccuracy: simple('pixelAccuracy'),
    meanAccuracy: simple('meanAccuracy'),
    iou: byName(names, (k) => {
      const perSeed = scores.map(({ iou }) => iou[k] ?? Number.NaN);
      return perSeed.some(Number.isNaN) ? null : figure(`iou ${k}`, perSeed);
    }),
    trainShare: byName(names, (k) => outcome.shares[k] as number),
    confusion: rowsOf(pooled(outcome.seeds.flat()), names.length),
    gain: gains === undefined ? null : figure('gain', gains),
  };
}

function bySeed({ seeds }: RowOutcome): readonly Scores[] {
  return seeds.map((pictures) => scoresOf(pooled(pictures)));
}

function rowsOf(confusion: Confusion, classes: number): readonly (readonly number[])[] {
  return Array.from({ length: classes }, (_, k) => [...confusion.subarray(k * classes, (k + 1) * classes)]);
}

function testShares(names: readonly string[], confusion: Confusion): Record<string, number> {
  const sums = rowsOf(confusion, names.length).map((row) => row.reduce((sum, count) => sum + count, 0));
  const total = sums.reduce((sum, count) => sum + count, 0);
  return byName(names, (k) => (sums[k] as number) / total);
}

function byName<T>(names: readonly string[], of: (k: number) => T): Record<string, T> {
  return Object.fromEntries(names.map((name, k) => [name, of(k)]));
}

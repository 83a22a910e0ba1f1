/** The comparison from start to end. */
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Engine } from '#nn/engines/engine';
import type { Example } from '../pictures/example.js';
import { loadCovering, loadWhole } from '../pictures/load.js';
import { ExampleStore } from '../pictures/store.js';
import { checkApart, checkClasses, checkMasks } from './checks.js';
import { claimFolder, readCounts, writeCounts } from './kept.js';
import { describePlan, type UtilityPlan } from './plan.js';
import { reportOf } from './report/make-report.js';
import { drawOverlays } from './report/overlays.js';
import { pageOf } from './report/page.js';
import type { RowOutcome, UtilityReport } from './report/report.js';
import { type Confusion, confusionOf, pooled, scoresOf } from './scores/confusion.js';
import { commonestByPlace } from './training/by-place.js';
import { classShares } from './training/feed.js';
import type { Row } from './training/options.js';
import { dropCheckpoint, runSeed } from './training/run-seed.js';

export type UtilityEvent =
  | { readonly type: 'start'; readonly steps: number }
  /** `done` of that seed's steps are behind it; `loss` is the batch's. */
  | { readonly type: 'step'; readonly row: string; readonly seed: number; readonly done: number; readonly loss: number }
  | { readonly type: 'scored'; readonly row: string; readonly seed: number; readonly meanIou: number; readonly kept: boolean };

export interface RunOptions {
  readonly plan: UtilityPlan;
  readonly engine: Engine;
  /** Folder of the outcome: new, empty, or begun before (with `resume`). */
  readonly out: string;
  readonly resume: boolean;
  readonly signal: AbortSignal;
  on(event: UtilityEvent): void;
}

interface Stage extends RunOptions {
  readonly store: ExampleStore;
  readonly tests: readonly Example[];
}

/** Bytes of decoded pictures that are kept. */
const ROOM = 1.5e9;
/** Training pictures are kept this much larger than the network sees them, so that a window is seldom an enlargement. */
const MARGIN = 1.5;

/** Undefined when the signal stopped it; what is done is kept. @throws NearmissError NM8103 to NM8108. */
export async function runUtility(options: RunOptions): Promise<UtilityReport | undefined> {
  const { plan, engine, out } = options;
  await claimFolder(out, describePlan(plan), options.resume);
  await checkAll(plan);
  options.on({ type: 'start', steps: plan.rows.length * plan.seeds * plan.training.steps });
  const stage = { ...options, store: storeOf(plan), tests: await loadTests(plan) };
  const outcomes: RowOutcome[] = [];
  for (const row of plan.rows) {
    const outcome = await runRow(stage, row);
    if (outcome === undefined) return undefined;
    outcomes.push(outcome);
  }
  const report = reportOf(plan, engine.about, outcomes);
  await writeFile(join(out, 'report.json'), `${JSON.stringify(report, undefined, 1)}\n`);
  await writeFile(join(out, 'report.html'), pageOf(report, plan.training.classes, await overlaysIn(out, plan)));
  return report;
}

async function overlaysIn(out: string, { rows }: UtilityPlan): Promise<ReadonlyMap<string, readonly string[]>> {
  const files = new Map<string, readonly string[]>();
  for (const { name } of rows) {
    const found = (await readdir(join(out, name))).filter((file) => file.endsWith('.png')).sort();
    files.set(
      name,
      found.map((file) => `${name}/${file}`),
    );
  }
  return files;
}

async function checkAll({ rows, test }: UtilityPlan): Promise<void> {
  const trained = rows.flatMap(({ sources }) => sources.map(({ dataset }) => dataset));
  for (const dataset of new Set([...test, ...trained])) await checkMasks(dataset);
  await checkApart(
    rows,
    test.flatMap(({ pictures }) => pictures),
  );
}

function storeOf({ training: { classes, size } }: UtilityPlan): ExampleStore {
  return new ExampleStore((picture) => loadWhole(picture, classes, size, MARGIN), ROOM);
}

/** Read so many at a time. */
const TOGETHER = 8;

async function loadTests({ test, training: { classes, size } }: UtilityPlan): Promise<readonly Example[]> {
  const pictures = test.flatMap((dataset) => dataset.pictures);
  const examples: Example[] = [];
  while (examples.length < pictures.length) {
    const part = pictures.slice(examples.length, examples.length + TOGETHER);
    examples.push(...(await Promise.all(part.map((picture) => loadCovering(picture, classes, size)))));
  }
  return examples;
}

async function runRow(stage: Stage, row: Row): Promise<RowOutcome | undefined> {
  const { plan, store } = stage;
  const shares = await classShares(row, store, plan.training.classes.classes.length);
  checkClasses(row.name, shares);
  const byPlace = await scoreByPlace(stage, row);
  const seeds: (readonly Confusion[])[] = [];
  for (let seed = 0; seed < plan.seeds; seed++) {
    const confusions = await countsOf(stage, row, seed, shares);
    if (confusions === undefined) return undefined;
    seeds.push(confusions);
  }
  return { row, shares, byPlace, seeds };
}

async function scoreByPlace({ plan, store, tests }: Stage, row: Row): Promise<number> {
  const { size, classes } = plan.training;
  const map = await commonestByPlace(row, store, size, classes.classes.length);
  return scoresOf(pooled(tests.map(({ truth }) => confusionOf(truth, map, classes.classes.length)))).meanIou;
}

async function countsOf(
  stage: Stage,
  row: Row,
  seed: number,
  shares: readonly number[],
): Promise<readonly Confusion[] | undefined> {
  const { plan, engine, store, tests, out, signal, on } = stage;
  const folder = join(out, row.name, `seed-${seed}`);
  const scored = (confusions: readonly Confusion[], kept: boolean): readonly Confusion[] => {
    on({ type: 'scored', row: row.name, seed, meanIou: scoresOf(pooled(confusions)).meanIou, kept });
    return confusions;
  };
  const before = await readCounts(folder);
  if (before !== undefined) return scored(before, true);
  const onStep = (done: number, loss: number): void => on({ type: 'step', row: row.name, seed, done, loss });
  const result = await runSeed({ row, seed, options: plan.training, shares, store, tests, engine, folder, signal, onStep });
  if (result === undefined) return undefined;
  if (seed === 0) await drawOverlays(plan, tests, result.predicted, join(out, row.name));
  await writeCounts(folder, result.confusions);
  await dropCheckpoint(folder);
  return scored(result.confusions, false);
}

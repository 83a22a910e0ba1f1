/**
 * How a dataset of a million frames would come along on 1 to 1,000 workers: `node dist/bench/farm/scale-out.js [times.json]`. `times.json`: measured seconds
 * of shards, a list. Prints Markdown and writes docs/pictures/scale-out.svg.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { randomRoot } from '#core/random';
import { type FarmModel, type FarmRun, fitted, lognormal, runFarm } from '../../test/farm/simulated/model.js';
import { plot } from './plot.js';

const WORKERS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];
const RUNS = 5;
const [file] = process.argv.slice(2);

/** 1,000,000 frames of 30 to a sample, 16 samples a shard; 0.12 s and 0.9 MB a frame. */
const usual: Omit<FarmModel, 'workers'> = {
  shards: 2_084,
  shardSeconds: file === undefined ? lognormal(58, 0.3) : fitted(JSON.parse(readFileSync(file, 'utf8')) as number[]),
  shardBytes: 432e6,
  storeBytesPerSecond: 5e9,
  workerBytesPerSecond: 1.2e8,
  roundTripSeconds: 0.01,
  queuePerSecond: 500,
  secondsBetweenFailures: 12 * 3600,
  leaseSeconds: 30,
  restartSeconds: 60,
  mergeSeconds: { fixed: 5, perShard: 0.02 },
};

const cases: readonly { readonly name: string; readonly colour: string; readonly model: Omit<FarmModel, 'workers'> }[] = [
  { name: 'as assumed', colour: '#0a6', model: usual },
  { name: 'store of 1 GB/s', colour: '#c50', model: { ...usual, storeBytesPerSecond: 1e9 } },
  { name: 'a failure every 20 min', colour: '#06c', model: { ...usual, secondsBetweenFailures: 1_200 } },
  {
    name: 'shards four times as small',
    colour: '#939',
    model: {
      ...usual,
      shards: usual.shards * 4,
      shardSeconds: (random) => usual.shardSeconds(random) / 4,
      shardBytes: usual.shardBytes / 4,
      mergeSeconds: { fixed: 5, perShard: 0.005 },
    },
  },
];

/** Means over runs of different seeds. */
function mean(model: FarmModel): FarmRun {
  const runs = Array.from({ length: RUNS }, (_, seed) => runFarm(model, randomRoot(seed)));
  const over = (key: keyof FarmRun): number => runs.reduce((sum, run) => sum + run[key], 0) / RUNS;
  const keys = Object.keys(runs[0] as FarmRun) as (keyof FarmRun)[];
  return Object.fromEntries(keys.map((key) => [key, over(key)])) as unknown as FarmRun;
}

const percent = (part: number): string => `${(100 * part).toFixed(1)} %`;
const results = cases.map(({ name, colour, model }) => ({
  name,
  colour,
  rows: WORKERS.map((workers) => ({ workers, run: mean({ ...model, workers }) })),
}));
for (const { name, rows } of results) {
  console.log(`\n### ${name}\n\n| workers | hours | efficiency | lost to failures | queue | store | idle at the end | merge |`);
  console.log('|---|---|---|---|---|---|---|---|');
  for (const { workers, run } of rows) {
    const all = workers * run.makespanSeconds;
    const shares = [
      run.efficiency,
      run.lostSeconds / all,
      run.queueSeconds / all,
      run.storeSeconds / all,
      run.idleSeconds / all,
    ];
    const merge = 1 - run.shardsSeconds / run.makespanSeconds;
    console.log(`| ${[workers, (run.makespanSeconds / 3600).toFixed(2), ...[...shares, merge].map(percent)].join(' | ')} |`);
  }
}
const curves = (value: (run: FarmRun) => number) =>
  results.map(({ name, colour, rows }) => ({
    name,
    colour,
    points: rows.map(({ workers, run }) => [workers, value(run)] as const),
  }));
const svg = plot(
  [
    { title: 'efficiency', logarithmic: false, ticks: [0, 0.2, 0.4, 0.6, 0.8, 1], curves: curves((run) => run.efficiency) },
    {
      title: 'hours to the manifest',
      logarithmic: true,
      ticks: [0.01, 0.1, 1, 10, 100],
      curves: curves((run) => run.makespanSeconds / 3600),
    },
  ],
  WORKERS,
);
writeFileSync(join(process.cwd(), 'docs/pictures/scale-out.svg'), svg);

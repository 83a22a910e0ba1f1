/**
 * `npm run chaos -- [kills] [redis|folder] [three|raycast]`: kills and compares, and prints a table. 100 kills with browsers take some 15 minutes on two
 * cores.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { trial } from './trial.js';

const [kills = '100', queue = 'redis', renderer = 'three', count = '48'] = process.argv.slice(2);
const folder = await mkdtemp(join(tmpdir(), 'nearmiss-storm-of-'));
const scenario = join(folder, 'cpna.yaml');
const text = await readFile('scenarios/pedestrian/cpna-adult-near-side.yaml', 'utf8');
await writeFile(scenario, text.replace(/^capture: \{/m, 'capture: {maxFrames: 6, '));
const done = await trial({
  scenarios: [scenario],
  count: Number(count),
  size: '160x120',
  renderer: renderer as 'three' | 'raycast',
  queue: queue as 'redis' | 'folder',
  kills: Number(kills),
  seed: 'storm',
  workers: 2,
  pauseMs: renderer === 'three' ? [500, 6000] : [200, 1500],
  kinds: renderer === 'three' ? ['worker', 'child', 'browser', 'page'] : ['worker', 'child'],
  hangS: 20,
  say: (line) => console.error(line),
});
const { blows, differing, half, running, left } = done;
const rows: readonly (readonly [string, string | number])[] = [
  ['workers killed', blows.killed.worker],
  ['their processes killed', blows.killed.child],
  ['browsers killed', blows.killed.browser],
  ['pages killed', blows.killed.page],
  ['pages stopped (they hang)', blows.hung],
  ['Redis killed and started again', blows.restarts],
  ['all connections cut', blows.cuts],
  ['workers started', done.started],
  ['looks for half-written samples', done.looks],
  ['half-written samples seen', half.length],
  ['files', done.files],
  ['files that differ, are missing or beside', differing.length],
  ['dataset, undisturbed', done.undisturbedSha256.slice(0, 16)],
  ['dataset, attacked', done.sha256.slice(0, 16)],
  ['work files left', left.length],
  ['processes left', running.length],
  ['seconds', done.seconds.toFixed(0)],
];
for (const [what, figure] of rows) console.log(`| ${what} | ${figure} |`);
console.log(done.states);
for (const line of done.unforeseen) console.log(line);
for (const line of [...differing, ...half, ...left, ...running].slice(0, 40)) console.log(line);
await rm(folder, { recursive: true, force: true });
if (done.sha256 !== done.undisturbedSha256) console.error(done.said);
process.exitCode = differing.length + half.length + running.length + left.length === 0 ? 0 : 1;

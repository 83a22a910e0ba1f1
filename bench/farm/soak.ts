/**
 * `node dist/bench/farm/soak.js [frames] [file for the shards' seconds]`: one worker through so many frames, its memory and open files looked at all the while: of the worker, of the
 * process that makes shards, of its browser.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { below, processes } from '../../test/farm/chaos/processes.js';
import { run } from '../../test/farm/chaos/workers.js';

const FRAMES = Number(process.argv[2] ?? 5000);
const FRAMES_A_SAMPLE = 40;
const LOOK_MS = 2_000;
const root = await mkdtemp(join(tmpdir(), 'nearmiss-soak-'));
const out = join(root, 'data');
const env = { NEARMISS_QUEUE: join(root, 'queue') };
const scenario = 'scenarios/pedestrian/cpna-adult-near-side.yaml';
const count = String(Math.ceil(FRAMES / FRAMES_A_SAMPLE));
const submitted = await run(
  ['farm', 'submit', scenario, '--count', count, '--size', '320x240', '--layers', 'rgb,depth,instance,semantic', '--out', out],
  env,
);
if (submitted.code !== 0) throw new Error(submitted.err);

interface Look {
  readonly atS: number;
  readonly frames: number;
  /** MiB and open files: of `farm work`, of what makes shards, of all its browser's processes. */
  readonly worker: readonly [number, number];
  readonly maker: readonly [number, number];
  readonly browser: readonly [number, number];
  readonly browsers: number;
}

async function sizeOf(pid: number): Promise<readonly [number, number]> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const kib = Number(/RssAnon:\s+(\d+)/.exec(status)?.[1] ?? 0);
  const open = (await readdir(`/proc/${pid}/fd`).catch(() => [])).length;
  return [kib / 1024, open];
}

async function sizeOfAll(pids: readonly number[]): Promise<readonly [number, number]> {
  const all = await Promise.all(pids.map(sizeOf));
  return [all.reduce((sum, [mib]) => sum + mib, 0), all.reduce((sum, [, open]) => sum + open, 0)];
}

const started = performance.now();
const program = new URL('../../../bin/nearmiss.mjs', import.meta.url).pathname;
const args = ['farm', 'work', '--workers', '1', '--until-empty', '--root', root, '--log', 'json'];
const worker = spawn(process.execPath, [program, ...args], {
  env: { ...process.env, ...env },
  stdio: ['ignore', 'ignore', 'pipe'],
});
let frames = 0;
worker.stderr.on('data', (part: Buffer) => {
  for (const [, made] of part.toString().matchAll(/"event":"sample".*?"frames":(\d+)/g)) frames += Number(made);
});
const looks: Look[] = [];
const seenBrowsers = new Set<number>();
const timer = setInterval(async () => {
  const all = processes();
  const own = below(all, worker.pid as number);
  const browser = own.filter(({ command }) => command.includes('nearmiss-browser-'));
  const maker = own.filter(({ parent, command }) => parent === worker.pid && command.includes('worker'));
  for (const { pid, parent, command } of browser)
    if (!command.includes('--type=') && maker.some((one) => one.pid === parent)) seenBrowsers.add(pid);
  looks.push({
    atS: (performance.now() - started) / 1000,
    frames,
    worker: await sizeOf(worker.pid as number),
    maker: await sizeOfAll(maker.map(({ pid }) => pid)),
    browser: await sizeOfAll(browser.map(({ pid }) => pid)),
    browsers: seenBrowsers.size,
  });
}, LOOK_MS);
const code = await new Promise<number | null>((resolve) => worker.on('close', resolve));
clearInterval(timer);

console.log('| frames | s | worker MiB, files | maker MiB, files | browser MiB, files | browsers so far |');
console.log('|---|---|---|---|---|---|');
const shown = 12;
for (let i = 0; i < shown; i++) {
  const from = Math.floor((i * looks.length) / shown);
  const part = looks.slice(from, Math.floor(((i + 1) * looks.length) / shown));
  const last = part.at(-1);
  if (last === undefined) continue;
  const mid = (of: (look: Look) => number): string =>
    [...part.map(of)].sort((a, b) => a - b)[Math.floor(part.length / 2)]?.toFixed(0) ?? '';
  const pair = (of: (look: Look) => readonly [number, number]): string =>
    `${mid((look) => of(look)[0])}, ${mid((look) => of(look)[1])}`;
  console.log(
    `| ${last.frames} | ${last.atS.toFixed(0)} | ${pair((l) => l.worker)} | ${pair((l) => l.maker)} | ${pair((l) => l.browser)} | ${last.browsers} |`,
  );
}
const most = (of: (look: Look) => readonly [number, number]): string =>
  looks.reduce((all, look) => Math.max(all, of(look)[0]), 0).toFixed(0);
console.log(
  `most at once, MiB: worker ${most((l) => l.worker)}, maker ${most((l) => l.maker)}, browsers ${most((l) => l.browser)} (two while one takes over)`,
);
console.log(`ended with ${code}, ${frames} frames in ${((performance.now() - started) / 1000).toFixed(0)} s`);
const times: number[] = [];
for (const name of await readdir(join(root, 'queue', 'done'), { recursive: true })) {
  const receipt = JSON.parse(await readFile(join(root, 'queue', 'done', name), 'utf8').catch(() => 'null')) as {
    wallMs?: number;
    samples?: number;
  } | null;
  if (receipt?.wallMs !== undefined && (receipt.samples ?? 0) > 0) times.push(Math.round(receipt.wallMs) / 1000);
}
const file = process.argv[3];
if (file !== undefined) await writeFile(file, JSON.stringify(times));
await rm(root, { recursive: true, force: true });

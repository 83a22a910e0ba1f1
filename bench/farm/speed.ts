/**
 * `node dist/bench/farm/speed.js [count] [rounds] [scenario] [640x480]`: what a farm costs and what a second worker brings, as ratios within one run. Worker processes are warm before
 * anything is measured; the rasteriser has no thread besides its worker's. One worker keeps more than a core busy, since it labels and encodes while its browser draws: what a second
 * one can bring on two cores is two over that. Hence also workers that are held to a core each, as a cluster would.
 */
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FarmOrder, FarmQueue, WorkerEvent } from '#contracts/farm';
import { childMaker, createOrder, folderQueue, jobOf, type Maker, redisQueue, shardsOf, work } from '#farm/index';
import { planDataset } from '#toolkit';
import { cpuMsOf } from '#watch/index';
import { below, processes } from '../../test/farm/chaos/processes.js';
import { startRedis, type TestRedis } from '../../test/farm/servers/redis.js';

const COUNT = Number(process.argv[2] ?? 16);
const ROUNDS = Number(process.argv[3] ?? 3);
const SCENARIO = process.argv[4] ?? 'scenarios/wildlife/deer-pair-at-dusk.yaml';
const [width = 640, height = 480] = (process.argv[5] ?? '')
  .split('x')
  .filter((part) => part !== '')
  .map(Number);
const entry = new URL('../../src/toolkit/worker.js', import.meta.url);
const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const now = (): number => performance.now();
const root = await mkdtemp(join(tmpdir(), 'nearmiss-farm-speed-'));
let places = 0;

async function order(count: number): Promise<FarmOrder> {
  const options = {
    files: [SCENARIO],
    seed: '1',
    count,
    renderer: 'three',
    writers: ['native', 'coco'],
    size: { width, height },
  };
  return createOrder({ plan: await planDataset(options), store: join(root, `data-${places++}`), backend: 'llvmpipe' });
}

interface Timed {
  readonly wallMs: number;
  /** Of that, with no shard being made: what the queue costs, whatever else the machine does. One worker. */
  readonly idleMs: number;
  readonly firstFrameMs: number;
}

/** The farm's own way: a queue, leases, heartbeats. */
async function byFarm(makers: readonly Maker[], queue: FarmQueue, asked: FarmOrder): Promise<Timed> {
  const started = now();
  let firstFrameMs = Number.NaN;
  let left = [...makers];
  let makingMs = 0;
  await queue.submit(
    asked,
    Array.from({ length: shardsOf(asked) }, (_, shard) => shard),
  );
  let last = started;
  await work({
    queue,
    name: 'bench',
    lanes: makers.length,
    openMaker: () => kept(left.shift() as Maker, (ms) => (makingMs += ms)),
    accept: async () => {},
    untilEmpty: true,
    graceMs: 0,
    waitMs: 100,
    limboMs: 0,
    awayMs: 0,
    hopeful: false,
    beatMs: 6_000,
    hangMs: 600_000,
    now: Date.now,
    monotonicMs: now,
    sleep,
    cpuMs: cpuMsOf,
    drain: new AbortController().signal,
    on(event: WorkerEvent) {
      if (event.type === 'frame' && Number.isNaN(firstFrameMs)) firstFrameMs = now() - started;
      if (event.type === 'done') last = now();
      if (event.type === 'failed') throw new Error(event.failure.message);
    },
  });
  left = [];
  await queue.remove(asked.id);
  return { wallMs: last - started, idleMs: last - started - makingMs, firstFrameMs };
}

/** It lives longer than one order here. @param onMade told how long a shard took, ms */
function kept(maker: Maker, onMade: (ms: number) => void): Maker {
  return {
    ...maker,
    async make(...asked) {
      const started = now();
      await maker.make(...asked);
      onMade(now() - started);
    },
    stop: async () => {},
    get lastWords() {
      return maker.lastWords;
    },
    get pid() {
      return maker.pid;
    },
  };
}

/** The same shards, one after the other, without a queue. */
async function byHand(maker: Maker, asked: FarmOrder): Promise<number> {
  const started = now();
  for (let shard = 0; shard < shardsOf(asked); shard++)
    await maker.make(asked, jobOf(asked, shard), { onFrame: () => {}, onSample: () => {} });
  return now() - started;
}

/** It and its browser, all threads of both, and whatever they start. */
function holdTo(core: number, { pid }: Maker): void {
  if (pid === undefined) throw new Error('a maker that was warm has ended');
  const all = [pid, ...below(processes(), pid).map((each) => each.pid)];
  for (const each of all) execFileSync('taskset', ['-a', '-c', '-p', String(core), String(each)], { stdio: 'ignore' });
}

const makers = [0, 1].map(() => childMaker({ entry, renderer: { threads: 0, recycleAfter: 100_000 } }));
const [first, second] = makers as [Maker, Maker];
const clock = { now: Date.now, monotonicMs: now, sleep };
const folder = folderQueue({ ...clock, root: join(root, 'queue'), token: 'bench', leaseMs: 30_000 });
const server: TestRedis = await startRedis();
const redis = await redisQueue({ url: server.url, token: 'bench', leaseMs: 30_000, patienceMs: 10_000, now: Date.now });
const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;
interface Round {
  readonly handMs: number;
  readonly folder: Timed;
  readonly redis: Timed;
  readonly two: Timed;
  /** What one worker takes: the middle of both, for cores differ, most of all by what else runs there. */
  readonly oneMs: number;
  /** Cores that the one worker kept busy. */
  readonly cores: number;
}

async function roundOf(): Promise<Round> {
  const cpuBefore = cpuMsOf(first.pid as number) ?? Number.NaN;
  const handMs = await byHand(first, await order(COUNT));
  const cores = ((cpuMsOf(first.pid as number) ?? Number.NaN) - cpuBefore) / handMs;
  const own = await byFarm([first], folder, await order(COUNT));
  const other = await byFarm([second], folder, await order(COUNT));
  return {
    handMs,
    cores,
    folder: own,
    redis: await byFarm([first], redis, await order(COUNT)),
    two: await byFarm(makers, folder, await order(COUNT)),
    oneMs: (own.wallMs + other.wallMs) / 2,
  };
}

function told(title: string, rounds: readonly Round[]): void {
  const over = (a: (round: Round) => number, b: (round: Round) => number): string =>
    median(rounds.map((round) => a(round) / b(round))).toFixed(3);
  const share = (queue: 'folder' | 'redis'): string =>
    `${(100 * median(rounds.map((round) => round[queue].idleMs / round[queue].wallMs))).toFixed(2)} %`;
  const firstFrame = median(rounds.map(({ folder: { firstFrameMs } }) => firstFrameMs)).toFixed(0);
  console.log(
    `${title}: by hand ${(median(rounds.map(({ handMs }) => handMs)) / 1000).toFixed(1)} s, ${median(rounds.map(({ cores }) => cores)).toFixed(2)} cores busy; ` +
      `folder ${over(
        (r) => r.folder.wallMs,
        (r) => r.handMs,
      )}, redis ${over(
        (r) => r.redis.wallMs,
        (r) => r.handMs,
      )} of it, of which no shard was being made ${share('folder')} and ${share('redis')}; ` +
      `two workers ${over(
        (r) => r.oneMs,
        (r) => r.two.wallMs,
      )} times one; first frame of a warm worker ${firstFrame} ms`,
  );
}

async function measured(title: string): Promise<void> {
  const rounds: Round[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    rounds.push(await roundOf());
    told(`${title}, round ${round + 1}`, rounds.slice(-1));
  }
  told(`${title}, median`, rounds);
}

try {
  for (const maker of makers) await byHand(maker, await order(2));
  await measured('on any core');
  makers.forEach((maker, core) => {
    holdTo(core, maker);
  });
  await measured('each on a core of its own');
} finally {
  for (const maker of makers) await maker.stop();
  await redis.close();
  await server.stop();
  await rm(root, { recursive: true, force: true });
}

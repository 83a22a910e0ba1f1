/**
 * `node dist/bench/farm/speed.js [count] [rounds] [scenario] [640x480]`: what a farm costs and what a second worker brings, as ratios within one run. Worker processes are warm before
 * anything is measured; the rasteriser has no thread besides its worker's.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FarmOrder, FarmQueue, WorkerEvent } from '#contracts/farm';
import { childMaker, createOrder, folderQueue, jobOf, type Maker, redisQueue, shardsOf, work } from '#farm/index';
import { planDataset } from '#toolkit';
import { cpuMsOf } from '#watch/index';
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
  readonly firstFrameMs: number;
}

/** The farm's own way: a queue, leases, heartbeats. */
async function byFarm(makers: readonly Maker[], queue: FarmQueue, asked: FarmOrder): Promise<Timed> {
  const started = now();
  let firstFrameMs = Number.NaN;
  let left = [...makers];
  await queue.submit(
    asked,
    Array.from({ length: shardsOf(asked) }, (_, shard) => shard),
  );
  let last = started;
  await work({
    queue,
    name: 'bench',
    lanes: makers.length,
    openMaker: () => kept(left.shift() as Maker),
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
  return { wallMs: last - started, firstFrameMs };
}

/** It lives longer than one order here. */
function kept(maker: Maker): Maker {
  return {
    ...maker,
    make: maker.make,
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

const makers = [0, 1].map(() => childMaker({ entry, renderer: { threads: 0, recycleAfter: 100_000 } }));
const [first] = makers as [Maker, Maker];
const clock = { now: Date.now, monotonicMs: now, sleep };
const folder = folderQueue({ ...clock, root: join(root, 'queue'), token: 'bench', leaseMs: 30_000 });
const server: TestRedis = await startRedis();
const redis = await redisQueue({ url: server.url, token: 'bench', leaseMs: 30_000, patienceMs: 10_000, now: Date.now });
const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;
try {
  for (const maker of makers) await byHand(maker, await order(2));
  const rows: Record<'hand' | 'folder' | 'redis' | 'two' | 'warm', number[]> = {
    hand: [],
    folder: [],
    redis: [],
    two: [],
    warm: [],
  };
  for (let round = 0; round < ROUNDS; round++) {
    rows.hand.push(await byHand(first, await order(COUNT)));
    const one = await byFarm([first], folder, await order(COUNT));
    rows.folder.push(one.wallMs);
    rows.warm.push(one.firstFrameMs);
    rows.redis.push((await byFarm([first], redis, await order(COUNT))).wallMs);
    rows.two.push((await byFarm(makers, folder, await order(COUNT))).wallMs);
    const [hand, own, far, two] = [rows.hand, rows.folder, rows.redis, rows.two].map((each) => each.at(-1) as number) as [
      number,
      number,
      number,
      number,
    ];
    console.log(
      `round ${round + 1}: by hand ${(hand / 1000).toFixed(1)} s; folder ${(own / hand).toFixed(3)}, redis ${(far / hand).toFixed(3)} of it; two workers ${(own / two).toFixed(2)} times one; first frame of a warm worker ${rows.warm.at(-1)?.toFixed(0)} ms`,
    );
  }
  const over = (a: readonly number[], b: readonly number[]): number => median(a.map((value, i) => value / (b[i] as number)));
  console.log(
    `median: folder ${over(rows.folder, rows.hand).toFixed(3)}, redis ${over(rows.redis, rows.hand).toFixed(3)} of by hand; two workers ${over(rows.folder, rows.two).toFixed(2)} times one; first frame ${median(rows.warm).toFixed(0)} ms`,
  );
} finally {
  for (const maker of makers) await maker.stop();
  await redis.close();
  await server.stop();
  await rm(root, { recursive: true, force: true });
}

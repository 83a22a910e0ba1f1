/**
 * One worker of the bench, as a process of its own: opens a page, measures the bare loop in it, then makes whole samples through the
 * pipeline that `generate` uses. Says `ready`, waits for a line on stdin before each round, answers with one line of JSON a round.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { RenderRequest } from '#contracts/renderer';
import { hashOfPlan } from '#farm/index';
import { noTimes, renderShard, type Shard, type StageTimes } from '#pipeline/index';
import { openSession } from '#renderers/three/host/session';
import { planDataset, portsOf } from '#toolkit';
import { folderStore } from '#writers/index';
import { requestsOf } from './requests.js';

export interface StationOrder {
  readonly scenario: string;
  readonly size: { readonly width: number; readonly height: number };
  readonly threads?: number;
  /** Held to this core, browser and all (Linux, taskset). */
  readonly core?: number;
  /** First draw; each station of a bench gets others. */
  readonly draw: number;
}
export interface StationRound {
  readonly frames: number;
  readonly wallMs: number;
  /** Busy ms of each stage; stages overlap. */
  readonly times: StageTimes;
  /** Bare loop, ms a frame, in this very page; measured before the round. */
  readonly bareMs: number;
}

const order = JSON.parse(process.argv[2] as string) as StationOrder;
const plan = await planDataset({
  files: [order.scenario],
  seed: 'bench',
  count: 1000,
  renderer: 'three',
  writers: ['native', 'coco'],
  size: order.size,
});
const ports = portsOf(plan);
const session = await openSession(order.threads === undefined ? {} : { threads: order.threads });
const requests: RenderRequest[] = requestsOf(ports.simulate(ports.draw(0, order.draw).concrete), order.size);
await session.render(requests[0] as RenderRequest);
await session.bare(requests, 2);
console.log('ready');

let rounds = 0;
for await (const line of createInterface({ input: process.stdin })) {
  if (line === 'bye') break;
  console.log(JSON.stringify(line === 'bare' ? { bareMs: (await session.bare(requests, requests.length)).ms } : await round()));
}
await session.close();

async function round(): Promise<Omit<StationRound, 'bareMs'>> {
  const out = mkdtempSync(join(tmpdir(), 'nearmiss-bench-'));
  const times = noTimes();
  let frames = 0;
  const shard: Shard = {
    plan,
    planHash: hashOfPlan(plan),
    ports,
    session,
    store: folderStore(out, 'bench'),
    events: {
      onFrame: () => void frames++,
      onSample: (_, spent) => {
        for (const stage of Object.keys(times) as (keyof StageTimes)[]) times[stage] += spent[stage];
      },
    },
    signal: new AbortController().signal,
    now: () => performance.now(),
  };
  const start = performance.now();
  const samples = [{ sample: `${rounds++}`.padStart(6, '0'), scenario: 0, draw: order.draw }];
  await renderShard(shard, { id: 'bench', planHash: shard.planHash, samples });
  const wallMs = performance.now() - start;
  rmSync(out, { recursive: true, force: true });
  return { frames, wallMs, times };
}

/** The report of a run, from what the queue has kept of it. */
import {
  FAILURE_CAUSES,
  type FarmOrder,
  type ShardAside,
  type ShardFailure,
  type ShardReceipt,
  type Spent,
} from '#contracts/farm';
import type { FailedTries, FarmReport, ShardSetAside, WorkerShare } from '#contracts/farm-report';
import { stageShares } from '../progress/stages.js';
import { cleanerOf } from '../secrets.js';
import { costOf, energyOf, sumOf } from './energy.js';
import { type GivenRates, ratesOf } from './rates.js';
import { reasonsOf } from './reasons.js';
import { shardTimes } from './times.js';

export interface ReportInput {
  readonly order: FarmOrder;
  /** Of the order, in all. */
  readonly shards: number;
  /** Of shards that are done, the merge's left out. */
  readonly receipts: readonly ShardReceipt[];
  readonly failures: readonly ShardFailure[];
  readonly aside: readonly ShardAside[];
  /** Whether the manifest is written. */
  readonly complete: boolean;
  /** The end, since 1970, ms; the last shard's when missing. */
  readonly toMs?: number;
  readonly rates: GivenRates;
  /** Of the price; USD when missing. */
  readonly currency?: string;
  /** Of this process (`secretsOf`). */
  readonly secrets: readonly string[];
}

/** @throws NearmissError NM7932 where a rate can't be */
export function reportOf(input: ReportInput): FarmReport {
  const { order, receipts, failures, aside, complete } = input;
  const clean = cleanerOf(input.secrets);
  const rates = ratesOf(input.rates, input.currency);
  const sum = (of: (receipt: ShardReceipt) => number): number => sumOf(receipts, of);
  const failed = failures.flatMap(({ used }) => (used === undefined ? [] : [used]));
  const starts = receipts.map(({ endedAtMs, wallMs }) => endedAtMs - wallMs);
  const ends = receipts.map(({ endedAtMs }) => endedAtMs);
  const toMs = input.toMs ?? ends.reduce((a, b) => Math.max(a, b), 0);
  const worked = {
    cpuMs: sum(({ cpuMs }) => cpuMs),
    gpuMs: sum(({ gpuMs }) => gpuMs),
    busyMs: sum(({ wallMs }) => wallMs),
    frames: sum(({ frames }) => frames),
  };
  const times = shardTimes(receipts);
  const counts = FAILURE_CAUSES.map((cause) => [cause, failures.filter((failure) => failure.cause === cause).length] as const);
  return {
    format: 1,
    order: aboutOrder(order, clean),
    complete,
    fromMs: starts.reduce((a, b) => Math.min(a, b), toMs),
    toMs,
    ...worked,
    samples: sum(({ samples }) => samples),
    found: sum(({ found }) => found),
    quarantined: sum(({ quarantined }) => quarantined),
    rejected: sum(({ rejected }) => rejected),
    shards: { all: input.shards, done: receipts.length, aside: aside.map((one) => setAside(one, clean)) },
    failures: Object.fromEntries(counts.filter(([, count]) => count > 0)),
    reasons: reasonsOf(failures, clean),
    failedTries: failedTriesOf(failed),
    workers: workersOf(receipts),
    ...(times === undefined ? {} : { times }),
    stages: stageShares(receipts),
    energy: energyOf([...receipts, ...failed], rates),
    cost: costOf({ done: receipts, failed, frames: worked.frames }, rates),
  };
}

function aboutOrder({ id, store, plan, planHash, shardSize }: FarmOrder, clean: (text: string) => string): FarmReport['order'] {
  const { scenarios, seed, renderer, nearmissVersion } = plan;
  return { id, store: clean(store), planHash, scenarios: scenarios.length, seed, renderer, nearmissVersion, shardSize };
}

function setAside({ task, failures }: ShardAside, clean: (text: string) => string): ShardSetAside {
  const last = failures.at(-1);
  return {
    ...('merge' in task ? {} : { shard: task.shard }),
    tries: failures.length,
    cause: last?.cause ?? 'stalled',
    ...(last?.code === undefined ? {} : { code: last.code }),
    message: clean(last?.message ?? 'nobody said why'),
    ...(last?.evidence === undefined ? {} : { evidence: clean(last.evidence) }),
  };
}

function failedTriesOf(tries: readonly Spent[]): FailedTries {
  return {
    count: tries.length,
    wallMs: sumOf(tries, ({ wallMs }) => wallMs),
    cpuMs: sumOf(tries, ({ cpuMs }) => cpuMs),
    gpuMs: sumOf(tries, ({ gpuMs }) => gpuMs),
  };
}

function workersOf(receipts: readonly ShardReceipt[]): readonly WorkerShare[] {
  const all = new Map<string, WorkerShare>();
  for (const { worker, frames, wallMs, cpuMs, gpuMs } of receipts) {
    const one = all.get(worker) ?? { worker, shards: 0, frames: 0, busyMs: 0, cpuMs: 0, gpuMs: 0 };
    all.set(worker, {
      worker,
      shards: one.shards + 1,
      frames: one.frames + frames,
      busyMs: one.busyMs + wallMs,
      cpuMs: one.cpuMs + cpuMs,
      gpuMs: one.gpuMs + gpuMs,
    });
  }
  return [...all.values()].sort((a, b) => (a.worker < b.worker ? -1 : 1));
}

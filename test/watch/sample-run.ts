/** A run to make reports of: a night of three machines, with what goes wrong in nights. */
import type { ShardAside, ShardReceipt } from '#contracts/farm';
import type { FarmReport } from '#contracts/farm-report';
import { randomRoot } from '#core/random';
import { type ReportInput, reportOf } from '#watch/index';
import { orderOf, receiptOf } from './farm-sample.js';
import { failuresOf, T0 } from './night.js';

const EVIDENCE = [
  'loosen the requirement, or let the gap be drawn wider',
  'Error: no draw of 2,000 keeps the requirement “gap > 4 m”',
  '    at drawn (file:///opt/nearmiss/dist/src/scenario/draw/refuse.js:61:11)',
].join('\n');

const STAGES = { draw: 0.01, simulate: 0.04, render: 0.55, observe: 0.06, label: 0.09, audit: 0.05, encode: 0.16, write: 0.04 };

function sampleReceipts(): readonly ShardReceipt[] {
  const random = randomRoot('a night').child('shards');
  const free = ['host-a/1', 'host-a/2', 'host-b/1', 'host-b/2', 'host-c/1'].map((worker) => ({ worker, at: T0 }));
  return Array.from({ length: 237 }, (_, shard): ShardReceipt => {
    const lane = free.reduce((a, b) => (b.at < a.at ? b : a));
    const luck = random.child(shard);
    const slow = lane.worker.startsWith('host-c') ? 1.7 : 1;
    const odd = luck.child('odd').uniform() < 0.03 ? 2.6 : 1;
    const frames = 150 + Math.floor(60 * luck.child('frames').uniform());
    const wallMs = Math.round(frames * (240 + 80 * luck.child('wall').uniform()) * slow * odd);
    lane.at += wallMs;
    const stages = Object.fromEntries(Object.entries(STAGES).map(([stage, share]) => [stage, 1.3 * share * wallMs]));
    const made = { samples: 4, frames, wallMs, cpuMs: Math.round(1.35 * wallMs), endedAtMs: lane.at, stages };
    const found = shard % 60 === 7 ? 1 : 0;
    return receiptOf({
      ...made,
      shard,
      worker: lane.worker,
      found,
      quarantined: shard % 90 === 1 ? 1 : 0,
      rejected: shard % 3,
    });
  });
}

export function sampleInput(changes: Partial<ReportInput> = {}): ReportInput {
  const failures = failuresOf({ page: 4, killed: 2, mistake: 3 }).map((one) =>
    one.cause === 'mistake' ? one : { ...one, used: { wallMs: 150_000, cpuMs: 190_000, gpuMs: 0 } },
  );
  const mistake = {
    cause: 'mistake',
    code: 'NM3011',
    message: 'sample 000951 (draw 951): no draw of 2,000 keeps the requirement “gap > 4 m”',
  } as const;
  const aside: readonly ShardAside[] = [
    { task: { order: 'o', shard: 238 }, failures: [{ ...mistake, evidence: EVIDENCE, worker: 'host-b/1', atMs: T0 }] },
    { task: { order: 'o', shard: 239 }, failures: failuresOf({ page: 3 }) },
  ];
  return {
    order: orderOf('3f9cab0011223344', { store: 's3://night-runs/deer-on-forest-roads' }),
    shards: 240,
    receipts: changes.receipts ?? sampleReceipts(),
    failures,
    aside,
    complete: false,
    rates: {},
    secrets: [],
    ...changes,
  };
}

export function sampleFarmReport(changes: Partial<ReportInput> = {}): FarmReport {
  return reportOf(sampleInput(changes));
}

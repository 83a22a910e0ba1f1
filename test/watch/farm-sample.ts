/** Orders and receipts for tests. */
import type { FarmOrder, ShardReceipt } from '#contracts/farm';
import { fakePlan } from '../pipeline/fake-world.js';

export function orderOf(id: string, changes: Partial<FarmOrder> = {}): FarmOrder {
  return {
    format: 1,
    id,
    plan: fakePlan(),
    planHash: 'p',
    store: '/data/night',
    shardSize: 4,
    attempts: 3,
    priority: 0,
    ...changes,
  };
}

export function receiptOf(changes: Partial<ShardReceipt>): ShardReceipt {
  return {
    worker: 'w-1',
    samples: 4,
    frames: 40,
    found: 0,
    quarantined: 0,
    rejected: 0,
    stages: {},
    wallMs: 60_000,
    cpuMs: 50_000,
    gpuMs: 0,
    endedAtMs: 1_800_000_000_000,
    ...changes,
  };
}

/** Documents as nearmiss writes them, for tests that change them. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FarmOrder, FarmTask } from '#contracts/farm';
import type { DatasetPlan, Manifest } from '#contracts/job';
import { cutJobs, hashOfPlan, orderId, samplesOf } from '#farm/index';
import type { ShardManifest } from '#farm/shard-manifest';
import type { SampleRecord } from '#pipeline/index';
import { planDataset } from '#toolkit';
import { type MemoryStore, memoryStore } from '#writers/index';
import { makeFakeDataset } from './fake-dataset.js';

const SCENARIOS = ['scenarios/wildlife/deer-pair-at-dusk.yaml', 'scenarios/pedestrian/cpnco-child-from-parked-cars.yaml'];
/** From sources and compiled. */
export const ROOT = fileURLToPath(new URL(import.meta.url.endsWith('.ts') ? '../../' : '../../../', import.meta.url));

export function realPlan(): Promise<DatasetPlan> {
  return planDataset({
    files: SCENARIOS.map((file) => join(ROOT, file)),
    seed: '7',
    count: 2,
    renderer: 'raycast',
    writers: ['native', 'coco'],
    size: { width: 64, height: 48 },
    variation: { set: [{ key: 'environment.sun.elevation', value: '7' }], motion: 'held' },
  });
}

export function orderOf(plan: DatasetPlan, changes: Partial<FarmOrder> = {}): FarmOrder {
  const fields = { planHash: hashOfPlan(plan), store: '/data/deer', shardSize: 16, ...changes };
  return { format: 1, plan, attempts: 3, priority: 0, ...fields, id: changes.id ?? orderId(fields) };
}

export const realTasks: readonly FarmTask[] = [
  { order: '0123456789abcdef', shard: 3 },
  { order: '0123456789abcdef', merge: true },
];

export interface RealRecords {
  readonly records: readonly SampleRecord[];
  readonly shard: ShardManifest;
  readonly manifest: Manifest;
  readonly store: MemoryStore;
}

/** Records of the fake world's samples, a shard of them, and the dataset that they are of. */
export async function realRecords(): Promise<RealRecords> {
  const { fakePlan } = await import('../pipeline/fake-world.js');
  const plan = fakePlan();
  const store = memoryStore();
  const { events, manifest } = await makeFakeDataset(plan, { store });
  const records = events.flatMap((event) => (event.type === 'sample' ? [event.record] : []));
  const [job] = cutJobs(hashOfPlan(plan), samplesOf(plan), records.length);
  if (job === undefined) throw new Error('no job');
  return { records, shard: { format: 1, job, records }, manifest, store };
}

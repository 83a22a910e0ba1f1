/** The merge of a pretended dataset in a process of its own, so that its memory is the merge's. Prints what it took as JSON. */
import { readFileSync } from 'node:fs';
import type { DatasetPlan } from '#contracts/job';
import type { Store } from '#contracts/writer';
import { eachJob, hashOfPlan, type MergeSummary, mergeStore, readShard } from '#farm/index';
import type { SampleRecord } from '#pipeline/index';
import { writers } from '#writers/index';
import { replicaStore } from './replica-store.js';
import type { Template } from './template-names.js';

export interface MillionOrder {
  /** Path of a template. */
  readonly template: string;
  readonly samples: number;
  readonly shardSize: number;
  /** Before it is merged, all records are gathered in memory, as merges once were. */
  readonly gather: boolean;
}

export interface MillionReport {
  readonly summary: Pick<MergeSummary, 'samples' | 'frames' | 'files' | 'datasetSha256'>;
  readonly seconds: number;
  /** Of the process, on all cores. */
  readonly cpuSeconds: number;
  /** Of these, what the pretending took. */
  readonly pretendingSeconds: number;
  readonly readBytes: number;
  readonly peakRssMib: number;
  /** Bytes by path. */
  readonly written: Readonly<Record<string, number>>;
  /** Seconds since the start at which each stage began. */
  readonly stages: Readonly<Record<string, number>>;
}

const SCENARIOS = 10;

export async function mergeMillion(order: MillionOrder): Promise<MillionReport> {
  const template = JSON.parse(readFileSync(order.template, 'utf8')) as Template;
  const scenarios = Array.from({ length: SCENARIOS }, (_, i) => ({ path: `${i}.yaml`, sha256: '0', text: '' }));
  const plan: DatasetPlan = { ...template.plan, scenarios, count: Math.ceil(order.samples / SCENARIOS) };
  const store = replicaStore(template, plan, order.shardSize);
  const began = performance.now();
  const since = (): number => (performance.now() - began) / 1000;
  const stages: Record<string, number> = {};
  const gathered = order.gather ? await gatherAll(store, plan, order.shardSize) : [];
  const summary = await mergeStore({
    store,
    plan,
    shardSize: order.shardSize,
    definition: { ...template.definition, samples: order.samples },
    writers: writers.filter(({ name }) => template.plan.writers.includes(name)),
    versions: {},
    on: (event) => {
      stages[event.type === 'shard' ? 'shards' : event.writer] ??= since();
    },
  });
  if (order.gather && gathered.length !== summary.samples) throw new Error('not all were gathered');
  const { samples, frames, files, datasetSha256 } = summary;
  const { user, system } = process.cpuUsage();
  return {
    summary: { samples, frames, files, datasetSha256 },
    seconds: since(),
    cpuSeconds: (user + system) / 1e6,
    pretendingSeconds: store.cost.ms / 1000,
    readBytes: store.cost.readBytes,
    peakRssMib: Math.round(process.resourceUsage().maxRSS / 1024),
    written: Object.fromEntries([...store.put].map(([path, { bytes }]) => [path, bytes])),
    stages,
  };
}

async function gatherAll(store: Store, plan: DatasetPlan, shardSize: number): Promise<readonly SampleRecord[]> {
  const all: SampleRecord[] = [];
  for (const job of eachJob(plan, hashOfPlan(plan), shardSize)) all.push(...((await readShard(store, job))?.records ?? []));
  return all;
}

console.log(JSON.stringify(await mergeMillion(JSON.parse(process.argv[2] as string) as MillionOrder)));

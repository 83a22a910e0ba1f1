/** A whole dataset of the fake world, in memory, in this process. */
import type { DatasetPlan, Manifest } from '#contracts/job';
import type { Artefact } from '#contracts/writer';
import { type GenerateEvent, generate, hashOfPlan, inlineQueue, type JobQueue, MANIFEST_PATH } from '#farm/index';
import { type Ports, recordPath, type SampleRecord } from '#pipeline/index';
import { type MemoryStore, memoryStore } from '#writers/index';
import { fakePorts, fakeSession } from '../pipeline/fake-world.js';

export interface FakeOptions {
  readonly store?: MemoryStore;
  readonly resume?: boolean;
  readonly jobSize?: number;
  readonly failAt?: number;
  /** Samples in another order, as several workers would finish them. */
  /** What the shard is made with, changed. */
  readonly wrapPorts?: (ports: Ports) => Ports;
  readonly wrapQueue?: (queue: JobQueue) => JobQueue;
}

export async function makeFakeDataset(plan: DatasetPlan, options: FakeOptions = {}) {
  const store = options.store ?? memoryStore();
  const ports = (options.wrapPorts ?? ((each) => each))(fakePorts(plan));
  const session = fakeSession(options.failAt);
  const events: GenerateEvent[] = [];
  const queue = inlineQueue({ plan, planHash: hashOfPlan(plan), ports, session, store, now: () => 0 });
  const result = await generate({
    plan,
    store,
    where: 'out',
    resume: options.resume ?? false,
    shardSize: options.jobSize ?? 1,
    definition: ports.definition,
    writers: ports.writers,
    versions: {},
    openQueue: () => options.wrapQueue?.(queue) ?? queue,
    signal: new AbortController().signal,
    on: (event) => events.push(event),
  });
  const manifest = JSON.parse(new TextDecoder().decode(await store.read(MANIFEST_PATH))) as Manifest;
  return { ...result, manifest, artefacts: artefactsIn(store, manifest), store, session, events };
}

/** Of all samples, in their order. */
function artefactsIn(store: MemoryStore, { samples }: Manifest): readonly Artefact[] {
  const record = (sample: string) => JSON.parse(new TextDecoder().decode(store.files.get(recordPath(sample)))) as SampleRecord;
  return samples.flatMap(({ sample }) => record(sample).summary.artefacts);
}

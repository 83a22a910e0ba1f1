/** A whole dataset of the fake world, in memory, in this process. */
import type { DatasetPlan, Manifest } from '#contracts/job';
import type { Artefact, Store } from '#contracts/writer';
import { type GenerateEvent, generate, hashOfPlan, inlineQueue, type JobQueue, MANIFEST_PATH } from '#farm/index';
import { type Ports, recordPath, type SampleRecord } from '#pipeline/index';
import { type MemoryStore, memoryStore } from '#writers/index';
import { fakePorts, fakeSession } from '../pipeline/fake-world.js';

export interface FakeOptions<S extends Store = MemoryStore> {
  /** In memory when missing. */
  readonly store?: S;
  readonly resume?: boolean;
  readonly jobSize?: number;
  readonly failAt?: number;
  /** Samples in another order, as several workers would finish them. */
  /** What the shard is made with, changed. */
  readonly wrapPorts?: (ports: Ports) => Ports;
  readonly wrapQueue?: (queue: JobQueue) => JobQueue;
}

export async function makeFakeDataset<S extends Store = MemoryStore>(plan: DatasetPlan, options: FakeOptions<S> = {}) {
  const store = options.store ?? (memoryStore() as Store as S);
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
  const manifest = (await jsonIn(store, MANIFEST_PATH)) as Manifest;
  const artefacts: Artefact[] = [];
  for (const { sample } of manifest.samples)
    artefacts.push(...((await jsonIn(store, recordPath(sample))) as SampleRecord).summary.artefacts);
  return { ...result, manifest, artefacts, store, session, events };
}

async function jsonIn(store: Store, path: string): Promise<unknown> {
  return JSON.parse(new TextDecoder().decode(await store.read(path)));
}

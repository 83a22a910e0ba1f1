/**
 * A store that holds a dataset of any size without holding it: shard manifests and fragments are made as they are asked for, replicas of one sample under
 * other names; what is put is hashed, counted and forgotten.
 */
import { createHash } from 'node:crypto';
import type { DatasetPlan, Job } from '#contracts/job';
import type { SinkContent, Store } from '#contracts/writer';
import { canonicalJson } from '#core/hash';
import { eachJob, hashOfPlan, jobAt, SHARDS_FOLDER, sampleNamed } from '#farm/index';
import { DRAW, SAMPLE, type Template } from './template-names.js';

export interface ReplicaStore extends Store {
  /** Bytes and SHA-256 by path. */
  readonly put: ReadonlyMap<string, { readonly bytes: number; readonly sha256: string }>;
  /** Spent on pretending, ms; and bytes that were read. */
  readonly cost: { ms: number; readBytes: number };
}

export function replicaStore(template: Template, plan: DatasetPlan, shardSize: number): ReplicaStore {
  const planHash = hashOfPlan(plan);
  const record = canonicalJson({ ...template.record, planHash });
  const numbers = new Map<string, number>();
  let number = 0;
  for (const { id } of eachJob(plan, planHash, shardSize)) numbers.set(id, number++);
  const put = new Map<string, { bytes: number; sha256: string }>();
  const cost = { ms: 0, readBytes: 0 };
  /** Told by `walk`, soon read. */
  const ready = new Map<string, Uint8Array>();
  const encoder = new TextEncoder();
  const planBytes = encoder.encode(`${canonicalJson(plan)}\n`);

  function shardBytes(id: string): Uint8Array | undefined {
    const found = numbers.get(id);
    if (found === undefined) return undefined;
    const job = jobAt(plan, planHash, shardSize, found);
    const records = job.samples.map(recordText);
    return encoder.encode(`{"format":1,"job":${canonicalJson(job)},"records":[${records.join(',')}]}\n`);
  }
  function recordText({ sample, draw }: Job['samples'][number]): string {
    return record.replaceAll(SAMPLE, sample).replace(`"draw":${DRAW}`, `"draw":${draw}`);
  }
  function recordBytes(path: string): Uint8Array | undefined {
    const [, name] = /^samples\/(\d+)\/sample\.json$/.exec(path) ?? [];
    const task = name === undefined ? undefined : sampleNamed(plan, name);
    return task && encoder.encode(`${recordText(task)}\n`);
  }
  async function timed<T>(work: () => T): Promise<T> {
    const began = performance.now();
    const result = work();
    cost.ms += performance.now() - began;
    return result;
  }
  return {
    put,
    cost,
    async read(path) {
      const shard = ready.get(path);
      ready.delete(path);
      const bytes =
        shard ?? (await timed(() => (path === '.nearmiss/plan.json' ? planBytes : (recordBytes(path) ?? fragmentBytes(path)))));
      cost.readBytes += bytes?.length ?? 0;
      return bytes;
    },
    async *walk(under = '') {
      const id = under.slice(SHARDS_FOLDER.length + 1);
      const bytes = await timed(() => shardBytes(id));
      if (bytes === undefined) return;
      const path = `${under}/${createHash('sha256').update(bytes).digest('hex')}.json`;
      ready.set(path, bytes);
      yield path;
    },
    async stage() {
      return {
        put: async (path, content) => void put.set(path, await measured(content)),
        adopt: async () => {},
        commit: async () => {},
        discard: async () => {},
      };
    },
    create: async () => true,
    list: async () => [],
    sweep: async () => {},
  };

  function fragmentBytes(path: string): Uint8Array | undefined {
    const [, sample, writer] = /^\.nearmiss\/fragments\/(\d+)\/(.+)\.json$/.exec(path) ?? [];
    const text = writer === undefined ? undefined : template.fragments[writer];
    return text === undefined ? undefined : encoder.encode(text.replaceAll(SAMPLE, sample as string));
  }
}

async function measured(content: SinkContent): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256');
  let bytes = 0;
  const parts = typeof content === 'string' || content instanceof Uint8Array ? [content] : content;
  for await (const part of parts) {
    hash.update(part);
    bytes += typeof part === 'string' ? Buffer.byteLength(part) : part.length;
  }
  return { bytes, sha256: hash.digest('hex') };
}

/** `diffuse`: a finished dataset with new pictures, its labels as they were. */
import type { ListedSample } from '#contracts/job';
import type { RepaintInput } from '#contracts/repaint';
import type { ConcreteScenario } from '#contracts/scenario';
import {
  claimStore,
  commitShard,
  committedSamples,
  eachJob,
  eachSample,
  type GenerateEvent,
  hashOfPlan,
  type MergeSummary,
  mergeStore,
} from '#farm/index';
import type { SampleRecord } from '#pipeline/index';
import { folderStore } from '#writers/index';
import { readManifest, sampleOf } from '../../manifest.js';
import { bodiesOfPlan } from '../../own-assets/library.js';
import { definitionOf, writers } from '../../rooms.js';
import { versions } from '../../versions.js';
import { streamOf } from '../port.js';
import { openRepaintSession, type SessionOptions } from '../session.js';
import { writeValidity } from '../validity/index.js';
import { type DiffusePlan, type DiffuseRequest, planDiffuse } from './plan.js';
import { diffuseSample } from './sample.js';

export type { DiffuseRequest } from './plan.js';

export interface DiffuseOptions extends DiffuseRequest, SessionOptions {
  readonly resume: boolean;
  readonly signal: AbortSignal;
  readonly on: (event: GenerateEvent) => void;
}

export interface DiffuseResult {
  readonly summary: MergeSummary;
  /** Samples made now; the others were there. */
  readonly made: number;
}

/** Samples a shard. */
const SHARD_SIZE = 16;

/** @throws NearmissError (exit 2) as `planDiffuse`; NM7003 to NM7005 for a folder that holds something else; NM8001 without an engine */
export async function diffuseDataset(options: DiffuseOptions): Promise<DiffuseResult> {
  const { out, resume, on } = options;
  const planned = await planDiffuse(options);
  const { plan, source } = planned;
  const bodies = await bodiesOfPlan(plan);
  const store = folderStore(out, `diffuse-${process.pid}`);
  await claimStore(store, plan, out, { resume, join: false });
  await store.sweep();
  const planHash = hashOfPlan(plan);
  const records = new Map<string, SampleRecord>();
  if (resume)
    for await (const record of committedSamples(store, planHash, eachSample(plan))) records.set(record.summary.sample, record);
  on({ type: 'planned', samples: source.samples.length, committed: records.size });
  const missing = source.samples.filter(({ sample }) => !records.has(sample));
  for await (const record of makeSamples(options, planned, missing)) {
    records.set(record.summary.sample, record);
    on({ type: 'sample', record });
  }
  on({ type: 'merging' });
  for (const job of eachJob(plan, planHash, SHARD_SIZE))
    await commitShard(
      store,
      job,
      job.samples.map(({ sample }) => records.get(sample) as SampleRecord),
    );
  const summary = await mergeStore({
    store,
    plan,
    shardSize: SHARD_SIZE,
    definition: definitionOf(plan, bodies),
    writers: plan.writers.map((name) => writers.get(name)),
    versions: versions(),
    signal: options.signal,
  });
  if (summary.repaint !== undefined) await writeValidity(store, await readManifest(out));
  return { summary, made: missing.length };
}

async function* makeSamples(
  options: DiffuseOptions,
  { source, plan, model }: DiffusePlan,
  missing: readonly ListedSample[],
): AsyncIterable<SampleRecord> {
  if (missing.length === 0) return;
  const { folder, out, strength, steps, guidance, prompt, seed, signal, on } = options;
  const asked = { model: model.name, strength, steps, guidance, prompt };
  const session = strength === 0 ? undefined : await openRepaintSession(model, options);
  const randomOf = (scenario: ConcreteScenario) => streamOf(seed === undefined ? scenario : { ...scenario, seed });
  const shared = {
    folder,
    source: folderStore(folder, 'diffuse-source'),
    target: folderStore(out, `diffuse-${process.pid}`),
    planHash: hashOfPlan(plan),
    renderer: source.renderer,
    layers: plan.layers,
    repaint: session && ((input: RepaintInput) => session.frame(input, asked, randomOf(input.scenario))),
    signal,
  };
  try {
    for (const listed of missing) {
      signal.throwIfAborted();
      const onFrame = (done: number, total: number) => on({ type: 'frame', sample: listed.sample, done, total });
      const summary = await sampleOf(shared.source, listed);
      yield await diffuseSample({ ...shared, summary, onFrame });
    }
  } finally {
    await session?.close();
  }
}

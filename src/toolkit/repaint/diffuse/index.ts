/** `diffuse`: a finished dataset with new pictures, its labels as they were. */
import type { Job, Manifest, SampleSummary } from '#contracts/job';
import type { RepaintInput } from '#contracts/repaint';
import type { ConcreteScenario } from '#contracts/scenario';
import { claimStore, committedSample, type GenerateEvent, hashOfPlan, mergeDataset } from '#farm/index';
import type { SampleRecord } from '#pipeline/index';
import { folderStore } from '#writers/index';
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
  readonly manifest: Manifest;
  /** Samples made now; the others were there. */
  readonly made: number;
}

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
  for (const { sample, draw } of resume ? source.samples : []) {
    const task: Job['samples'][number] = { sample, draw, scenario: 0 };
    const record = await committedSample(store, planHash, task);
    if (record !== undefined) records.set(sample, record);
  }
  on({ type: 'planned', samples: source.samples.length, committed: records.size });
  const missing = source.samples.filter(({ sample }) => !records.has(sample));
  for await (const record of makeSamples(options, planned, missing)) {
    records.set(record.summary.sample, record);
    on({ type: 'sample', record });
  }
  on({ type: 'merging' });
  const manifest = await mergeDataset({
    store,
    plan,
    planHash,
    definition: definitionOf(plan, bodies),
    writers: plan.writers.map((name) => writers.get(name)),
    records: source.samples.map(({ sample }) => records.get(sample) as SampleRecord),
    versions: versions(),
  });
  await writeValidity(store, manifest);
  return { manifest, made: missing.length };
}

async function* makeSamples(
  options: DiffuseOptions,
  { source, plan, model }: DiffusePlan,
  missing: readonly SampleSummary[],
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
    for (const summary of missing) {
      signal.throwIfAborted();
      const onFrame = (done: number, total: number) => on({ type: 'frame', sample: summary.sample, done, total });
      yield await diffuseSample({ ...shared, summary, onFrame });
    }
  } finally {
    await session?.close();
  }
}

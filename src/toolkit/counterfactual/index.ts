/** `counterfactual`: the same moments under other values of some keys, and a proof that nothing else changed. */
import { join } from 'node:path';
import type { DatasetPlan } from '#contracts/job';
import { usageError } from '#core/errors';
import type { GenerateEvent } from '#farm/index';
import { folderStore } from '#writers/index';
import { generateDataset, type PlanOptions, planDataset } from '../generate.js';
import { readManifest } from '../manifest.js';
import { bodiesOfPlan } from '../own-assets/library.js';
import { needFolder } from '../stores.js';
import { factsOf } from './facts.js';
import { type CounterfactualReport, type Made, reportOf } from './report.js';
import { contactStrip } from './strip.js';
import { BASE, type Variant, type Vary, variantsOf } from './variants.js';

export type { Leak } from './prove.js';
export type { CounterfactualReport } from './report.js';
export type { Vary } from './variants.js';

export interface CounterfactualOptions extends Omit<PlanOptions, 'files' | 'variation'> {
  readonly file: string;
  readonly vary: readonly Vary[];
  /** New or empty: a folder a variant, `base` among them. */
  readonly out: string;
  /** Lets bodies move as they would under the change. */
  readonly resimulate: boolean;
  readonly workers?: number;
  readonly backend?: string;
  readonly signal: AbortSignal;
  readonly on: (variant: string, event: GenerateEvent) => void;
}

export const REPORT_PATH = 'report.json';
export const STRIP_PATH = 'strip.png';

/** @throws NearmissError (exit 2) for what is wrong with file, keys or options; before anything is drawn */
export async function counterfactual(options: CounterfactualOptions): Promise<CounterfactualReport> {
  needFolder(options.out);
  const motion = options.resimulate ? 'resimulated' : 'held';
  const target = folderStore(options.out, 'counterfactual');
  if ((await target.list()).length > 0)
    throw usageError('NM7003', `${options.out} is not empty; nothing in it was changed`, 'choose an empty or a new folder');
  const plans: { variant: Variant; plan: DatasetPlan }[] = [];
  const base = await planDataset(planOptions(options, BASE, motion));
  const text = base.scenarios[0]?.text ?? '';
  for (const variant of variantsOf(text, options.vary))
    plans.push({ variant, plan: await planDataset(planOptions(options, variant, motion)) });
  const made: Made[] = [];
  for (const { variant, plan } of [{ variant: BASE, plan: base }, ...plans]) made.push(await make(options, variant, plan));
  const [first] = made as [Made, ...Made[]];
  const reports = made.map((each) => reportOf(each, first));
  const report: CounterfactualReport = {
    format: 1,
    file: options.file,
    seed: options.seed,
    motion,
    variants: reports.map(({ report: each }) => each),
    leaks: reports.flatMap(({ leaks, report: { name } }) => leaks.map((leak) => ({ variant: name, ...leak }))),
  };
  const strip = await contactStrip(
    made.map(({ variant, samples }) => ({ name: variant.name, samples, store: storeOf(options, variant) })),
  );
  const stage = await target.stage();
  await stage.put(REPORT_PATH, `${JSON.stringify(report, null, 1)}\n`);
  if (strip !== undefined) await stage.put(STRIP_PATH, strip);
  await stage.commit();
  return report;
}

/** The proof is read from the native files. */
function planOptions(options: CounterfactualOptions, { set }: Variant, motion: 'held' | 'resimulated'): PlanOptions {
  const { file, writers, seed, count, renderer, layers, size, rig, assets, warn } = options;
  return {
    files: [file],
    ...{ seed, count, renderer },
    writers: writers.includes('native') ? writers : ['native', ...writers],
    ...(layers === undefined ? {} : { layers }),
    ...(size === undefined ? {} : { size }),
    ...(rig === undefined ? {} : { rig }),
    ...(assets === undefined ? {} : { assets }),
    ...(warn === undefined || set.length > 0 ? {} : { warn }),
    ...(set.length === 0 ? {} : { variation: { set, motion } }),
  };
}

async function make(options: CounterfactualOptions, variant: Variant, plan: DatasetPlan): Promise<Made> {
  const { workers, backend, signal } = options;
  const out = join(options.out, variant.name);
  await generateDataset({
    plan,
    out,
    resume: false,
    signal,
    on: (event) => options.on(variant.name, event),
    ...(workers === undefined ? {} : { workers }),
    ...(backend === undefined ? {} : { backend }),
  });
  const manifest = await readManifest(out);
  const samples = await factsOf(storeOf(options, variant), manifest);
  return { variant, plan, bodies: await bodiesOfPlan(plan), manifest, samples };
}

function storeOf({ out }: CounterfactualOptions, { name }: Variant) {
  return folderStore(join(out, name), 'counterfactual');
}

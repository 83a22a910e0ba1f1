/** `counterfactual`: the same moments under other values of some keys, and a proof that nothing else changed. */
import { join } from 'node:path';
import type { DatasetPlan, Manifest } from '#contracts/job';
import type { ConcreteScenario } from '#contracts/scenario';
import { usageError } from '#core/errors';
import type { Json } from '#core/hash';
import type { GenerateEvent } from '#farm/index';
import { factorOf } from '#scenario/index';
import { folderStore } from '#writers/index';
import { generateDataset, type PlanOptions, planDataset } from '../generate.js';
import { drawConcrete, parsePlanned, simulateConcrete } from '../scenarios.js';
import { variedDraw, variedScenario } from '../variation.js';
import { factsOf, hash, type SampleFacts } from './facts.js';
import { type Leak, prove } from './prove.js';
import { contactStrip } from './strip.js';
import { BASE, type Variant, type Vary, variantsOf } from './variants.js';

export type { Leak } from './prove.js';
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

export interface VariantReport {
  readonly name: string;
  readonly set: Readonly<Record<string, string>>;
  readonly datasetSha256: string;
  readonly samples: readonly SampleReport[];
}
/** Hashes; those of a variant that is no leak are its base's, but for pictures. */
export interface SampleReport {
  readonly sample: string;
  /** Paths of the concrete scenario that differ from the base's: the named ones. */
  readonly changed: readonly string[];
  /** Paths that would have followed from the change, held. */
  readonly held: readonly string[];
  /** Whether bodies would move, or events happen, otherwise under the change. */
  readonly motionWouldChange: boolean;
  readonly scenario: string;
  readonly scene: string;
  readonly trace: string;
  readonly views: string;
  readonly truth: Readonly<Record<string, string>>;
  readonly pictures: Readonly<Record<string, string>>;
  readonly picturesChanged: number;
}
export interface CounterfactualReport {
  readonly format: 1;
  readonly file: string;
  readonly seed: string;
  readonly motion: 'held' | 'resimulated';
  readonly variants: readonly VariantReport[];
  readonly leaks: readonly (Leak & { readonly variant: string })[];
}
export const REPORT_PATH = 'report.json';
export const STRIP_PATH = 'strip.png';

interface Made {
  readonly variant: Variant;
  readonly plan: DatasetPlan;
  readonly manifest: Manifest;
  readonly samples: readonly SampleFacts[];
}

/** @throws NearmissError (exit 2) for what is wrong with file, keys or options; before anything is drawn */
export async function counterfactual(options: CounterfactualOptions): Promise<CounterfactualReport> {
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
  const { file, writers, seed, count, renderer, layers, size, rig } = options;
  return {
    files: [file],
    ...{ seed, count, renderer },
    writers: writers.includes('native') ? writers : ['native', ...writers],
    ...(layers === undefined ? {} : { layers }),
    ...(size === undefined ? {} : { size }),
    ...(rig === undefined ? {} : { rig }),
    ...(set.length === 0 ? {} : { variation: { set, motion } }),
  };
}

async function make(options: CounterfactualOptions, variant: Variant, plan: DatasetPlan): Promise<Made> {
  const { workers, backend, signal } = options;
  const { manifest } = await generateDataset({
    plan,
    out: join(options.out, variant.name),
    resume: false,
    signal,
    on: (event) => options.on(variant.name, event),
    ...(workers === undefined ? {} : { workers }),
    ...(backend === undefined ? {} : { backend }),
  });
  return { variant, plan, manifest, samples: await factsOf(storeOf(options, variant), manifest) };
}

function storeOf({ out }: CounterfactualOptions, { name }: Variant) {
  return folderStore(join(out, name), 'counterfactual');
}

function reportOf({ variant, plan, manifest, samples }: Made, base: Made): { report: VariantReport; leaks: readonly Leak[] } {
  const factors = variant.set.map(({ key }) => factorOf(key));
  const leaks: Leak[] = [];
  const reports = samples.map((facts, draw): SampleReport => {
    const before = base.samples[draw] as SampleFacts;
    const { leaks: found, changed, pictures } = prove(before, facts, factors, plan.variation?.motion === 'resimulated');
    leaks.push(...found);
    return {
      sample: facts.sample,
      changed,
      ...consequencesOf(plan, draw, facts, before),
      scenario: hash(facts.scenario),
      scene: facts.scene,
      trace: facts.trace,
      views: hash([...facts.views]),
      truth: byLayer(facts.truth),
      pictures: byLayer(facts.pictures),
      picturesChanged: pictures.changed,
    };
  });
  const set = Object.fromEntries(variant.set.map(({ key, value }) => [key, value]));
  return { report: { name: variant.name, set, datasetSha256: manifest.datasetSha256, samples: reports }, leaks };
}

/** What the change would have brought with it, had it been let. */
function consequencesOf(
  plan: DatasetPlan,
  draw: number,
  facts: SampleFacts,
  before: SampleFacts,
): Pick<SampleReport, 'held' | 'motionWouldChange'> {
  const [scenario] = plan.scenarios;
  if (plan.variation === undefined || scenario === undefined) return { held: [], motionWouldChange: false };
  const { held } = variedDraw(
    drawConcrete(parsePlanned(scenario), plan.seed, draw),
    variedScenario(scenario, plan.variation),
    plan.variation,
  );
  const { trace } = simulateConcrete(facts.scenario as unknown as ConcreteScenario, false);
  return { held, motionWouldChange: hash(trace) !== before.trace };
}

/** One hash a layer, over its files in their order. */
function byLayer(files: ReadonlyMap<string, string>): Readonly<Record<string, string>> {
  const layers = new Map<string, Json[]>();
  for (const [path, sha256] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const layer = path.split('/')[1] as string;
    layers.set(layer, [...(layers.get(layer) ?? []), [path, sha256]]);
  }
  return Object.fromEntries([...layers].map(([layer, listed]) => [layer, hash(listed)]));
}

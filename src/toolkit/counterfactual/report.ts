/** What a counterfactual says of its variants: hashes, what changed, what was held, what leaked. */
import type { DatasetPlan, Manifest } from '#contracts/job';
import type { Bodies } from '#contracts/model';
import type { ConcreteScenario } from '#contracts/scenario';
import type { Json } from '#core/hash';
import { factorOf } from '#scenario/index';
import { drawConcrete, parsePlanned, simulateConcrete } from '../scenarios.js';
import { variedDraw, variedScenario } from '../variation.js';
import { hash, type SampleFacts } from './facts.js';
import { type Leak, prove } from './prove.js';
import type { Variant } from './variants.js';

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
/** A variant whose dataset is there. */
export interface Made {
  readonly variant: Variant;
  readonly plan: DatasetPlan;
  readonly bodies: Bodies;
  readonly manifest: Pick<Manifest, 'datasetSha256'>;
  readonly samples: readonly SampleFacts[];
}

export function reportOf(
  { variant, plan, bodies, manifest, samples }: Made,
  base: Made,
): { report: VariantReport; leaks: readonly Leak[] } {
  const factors = variant.set.map(({ key }) => factorOf(key));
  const leaks: Leak[] = [];
  const reports = samples.map((facts, draw): SampleReport => {
    const before = base.samples[draw] as SampleFacts;
    const { leaks: found, changed, pictures } = prove(before, facts, factors, plan.variation?.motion === 'resimulated');
    leaks.push(...found);
    return {
      sample: facts.sample,
      changed,
      ...consequencesOf({ plan, bodies }, draw, facts, before),
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
  { plan, bodies }: Pick<Made, 'plan' | 'bodies'>,
  draw: number,
  facts: SampleFacts,
  before: SampleFacts,
): Pick<SampleReport, 'held' | 'motionWouldChange'> {
  const [scenario] = plan.scenarios;
  if (plan.variation === undefined || scenario === undefined) return { held: [], motionWouldChange: false };
  const { held } = variedDraw(
    drawConcrete(parsePlanned(scenario, bodies), plan.seed, draw),
    variedScenario(scenario, plan.variation, bodies),
    plan.variation,
  );
  const { trace } = simulateConcrete(facts.scenario as unknown as ConcreteScenario, false, { bodies });
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

/** The dataset's own files, from the samples in their order; the manifest last of all. */
import { createHash } from 'node:crypto';
import type { DatasetPlan, Manifest, SampleSummary } from '#contracts/job';
import { OUTCOMES, type OutcomeCounts } from '#contracts/repaint';
import type { Artefact, DatasetDefinition, Store, Writer } from '#contracts/writer';
import { usageError } from '#core/errors';
import { canonicalJson } from '#core/hash';
import type { SampleRecord } from '#pipeline/index';
import { MANIFEST_PATH } from './claim.js';
import { mergeWriters } from './merge-writers.js';

export interface MergeInput {
  readonly store: Store;
  readonly plan: DatasetPlan;
  readonly planHash: string;
  readonly definition: DatasetDefinition;
  readonly writers: readonly Writer[];
  /** In sample order. */
  readonly records: readonly SampleRecord[];
  readonly versions: Readonly<Record<string, string>>;
}

export async function mergeDataset(input: MergeInput): Promise<Manifest> {
  const { store, plan, planHash, records } = input;
  const renderer = oneRenderer(records);
  everyFileOnce(records);
  const { definition, writers } = input;
  const written = records.map(({ summary }) => summary.sample);
  const artefacts = await mergeWriters({
    store,
    definition,
    writers,
    samples: written,
    portableLayers: renderer.portableLayers,
  });
  const samples = records.map((record) => record.summary);
  const manifest: Manifest = {
    format: 1,
    plan,
    planHash,
    renderer,
    versions: input.versions,
    samples,
    quarantine: quarantineOf(samples),
    ...repaintOf(samples),
    artefacts,
    portableSha256: hashOfArtefacts(samples, artefacts, (artefact) => artefact.portable),
    datasetSha256: hashOfArtefacts(samples, artefacts, () => true),
  };
  const stage = await store.stage();
  await stage.put(MANIFEST_PATH, `${JSON.stringify(JSON.parse(canonicalJson(manifest)), null, 1)}\n`);
  await stage.commit();
  return manifest;
}

/** @throws NearmissError NM7011 when samples were drawn by different backends. */
function oneRenderer(records: readonly SampleRecord[]): Manifest['renderer'] {
  const first = records[0]?.renderer;
  if (first === undefined) throw new Error('a dataset without samples');
  const other = records.find((record) => canonicalJson(record.renderer) !== canonicalJson(first));
  if (other !== undefined) {
    const what = `samples were drawn by different backends: ${first.backend}, and ${other.renderer.backend} from ${other.summary.sample} on`;
    throw usageError('NM7011', what, 'go on where it was started, or start anew in another folder');
  }
  return first;
}

/** Some formats number files over all samples. @throws Error when two samples have the same: a bug of the writer. */
function everyFileOnce(records: readonly SampleRecord[]): void {
  const owners = new Map<string, string>();
  for (const { summary } of records) {
    for (const { path } of summary.artefacts) {
      const other = owners.get(path);
      if (other !== undefined) throw new Error(`samples ${other} and ${summary.sample} both want to be ${path}`);
      owners.set(path, summary.sample);
    }
  }
}

function quarantineOf(samples: readonly SampleSummary[]): Manifest['quarantine'] {
  const apart = samples.flatMap(({ quarantined }) => quarantined);
  const byInvariant: Record<string, number> = {};
  for (const { violations } of apart)
    for (const code of new Set(violations.map((violation) => violation.code))) byInvariant[code] = (byInvariant[code] ?? 0) + 1;
  return { frames: apart.length, byInvariant };
}

function repaintOf(samples: readonly SampleSummary[]): Pick<Manifest, 'repaint'> {
  const all = samples.flatMap(({ repaint }) => repaint ?? []);
  if (all.length === 0) return {};
  const counts = Object.fromEntries(
    OUTCOMES.map((outcome) => [outcome, all.reduce((sum, { counts: own }) => sum + own[outcome], 0)]),
  ) as OutcomeCounts;
  const models = new Map(all.map(({ model, sha256 }) => [sha256, { model, sha256 }]));
  const engines = new Set(all.map(({ engine }) => engine));
  return { repaint: { models: [...models.values()], engines: [...engines].sort(), counts } };
}

/** Over path and content of the files, in path order. */
export function hashOfArtefacts(
  samples: readonly SampleSummary[],
  artefacts: readonly Artefact[],
  counts: (artefact: Artefact) => boolean,
): string {
  const all = [...samples.flatMap((sample) => sample.artefacts), ...artefacts].filter(counts);
  const lines = all.map((artefact) => `${artefact.path} ${artefact.sha256}\n`).sort();
  return createHash('sha256').update(lines.join('')).digest('hex');
}

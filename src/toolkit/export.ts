/** `export`: a native dataset in other formats, without drawing anything again. */
import type { ListedSample, Manifest } from '#contracts/job';
import type { Artefact, SampleWriter, Store, Writer } from '#contracts/writer';
import { usageError } from '#core/errors';
import { canonicalJson, type Json } from '#core/hash';
import { artefactHashes, mergeWriters } from '#farm/index';
import { fragmentPath, recordingSink } from '#pipeline/index';
import { readSample } from '#writers/index';
import { readManifest } from './manifest.js';
import { bodiesOfPlan } from './own-assets/library.js';
import { definitionOf, writers } from './rooms.js';
import { storeAt } from './stores.js';

export interface ExportOptions {
  readonly folder: string;
  readonly formats: readonly string[];
  /** New or empty. */
  readonly out: string;
  readonly signal: AbortSignal;
  readonly on: (sample: string, done: number, total: number) => void;
}
export interface ExportReport {
  readonly samples: number;
  readonly frames: number;
  readonly files: number;
  /** Over path and content of every file. */
  readonly sha256: string;
}
export const EXPORT_PATH = 'export.json';

/** @throws NearmissError (exit 2) NM7201, NM7202, NM7301 without native files, NM7003 when `out` is not empty, NM7302 for a missing file */
export async function exportDataset(options: ExportOptions): Promise<ExportReport> {
  const { folder, out, formats } = options;
  const manifest = await readManifest(folder);
  if (!manifest.plan.writers.includes('native'))
    throw usageError('NM7301', `${folder} was written without the native writer`, 'generate with --writers native,...');
  const chosen = formats.map((name) => writers.get(name));
  const target = storeAt(out, 'export');
  if ((await target.list()).length > 0)
    throw usageError('NM7003', `${out} is not empty; nothing in it was changed`, 'choose an empty or a new folder');
  const source = storeAt(folder, 'export-source');
  const definition = definitionOf({ ...manifest.plan, writers: formats }, await bodiesOfPlan(manifest.plan));
  const artefacts: Artefact[] = [];
  for (const [i, summary] of manifest.samples.entries()) {
    artefacts.push(...(await exportSample({ manifest, source, target, definition, chosen, summary, signal: options.signal })));
    options.on(summary.sample, i + 1, manifest.samples.length);
  }
  const samples = manifest.samples.map(({ sample }) => sample);
  const { portableLayers } = manifest.renderer;
  artefacts.push(...(await mergeWriters({ store: target, definition, writers: chosen, samples, portableLayers })));
  const sha256 = await hashOf(artefacts);
  const about = { from: manifest.datasetSha256, formats, files: artefacts, sha256 };
  const stage = await target.stage();
  await stage.put(EXPORT_PATH, `${canonicalJson(about as unknown as Json)}\n`);
  await stage.commit();
  const frames = manifest.samples.reduce((sum, sample) => sum + sample.frames, 0);
  return { samples: manifest.samples.length, frames, files: artefacts.length, sha256 };
}

/** Over path and content of the files, in path order. */
async function hashOf(artefacts: readonly Artefact[]): Promise<string> {
  const hashes = artefactHashes();
  try {
    await hashes.add(artefacts, '');
    return (await hashes.hashes()).datasetSha256;
  } finally {
    await hashes.close();
  }
}

interface SampleExport {
  readonly manifest: Manifest;
  readonly source: Store;
  readonly target: Store;
  readonly definition: ReturnType<typeof definitionOf>;
  readonly chosen: readonly Writer[];
  readonly summary: ListedSample;
  readonly signal: AbortSignal;
}

async function exportSample(task: SampleExport): Promise<readonly Artefact[]> {
  const { manifest, source, target, definition, chosen, summary, signal } = task;
  const stage = await target.stage(summary.sample);
  const open: SampleWriter[] = [];
  try {
    const sink = recordingSink(stage, manifest.renderer.portableLayers, () => 0);
    const sample = await readSample(source, summary, manifest.plan.layers);
    for (const writer of chosen) open.push(writer.open(definition, sample.start, sink));
    for await (const { type, record } of sample.records()) {
      signal.throwIfAborted();
      await Promise.all(open.map((writer) => (type === 'frame' ? writer.frame(record) : writer.observation?.(record))));
    }
    for (const [i, writer] of open.entries()) {
      const fragment = await writer.end(sample.facts);
      if (fragment !== null) await stage.put(fragmentPath(summary.sample, (chosen[i] as Writer).name), canonicalJson(fragment));
    }
    await stage.commit();
    return sink.artefacts();
  } catch (error) {
    await Promise.allSettled(open.map((writer) => writer.abandon?.()));
    await stage.discard();
    throw error;
  }
}

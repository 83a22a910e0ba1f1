/** What can be compared of a variant's samples, read back from its files. */
import { createHash } from 'node:crypto';
import type { Manifest, SampleSummary } from '#contracts/job';
import { LAYERS, type LayerName } from '#contracts/layers';
import type { Artefact, Store } from '#contracts/writer';
import { usageError } from '#core/errors';
import { canonicalJson, type Json } from '#core/hash';
import { samplesIn } from '../manifest.js';

export interface SampleFacts {
  readonly sample: string;
  readonly scenario: Json;
  /** Hashes. Place and bodies, their colours left out. */
  readonly scene: string;
  /** Poses and velocities over time, and what happened. */
  readonly trace: string;
  /** Of each picture, by sensor and frame: camera and instant, its development left out. */
  readonly views: ReadonlyMap<string, string>;
  /** Files of layers, by path in the sample. */
  readonly truth: ReadonlyMap<string, string>;
  readonly pictures: ReadonlyMap<string, string>;
}

export async function factsOf(store: Store, manifest: Pick<Manifest, 'samples'>): Promise<readonly SampleFacts[]> {
  const facts: SampleFacts[] = [];
  for await (const summary of samplesIn(store, manifest)) facts.push(await sampleFacts(store, summary));
  return facts;
}

async function sampleFacts(store: Store, { sample, traceSha256, artefacts }: SampleSummary): Promise<SampleFacts> {
  const folder = `samples/${sample}/`;
  const own = artefacts
    .filter(({ path }) => path.startsWith(folder))
    .map((file) => ({ ...file, path: file.path.slice(folder.length) }));
  const { id: _id, appearance: _appearance, ...scene } = await read<Members>(store, `${folder}scene.json`);
  const views = new Map<string, string>();
  for (const { path } of own.filter((file) => layerOf(file) === 'annotations'))
    views.set(path, viewOf(await read<Members>(store, folder + path)));
  const layers = (truth: boolean): ReadonlyMap<string, string> =>
    new Map(own.filter((file) => isLayer(layerOf(file), truth)).map(({ path, sha256 }) => [path, sha256]));
  return {
    sample,
    scenario: await read<Json>(store, `${folder}scenario.json`),
    scene: hash(scene),
    trace: traceSha256,
    views,
    truth: layers(true),
    pictures: layers(false),
  };
}

type Members = { readonly [name: string]: Json | undefined };

/** Of `front/depth/000003.tiff` the `depth`. */
function layerOf({ path }: Pick<Artefact, 'path'>): string | undefined {
  const parts = path.split('/');
  return parts.length === 3 ? parts[1] : undefined;
}
function isLayer(name: string | undefined, truth: boolean): boolean {
  return name !== undefined && Object.hasOwn(LAYERS, name) && LAYERS[name as LayerName].truth === truth;
}

function viewOf({ timeNs, view, slices, next }: Members): string {
  const { development: _development, ...camera } = view as Members;
  return hash({ timeNs, camera, slices, next });
}

/** @throws NearmissError NM7302 */
async function read<T>(store: Store, path: string): Promise<T> {
  const bytes = await store.read(path);
  if (bytes === undefined)
    throw usageError('NM7302', `the dataset lacks ${path}`, 'make the counterfactual again in a new folder');
  return JSON.parse(new TextDecoder().decode(bytes)) as T;
}

export function hash(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex');
}

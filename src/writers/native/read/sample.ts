/** A sample of a native dataset, read back as it was given to the writers: frames and observations in the order of time. */
import type { SampleSummary } from '#contracts/job';
import type { FrameAnnotations } from '#contracts/label';
import type { LayerName } from '#contracts/layers';
import { OBSERVATIONS, type Observation, type ObservationKind, type ObservationRecord } from '#contracts/observation';
import type { SceneSpec } from '#contracts/scene';
import type { FrameRecord, SampleFacts, SampleStart, Store } from '#contracts/writer';
import { usageError } from '#core/errors';
import { decodeNpz } from '../../arrays/read-npy.js';
import { annotationPath, frameName, layerPath } from '../../paths.js';
import { LAYER_FILES } from '../layers.js';
import { decodeLayers } from './layers.js';

export type NativeRecord =
  | { readonly type: 'frame'; readonly record: FrameRecord }
  | { readonly type: 'observation'; readonly record: ObservationRecord };

export interface NativeSample {
  readonly start: SampleStart;
  readonly facts: SampleFacts;
  /** Observations before the frames of the same time, as they were made. */
  records(): AsyncIterable<NativeRecord>;
}

/** @throws NearmissError NM7302 when a file is missing */
export async function readSample(store: Store, summary: SampleSummary, layers: readonly LayerName[]): Promise<NativeSample> {
  const { sample } = summary;
  const json = async (name: string): Promise<unknown> => JSON.parse(text(await need(store, `samples/${sample}/${name}`)));
  const [scenario, scene, trace, verdict, instants] = (await Promise.all(
    ['scenario.json', 'scene.json', 'trace.json', 'verdict.json', 'instants.json'].map(json),
  )) as [SampleFacts['scenario'], SampleFacts['scene'], SampleFacts['trace'], SampleFacts['verdict'], Instants];
  return {
    start: { sample, scenario, scene, ...instants, events: trace.events },
    facts: { scenario, scene, trace, verdict },
    records: () => inOrder(store, sample, scene, instants, apart(summary), layers),
  };
}

type Instants = Pick<SampleStart, 'captures' | 'observations'>;

/** Frames that were kept apart when the dataset was made. */
function apart({ quarantined }: SampleSummary): ReadonlySet<string> {
  return new Set(quarantined.map(({ sensor, frame }) => `${sensor}/${frame}`));
}

async function* inOrder(
  store: Store,
  sample: string,
  scene: SceneSpec,
  { captures, observations }: Instants,
  missing: ReadonlySet<string>,
  layers: readonly LayerName[],
): AsyncIterable<NativeRecord> {
  const read = observationReader(store, sample, scene);
  const frames = ahead(
    captures.filter(({ sensor, index }) => !missing.has(`${sensor}/${index}`)),
    ({ sensor, index }) => readFrame(store, { sample, scene, sensor, index }, layers),
  );
  let next = 0;
  for (const { sensor, index, timeNs } of captures) {
    for (let due = observations[next]; due !== undefined && due.timeNs <= timeNs; due = observations[++next])
      yield { type: 'observation', record: await read(due.sensor, due.index) };
    if (!missing.has(`${sensor}/${index}`)) yield { type: 'frame', record: await frames() };
  }
  for (const { sensor, index } of observations.slice(next)) yield { type: 'observation', record: await read(sensor, index) };
}

/** Works on the next one while somebody looks at this one. @returns gives them in order */
function ahead<T, R>(items: readonly T[], work: (item: T) => Promise<R>): () => Promise<R> {
  const begin = (i: number): Promise<R> | undefined => {
    const item = items[i];
    const begun = item === undefined ? undefined : work(item);
    // What goes wrong is told when its turn comes.
    begun?.catch(() => {});
    return begun;
  };
  let done = 0;
  let coming: Promise<R> | undefined;
  return async () => {
    const now = coming ?? begin(done);
    coming = begin(++done);
    return (await now) as R;
  };
}

async function readFrame(
  store: Store,
  { sample, scene, sensor, index }: { sample: string; scene: SceneSpec; sensor: string; index: number },
  names: readonly LayerName[],
): Promise<FrameRecord> {
  const annotations = JSON.parse(text(await need(store, annotationPath(sample, sensor, index)))) as FrameAnnotations;
  const files = names.map(
    async (name) => [name, await need(store, layerPath(sample, sensor, name, index, LAYER_FILES[name].extension))] as const,
  );
  const layers = await decodeLayers(annotations.view.intrinsics, Object.fromEntries(await Promise.all(files)));
  return { sample, scene, annotations, layers };
}

/** Tables lie in a file each, values in the lines of one. */
function observationReader(store: Store, sample: string, scene: SceneSpec) {
  const lines = new Map<string, readonly string[]>();
  const tables = (Object.keys(OBSERVATIONS) as ObservationKind[]).filter(
    (kind) => Object.keys(OBSERVATIONS[kind].columns).length > 0,
  );
  return async (sensor: string, index: number): Promise<ObservationRecord> => {
    const folder = `samples/${sample}/${sensor}`;
    for (const kind of tables) {
      const head = await store.read(`${folder}/${kind}/${frameName(index)}.json`);
      if (head === undefined) continue;
      const { bodies, ...rest } = JSON.parse(text(head)) as Omit<Observation, 'columns'> & Pick<ObservationRecord, 'bodies'>;
      const columns = decodeNpz(await need(store, `${folder}/${kind}/${frameName(index)}.npz`));
      return { sample, scene, bodies, observation: { ...rest, columns } as unknown as Observation };
    }
    const known =
      lines.get(sensor) ??
      text(await need(store, `${folder}/values.jsonl`))
        .trimEnd()
        .split('\n');
    lines.set(sensor, known);
    const values = JSON.parse(known[index] ?? 'null') as Omit<Observation, 'columns'>;
    return { sample, scene, bodies: [], observation: { ...values, columns: {} } as unknown as Observation };
  };
}

function text(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
async function need(store: Store, path: string): Promise<Uint8Array> {
  const bytes = await store.read(path);
  if (bytes === undefined)
    throw usageError('NM7302', `the dataset lacks ${path}`, '`nearmiss verify` says what else is missing');
  return bytes;
}

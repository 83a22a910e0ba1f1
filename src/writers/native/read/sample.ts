/** A sample of a native dataset, read back as it was given to the writers: frames and observations in the order of time. */
import type { SampleSummary } from '#contracts/job';
import type { FrameAnnotations } from '#contracts/label';
import type { LayerName } from '#contracts/layers';
import type { ObservationRecord } from '#contracts/observation';
import type { FrameRepaint } from '#contracts/repaint';
import { endOf } from '#contracts/run';
import type { SceneSpec } from '#contracts/scene';
import type { FrameRecord, SampleFacts, SampleStart, Store } from '#contracts/writer';
import { annotationPath, layerPath, repaintPath } from '../../paths.js';
import { LAYER_FILES } from '../layers.js';
import { decodeLayers } from './layers.js';
import { need, observationReader, text } from './observation.js';

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
export async function readSample(
  store: Store,
  summary: Pick<SampleSummary, 'sample' | 'quarantined'>,
  layers: readonly LayerName[],
): Promise<NativeSample> {
  const { sample } = summary;
  const json = async (name: string): Promise<unknown> => JSON.parse(text(await need(store, `samples/${sample}/${name}`)));
  const [scenario, scene, trace, verdict, instants] = (await Promise.all(
    ['scenario.json', 'scene.json', 'trace.json', 'verdict.json', 'instants.json'].map(json),
  )) as [SampleFacts['scenario'], SampleFacts['scene'], SampleFacts['trace'], SampleFacts['verdict'], Instants];
  return {
    start: { sample, scenario, scene, ...instants, events: trace.events, verdict, endNs: endOf(trace) },
    facts: { scenario, scene, trace, verdict },
    records: () => inOrder(store, sample, scene, instants, apart(summary), layers),
  };
}

type Instants = Pick<SampleStart, 'captures' | 'observations'>;

/** Frames that were kept apart when the dataset was made. */
function apart({ quarantined }: Pick<SampleSummary, 'quarantined'>): ReadonlySet<string> {
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
  const read = observationReader({ store, sample, scene });
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

export interface FrameAddress {
  readonly sample: string;
  readonly scene: SceneSpec;
  readonly sensor: string;
  readonly index: number;
}

/** One frame with those layers. @throws NearmissError NM7302 when a file is missing */
export async function readFrame(
  store: Store,
  { sample, scene, sensor, index }: FrameAddress,
  names: readonly LayerName[],
): Promise<FrameRecord> {
  const labels = JSON.parse(text(await need(store, annotationPath(sample, sensor, index)))) as FrameAnnotations;
  const repaint = await store.read(repaintPath(sample, sensor, index));
  const annotations = repaint === undefined ? labels : { ...labels, repaint: JSON.parse(text(repaint)) as FrameRepaint };
  const files = names.map(
    async (name) => [name, await need(store, layerPath(sample, sensor, name, index, LAYER_FILES[name].extension))] as const,
  );
  const layers = await decodeLayers(annotations.view.intrinsics, Object.fromEntries(await Promise.all(files)));
  return { sample, scene, annotations, layers };
}

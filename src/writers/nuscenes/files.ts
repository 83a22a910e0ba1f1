/** What a channel's file holds, and where it lies. */
import type { Ontology } from '#contracts/label';
import type { LayerName, LayerSet } from '#contracts/layers';
import type { Observation, ObservationOf } from '#contracts/observation';
import type { SceneSpec } from '#contracts/scene';
import type { DatasetDefinition, FrameRecord, Sink } from '#contracts/writer';
import { type MemoryPool, withMemory } from '#core/memory-pool';
import { encodeJpeg } from '../images/jpeg.js';
import { encodePng } from '../images/png.js';
import { encodeLabels, encodeLidar } from './points.js';
import { encodeRadar } from './radar.js';
import { microseconds, type Shot } from './schedule.js';
import { categoryName, lidarsegIndex } from './taxonomy.js';
import type { Token } from './tokens.js';

/** Where the dataset's root is for the devkit. */
export const ROOT = 'nuscenes';
export const VERSION = 'v1.0-nearmiss';

export interface DataFile {
  /** Relative to `ROOT`. */
  readonly filename: string;
  readonly fileformat: 'jpg' | 'png' | 'pcd';
}

export function logName(sample: string): string {
  return `nearmiss-${sample}`;
}

/** A picture: colour as JPEG; where the dataset has no colour, classes in the ontology's colours as PNG. */
export async function putPicture(
  definition: DatasetDefinition,
  { sample, layers }: FrameRecord,
  shot: Shot,
  sink: Sink,
  memory: MemoryPool,
): Promise<DataFile> {
  const { width, height, rgb } = layers;
  if (rgb !== undefined && definition.layers.includes('rgb')) {
    const filename = pathOf(sample, shot, 'jpg');
    await put(sink, filename, await encodeJpeg(width, height, rgb), ['rgb']);
    return { filename, fileformat: 'jpg' };
  }
  const filename = pathOf(sample, shot, 'png');
  const png = await withMemory(memory, 3 * width * height, (samples) => {
    paintClasses(definition.ontology, layers, samples);
    return encodePng({ width, height, channels: 3, samples }, memory);
  });
  await put(sink, filename, png, ['semantic']);
  return { filename, fileformat: 'png' };
}

/** What gives points. */
export type PointObservation = Extract<Observation, { readonly kind: 'lidar' | 'radar' }>;
export function isPoints(observation: Observation): observation is PointObservation {
  return observation.kind === 'lidar' || observation.kind === 'radar';
}

export async function putPoints(sample: string, observation: PointObservation, shot: Shot, sink: Sink): Promise<DataFile> {
  const filename = pathOf(sample, shot, observation.kind === 'lidar' ? 'pcd.bin' : 'pcd');
  await put(sink, filename, observation.kind === 'lidar' ? encodeLidar(observation) : encodeRadar(observation));
  return { filename, fileformat: 'pcd' };
}

/** Labels as nuScenes-lidarseg has them, a byte a point. */
export function labelsOf({ ontology }: DatasetDefinition, { bodies }: SceneSpec, turn: ObservationOf<'lidar'>): Uint8Array {
  const ofClass = ontology.classes.map(({ id, index }) => [index, lidarsegIndex(categoryName(ontology, id))] as const);
  const ofInstance = bodies.map((body) => [body.instance, lidarsegIndex(categoryName(ontology, body.class, body))] as const);
  return encodeLabels(turn, new Map(ofInstance), new Map(ofClass).set(0, lidarsegIndex('noise')));
}

/** The devkit wants as many files in that folder as there are records. */
export function labelsPath(sampleData: Token): string {
  return `lidarseg/${VERSION}/${sampleData}_lidarseg.bin`;
}

export async function put(sink: Sink, filename: string, bytes: Uint8Array, from: readonly LayerName[] = []): Promise<void> {
  await sink.put(`${ROOT}/${filename}`, bytes, from);
}

function pathOf(sample: string, { channel: { name }, timeNs, isKey }: Shot, extension: string): string {
  const file = `${logName(sample)}__${name}__${microseconds(sample, timeNs)}.${extension}`;
  return `${isKey ? 'samples' : 'sweeps'}/${name}/${file}`;
}

function paintClasses({ classes }: Ontology, { semantic }: LayerSet, rgb: Uint8Array): void {
  if (semantic === undefined) throw new TypeError('nuScenes needs the rgb or the semantic layer');
  const colours = new Map(classes.map(({ index, color }) => [index, color]));
  for (let i = 0; i < semantic.length; i++) rgb.set(colours.get(semantic[i] as number) ?? [0, 0, 0], 3 * i);
}

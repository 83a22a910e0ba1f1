/** The tables: a row a sample, a frame, an object in a frame, and a sample of each sensor that gives a handful of values. */
import type { FrameAnnotations, ObjectAnnotation, PixelBox } from '#contracts/label';
import { OBSERVATIONS, type Observation, type ObservationKind, schemaOf } from '#contracts/observation';
import type { SampleFacts, SampleStart } from '#contracts/writer';
import type { Json } from '#core/hash';
import { splitOf } from '../split.js';
import { type Column, json, nanoseconds, number, numbers, pose, text, vector, whole, yes } from './column.js';

interface InSample {
  readonly start: SampleStart;
}
export interface FrameRow extends InSample {
  readonly labels: FrameAnnotations;
}
export interface ObjectRow extends FrameRow {
  readonly object: ObjectAnnotation;
}
export interface ValuesRow extends InSample {
  readonly observation: Observation;
}
export interface SampleRow extends InSample {
  readonly facts: SampleFacts;
}

const SAMPLE: readonly Column<InSample>[] = [
  text('sample', 'name of the sample', ({ start }) => start.sample),
  text('scenario', 'file name of the scenario without extension', ({ start }) => start.scenario.name),
  whole('draw', 'which draw of the seed, from 0', ({ start }) => start.scenario.draw),
  text('split', 'train, val or test, by sample', ({ start }) => splitOf(start.scenario)),
];
const FRAME: readonly Column<FrameRow>[] = [
  ...SAMPLE,
  text('sensor', 'name of the camera', ({ labels }) => labels.sensor),
  whole('frame', 'from 0, by camera', ({ labels }) => labels.frame),
  nanoseconds('time_ns', "since the scenario's start, ns", ({ labels }) => labels.timeNs),
];

const frames: readonly Column<FrameRow>[] = [
  ...FRAME,
  nanoseconds('arrival_ns', 'when the picture is there, ns', ({ labels }) => labels.arrivalNs),
  whole('objects', 'how many are labelled', ({ labels }) => labels.objects.length),
  whole('width', 'px', ({ labels }) => labels.view.intrinsics.width),
  whole('height', 'px', ({ labels }) => labels.view.intrinsics.height),
  ...(['fx', 'fy', 'cx', 'cy'] as const).map((name) =>
    number<FrameRow>(name, "px; the first pixel's centre is at 0.5", ({ labels }) => labels.view.intrinsics[name]),
  ),
  json('lens', 'model and coefficients; null for a pinhole', ({ labels }) => (labels.view.intrinsics.lens ?? null) as never),
  ...pose<FrameRow>(
    'camera',
    'of the camera (x right, y down, z forward) in the world',
    ({ labels }) => labels.view.worldFromCamera,
  ),
  ...pose<FrameRow>('ego', 'of the ego in the world', ({ labels }) => labels.worldFromEgo),
  number('extinction', 'of visible light, 1/m', ({ labels }) => labels.medium.extinctionPerM),
  number('rain', 'mm/h', ({ labels }) => labels.medium.rainMmPerH),
  number('snow', 'mm/h of water', ({ labels }) => labels.medium.snowMmPerH),
  number('snow_cover', 'share of level ground under snow, 0..1', ({ labels }) => labels.medium.snowCover),
  number('wetness', '0 dry .. 1 standing water', ({ labels }) => labels.medium.wetness),
  number('cloud_cover', '0..1', ({ labels }) => labels.medium.cloudCover),
  number('sun_illuminance', 'of direct sun, lx', ({ labels }) => labels.medium.sunIlluminanceLx),
  number('sky_illuminance', 'diffuse, on the horizontal, lx', ({ labels }) => labels.medium.skyIlluminanceLx),
  yes('lamps_on', 'whether lamps burn', ({ labels }) => labels.medium.lampsOn),
];

const BOX = ['x', 'y', 'width', 'height'] as const;
const sides = (box: PixelBox): readonly number[] => BOX.map((side) => box[side]);

const objects: readonly Column<ObjectRow>[] = [
  ...FRAME,
  text('object', 'id of the body', ({ object }) => object.id),
  whole('track', 'instance id, stable over the sample', ({ object }) => object.track),
  text('class', 'of the ontology', ({ object }) => object.class),
  ...numbers<ObjectRow>('box', BOX, 'around the visible pixels, px from the top left corner', ({ object }) =>
    sides(object.box),
  ),
  ...numbers<ObjectRow>('amodal_box', BOX, 'around the whole body, may reach outside, px', ({ object }) =>
    sides(object.amodalBox),
  ),
  whole('visible_pixels', 'px', ({ object }) => object.visiblePixels),
  whole('amodal_pixels', 'inside the picture if nothing hid it, px', ({ object }) => object.amodalPixels),
  number('occlusion', '1 - visible / amodal, 0..1', ({ object }) => object.occlusion),
  number('truncation', 'share outside the picture, 0..1', ({ object }) => object.truncation),
  number('distance', 'from the camera to the centre of the box, m', ({ object }) => object.distance),
  ...vector<ObjectRow>('velocity', 'in the world, m/s', ({ object }) => object.velocity),
  ...numbers<ObjectRow>('size', ['length', 'width', 'height'], 'of the box, m', ({ object }) => object.cuboidInWorld.size),
  ...pose<ObjectRow>('world', "of the box's centre in the world", ({ object }) => object.cuboidInWorld.pose),
  ...pose<ObjectRow>(
    'camera',
    "of the box's centre in the camera (x right, y down, z forward)",
    ({ object }) => object.cuboidInCamera.pose,
  ),
  number('contrast', 'of the object as seen, 0..1', ({ object }) => object.contrast.value),
  number('contrast_air', 'share of contrast that the air leaves', ({ object }) => object.contrast.air),
  number('contrast_light', 'share of light that falls on it', ({ object }) => object.contrast.light),
  yes('detectable', 'false: hidden by fog or night', ({ object }) => object.contrast.detectable),
  json('contacts', 'ids of bodies that it touches', ({ object }) => object.contacts),
  json(
    'keypoints',
    '{name, x, y, visibility} each, px; null where the class has none',
    ({ object }) => (object.keypoints ?? null) as never,
  ),
];

const samples: readonly Column<SampleRow>[] = [
  ...SAMPLE,
  text('title', 'of the scenario', ({ start }) => start.scenario.title),
  text('outcome', 'pass, fail or invalid', ({ facts }) => facts.verdict.outcome),
  json('parameters', 'as drawn, SI units', ({ start }) => start.scenario.parameters),
  json('metrics', 'of criticality, SI units', ({ facts }) => facts.verdict.metrics),
  json('criteria', 'passed or not, value, limit', ({ facts }) => facts.verdict.criteria as never),
  json('events', 'what happened and when', ({ start }) => start.events as never),
];

const AXES: Readonly<Record<number, readonly string[]>> = { 3: ['x', 'y', 'z'] };
function valuesOf(kind: ObservationKind): readonly Column<ValuesRow>[] {
  const columns = Object.entries(schemaOf(kind).values).flatMap(([name, { channels, unit, about }]): Column<ValuesRow>[] => {
    const of = ({ observation }: ValuesRow) => (observation.values as Readonly<Record<string, readonly number[]>>)[name] ?? [];
    const snake = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    const told = unit === '' ? about : `${about}, ${unit}`;
    if (channels === 1) return [number(snake, told, (row) => of(row)[0] as number)];
    return numbers(snake, AXES[channels] ?? Array.from({ length: channels }, (_, i) => String(i)), told, of);
  });
  return [
    ...SAMPLE,
    text('sensor', 'name of the sensor', ({ observation }) => observation.sensor),
    whole('index', 'from 0, by sensor', ({ observation }) => observation.index),
    nanoseconds('time_ns', "when it holds, since the scenario's start, ns", ({ observation }) => observation.timeNs),
    nanoseconds('arrival_ns', 'when it is there, ns', ({ observation }) => observation.arrivalNs),
    ...pose<ValuesRow>('ego', 'of the ego in the world', ({ observation }) => observation.worldFromEgo),
    ...columns,
  ];
}

/** Kinds without a table of their own. */
const VALUE_KINDS = (Object.keys(OBSERVATIONS) as ObservationKind[]).filter(
  (kind) => Object.keys(schemaOf(kind).columns).length === 0,
);

export interface Table {
  readonly about: string;
  readonly columns: readonly Column<never>[];
}
const VALUES = new Map(VALUE_KINDS.map((kind) => [kind, valuesOf(kind)]));

/** By the name of its file. */
export const TABLES: Readonly<Record<string, Table>> = {
  samples: { about: 'a row a sample', columns: samples },
  frames: { about: 'a row a picture', columns: frames },
  objects: { about: 'a row an object and picture', columns: objects },
  ...Object.fromEntries(
    [...VALUES].map(([kind, columns]) => [kind, { about: `a row a sample of a sensor of kind ${kind}`, columns }]),
  ),
};

/** Values in the order of the table's columns. */
export type Row = readonly Json[];
export const sampleRow = (row: SampleRow): Row => rowOf(samples, row);
export const frameRow = (row: FrameRow): Row => rowOf(frames, row);
export const objectRow = (row: ObjectRow): Row => rowOf(objects, row);
/** Undefined for kinds with a table of their own. */
export function valuesRow(row: ValuesRow): Row | undefined {
  const columns = VALUES.get(row.observation.kind);
  return columns === undefined ? undefined : rowOf(columns, row);
}
function rowOf<R>(columns: readonly Column<R>[], row: R): Row {
  return columns.map(({ of }) => of(row));
}

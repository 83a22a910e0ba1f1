/** UN Regulation No. 152: emergency brakes for pedestrians. */
import type { Pack, PackScenario } from '../pack.js';
import { SOURCES, type SourceId } from '../sources.js';
import { document, items, textValue } from '../yaml.js';

interface Series {
  readonly name: string;
  readonly called: string;
  /** Vehicle's speed -> highest speed that it may hit at, km/h; 0: not at all. */
  readonly mostImpactKmH: readonly (readonly [egoKmH: number, mostKmH: number])[];
  readonly source: SourceId;
}

// biome-ignore format: a table, a line a series
const SERIES: readonly Series[] = [
  { name: 'original', called: 'original series', mostImpactKmH: [[20, 0], [25, 0], [30, 0], [35, 20], [40, 25], [45, 30], [50, 35], [55, 40], [60, 45]], source: 'un-r152-original' },
  { name: 'series-01', called: '01 series', mostImpactKmH: [[20, 0], [30, 0], [40, 0], [42, 10], [45, 15], [50, 25], [55, 30], [60, 35]], source: 'un-r152-01' },
];

/** Across the vehicle's way, to be hit at the middle of its width. */
const PEDESTRIAN = { kmH: 5, impactPercent: 50, widthM: 0.5, lengthM: 0.6, heightM: 1.8 };
/** Before the impact; the regulation asks for 4 s at least. */
const START_TTC_S = 6;

export const unR152: Pack = {
  name: 'un-r152-pedestrian',
  title: 'UN R152, car to pedestrian',
  about:
    'An adult crosses at 5 km/h; for each speed the highest impact speed that the regulation allows, in its original and in its 01 series.',
  sources: SERIES.map(({ source }) => source),
  tables: SERIES.map(({ called, mostImpactKmH }) => ({
    title: `Highest impact speed, ${called}`,
    columns: ['vehicle, km/h', ...mostImpactKmH.map(([ego]) => String(ego))],
    rows: [['at most, km/h', ...mostImpactKmH.map(([, most]) => (most === 0 ? 'avoided' : String(most)))]],
  })),
  scenarios: SERIES.flatMap((series) => series.mostImpactKmH.map(([ego, most]) => scenarioOf(series, ego, most))),
};

function scenarioOf({ name, called, source }: Series, egoKmH: number, mostKmH: number): PackScenario {
  const { kmH, impactPercent, widthM, lengthM, heightM } = PEDESTRIAN;
  const limit = mostKmH === 0 ? 'no collision' : `{maximum impact speed: {below: ${mostKmH} km/h}}`;
  const text = document([
    'nearmiss: 1',
    `title: UN R152 ${called}, ${egoKmH} km/h`,
    'hazard: An adult walks from the near side into the path of the ego.',
    'sources:',
    ...items(
      [
        SOURCES[source],
        'Criterion: the highest impact speed that the regulation allows. The pedestrian walks from the start on, 6 s before the impact; the regulation asks for a time to collision of 4 s at least.',
      ].map(textValue),
    ),
    'parameters:',
    `  egoSpeed: ${egoKmH} km/h`,
    `  walk: ${kmH} km/h`,
    `  depth: ${widthM} m # of the adult's box along the road`,
    '  conflict: 110 m # along the lane',
    `  reach: ${START_TTC_S} s # until the front of the ego is there`,
    '  front: "$conflict - $depth / 2 - $reach * $egoSpeed"',
    'environment: {sun: {elevation: 50 deg, azimuth: 180 deg}, cloud: 10 %}',
    'road: {layout: test-track, length: 220 m}',
    'ego: {kind: ncap-vut, at: {lane: right, front: $front, speed: $egoSpeed}, sensors: rigs/front-camera}',
    'actors:',
    `  target: {kind: pedestrian-adult, at: {lane: right, s: $conflict, offset: "-$reach * $walk", heading: 90 deg, speed: $walk}, look: {length: ${lengthM} m, width: ${widthM} m, height: ${heightM} m}}`,
    'execution:',
    ...items([
      `{impact: {of: ego, with: target, at: ${impactPercent} %}}`,
      `{speed: {of: target, is: ${kmH} km/h, after: start, by: 2 s}}`,
      '{offset: {of: target}}',
      '{offset: {of: ego}}',
    ]),
    `pass: [${limit}]`,
    'capture: {rate: 10 Hz, from: {at: "$reach - 3 s"}, for: 4 s}',
    'duration: "$reach + 3 s"',
  ]);
  return { name: `${name}-${egoKmH}`, row: called, column: `${egoKmH} km/h`, text };
}

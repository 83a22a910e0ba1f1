/** Somebody jumps into the lane ahead: Autoware's emergency braking against pedestrians and animals. */
import type { Pack, PackScenario } from '../pack.js';
import { SOURCES, type SourceId } from '../sources.js';
import { document, items, textValue } from '../yaml.js';

interface Jumper {
  readonly called: string;
  readonly kind: string;
  /** Usual speeds, m/s. */
  readonly paceMPerS: readonly [low: number, high: number];
  readonly gait: string;
  /** From the edge of the road at first, m. */
  readonly besideM: number;
  readonly source: SourceId;
}

// biome-ignore format: a table, a line a kind
const JUMPERS: readonly Jumper[] = [
  { called: 'adult', kind: 'pedestrian-adult', paceMPerS: [0.97, 1.25], gait: 'walking', besideM: 0.5, source: 'walking-speeds' },
  { called: 'white-tailed deer', kind: 'white-tailed-deer', paceMPerS: [4.5, 5.4], gait: 'trotting', besideM: 3, source: 'species-speeds' },
  { called: 'moose', kind: 'moose', paceMPerS: [8.9, 11], gait: 'trotting', besideM: 3, source: 'species-speeds' },
  { called: 'wild boar', kind: 'wild-boar', paceMPerS: [2.2, 4.4], gait: 'unalarmed', besideM: 3, source: 'species-speeds' },
  { called: 'kangaroo', kind: 'kangaroo', paceMPerS: [5.6, 7], gait: 'hopping', besideM: 3, source: 'species-speeds' },
];

/** Speed of the ego, and how near it comes before somebody sets off. */
const APPROACHES: readonly (readonly [egoKmH: number, gapM: number])[] = [
  [90, 100],
  [100, 120],
  [110, 150],
];
/** In the lane within so long, s; braking at most, m/s^2. */
const LIMITS = { entersWithinS: 4, decelerationMPerS2: 5 };

export const animalJumpIn: Pack = {
  name: 'animal-jump-in',
  title: 'Pedestrians and animals jump into the lane',
  about:
    'Somebody at the edge of a country road sets off when the ego is 100 to 150 m away, and stands in its lane within 4 s. To be avoided without braking harder than 5 m/s².',
  sources: ['autoware-jump-in', 'walking-speeds', 'species-speeds'],
  tables: [
    {
      title: 'Approaches',
      columns: ['ego, km/h', 'sets off at, m', 'in the lane within, s', 'braking below, m/s²'],
      rows: APPROACHES.map(([ego, gap]) => [ego, gap, LIMITS.entersWithinS, LIMITS.decelerationMPerS2].map(String)),
    },
    {
      title: 'Who jumps',
      columns: ['kind', 'gait', 'pace, m/s', 'from the edge, m', 'source'],
      rows: JUMPERS.map(({ called, gait, paceMPerS: [low, high], besideM, source }) => [
        called,
        gait,
        `${low} to ${high}`,
        String(besideM),
        SOURCES[source],
      ]),
    },
  ],
  scenarios: JUMPERS.flatMap((jumper) => APPROACHES.map(([ego, gap]) => scenarioOf(jumper, ego, gap))),
};

function scenarioOf(
  { called, kind, paceMPerS: [low, high], gait, besideM, source }: Jumper,
  egoKmH: number,
  gapM: number,
): PackScenario {
  const who = `${called === 'adult' ? 'An' : 'A'} ${called}`;
  const text = document([
    'nearmiss: 1',
    `title: ${who} jumps in, ${egoKmH} km/h`,
    `hazard: ${who} sets off ${gapM} m ahead of the ego and stops in its lane.`,
    'sources:',
    ...items(
      [
        SOURCES['autoware-jump-in'],
        SOURCES[source],
        `In the lane within ${LIMITS.entersWithinS} s of setting off; the ego is not to brake harder than ${LIMITS.decelerationMPerS2} m/s^2.`,
      ].map(textValue),
    ),
    'parameters:',
    `  egoSpeed: ${egoKmH} km/h`,
    `  pace: {uniform: [${low} m/s, ${high} m/s]} # ${gait}`,
    'environment: {sun: {elevation: 25 deg, azimuth: 130 deg}, cloud: 40 %}',
    'road: {layout: rural-two-lane, verge: grass, length: 400 m}',
    'ego: {kind: sedan, at: {lane: right, s: 10 m, speed: $egoSpeed}, sensors: rigs/front-camera}',
    'actors:',
    `  target: {kind: ${kind}, at: {beside: right, s: 230 m, offset: ${besideM} m}}`,
    'story:',
    '  - name: jump in',
    `    when: {gap: {from: ego, to: target, below: ${gapM} m}}`,
    '    do: {target: {cross: {to: right lane, speed: $pace}}}',
    'execution:',
    ...items(['{offset: {of: target}}', '{offset: {of: ego, until: jump in}}']),
    `pass: [no collision, {maximum deceleration: {below: ${LIMITS.decelerationMPerS2} m/s^2}}]`,
    'capture: {rate: 10 Hz, from: {before: jump in, by: 0.5 s}, for: 4 s}',
    'duration: 16 s',
  ]);
  return { name: `${kind}-${egoKmH}`, row: called, column: `${egoKmH} km/h, ${gapM} m`, text };
}

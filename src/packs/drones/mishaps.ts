/** Each mishap as the parts of a scenario that are its own. */
import { FLIGHT, type Mishap } from './table.js';

export interface Parts {
  readonly hazard: string;
  readonly parameters: readonly string[];
  readonly wind: string;
  readonly road: string;
  readonly lane: string;
  /** m */
  readonly altitudeM: number;
  /** Along the lane, m. */
  readonly fromM: number;
  readonly toM: number;
  readonly actors: readonly string[];
  readonly story: readonly string[];
  readonly execution: readonly string[];
  /** Criteria of its own, each with a comma behind it. */
  readonly pass: string;
  /** Since when pictures are taken. */
  readonly captured: string;
}

const STREET = {
  road: '{layout: urban-street, length: 240 m, parked: sparse, floors: 3}',
  lane: 'right',
  altitudeM: 22,
  fromM: 20,
  toM: 160,
};
const CANYON = {
  road: '{layout: urban-canyon, length: 260 m, height: 45 m, width: 30 m, cornerAt: 110 m}',
  lane: 'corridor',
  altitudeM: 20,
  fromM: 35,
  toM: 185,
};
/** The other drone's way to the route. */
const CROSSING = { fromM: 30, paceMPerS: 5 };
const LIGHT_AIR = '{speed: 2 m/s, from: 0 deg, gusts: 0.3 m/s}';
const NOBODY: Pick<Parts, 'actors' | 'pass' | 'execution'> = { actors: [], pass: '', execution: [] };

/** One thing that befalls the ego 50 m on its way. */
function befalls(name: string, action: string): Pick<Parts, 'story' | 'captured'> {
  return {
    story: ['story:', `  - name: ${name}`, '    when: {station: {of: ego, above: 50 m}}', `    do: {ego: ${action}}`],
    captured: `{before: ${name}, by: 0.5 s}`,
  };
}

export const mishaps: Readonly<Record<Mishap, (step: number) => Parts>> = {
  'mean wind': (step) => ({
    ...STREET,
    ...NOBODY,
    hazard: 'A steady wind across the route pushes the drone towards the houses.',
    parameters: [`  wind: ${step} m/s`],
    wind: '{speed: $wind, from: 0 deg, gusts: "$wind / 10"}',
    story: [],
    captured: '{at: 5 s}',
  }),
  'gust at a corner': (step) => ({
    ...CANYON,
    ...NOBODY,
    hazard: 'The drone leaves the lee of the towers at a side street and is struck by a gust that funnels through it.',
    parameters: [`  gust: ${step} m/s`],
    wind: '{speed: 3 m/s, from: 0 deg, gusts: 0.3 m/s}',
    story: [
      'story:',
      '  - name: corner',
      '    when: {region: {of: ego, in: corner}}',
      '    do: {ego: {gust: {speed: $gust, from: 0 deg, rise: 0.4 s, for: 1.2 s}}}',
    ],
    captured: '{before: corner, by: 1 s}',
  }),
  'positioning lost': (step) => ({
    ...STREET,
    ...NOBODY,
    ...befalls('lost', '{gnssLoss: {for: $lost, drift: 1.5 m/s}}'),
    hazard: 'Satellite positioning fails over a street; what the drone takes for its place walks off.',
    parameters: [`  lost: ${step} s`],
    wind: LIGHT_AIR,
  }),
  'rotor failure': (step) => ({
    ...STREET,
    ...NOBODY,
    ...befalls('failure', '{rotorFailure: {rotor: 1, remaining: $left}}'),
    hazard: 'One rotor loses thrust over a street.',
    parameters: [`  left: ${step} %`],
    wind: LIGHT_AIR,
  }),
  intruder: (step) => ({
    ...CANYON,
    hazard: 'Another drone comes out of a side street and crosses the route at the same height.',
    parameters: [`  late: ${step} m # of the other, along its own way`, `  pace: ${CROSSING.paceMPerS} m/s`],
    wind: LIGHT_AIR,
    actors: [
      'actors:',
      `  other: {kind: hexarotor, at: {x: 110 m, y: ${CROSSING.fromM} m, z: ${CANYON.altitudeM} m, heading: -90 deg}}`,
    ],
    story: [
      'story:',
      '  - name: comes out',
      // The ego is at the corner 75 m on its way; by then the other has its 30 m behind it, but for what it is late.
      `    when: {station: {of: ego, above: "75 m - ${FLIGHT.cruiseMPerS} m/s * (${CROSSING.fromM} m - $late) / $pace"}}`,
      `    do: {other: {fly: {route: [{x: 110 m, y: -${CROSSING.fromM} m, z: ${CANYON.altitudeM} m}], speed: $pace}}}`,
    ],
    execution: [`{speed: {of: other, is: ${CROSSING.paceMPerS} m/s, after: comes out, by: 1 s}}`],
    pass: `{minimum distance: {to: other, above: ${FLIGHT.apartM} m}}, `,
    captured: '{after: comes out, by: 3 s}',
  }),
};

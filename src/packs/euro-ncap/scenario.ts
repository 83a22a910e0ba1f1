/** One point of the protocol as a scenario. */
import { SOURCES } from '../sources.js';
import { document, entries, items, textValue } from '../yaml.js';
import { hidden } from './hidden.js';
import { motionOf } from './motion.js';
import { type Light, type Row, TARGETS, VEHICLE } from './table.js';

export interface Point {
  readonly row: Row;
  /** % of the vehicle's width, from the side that the target comes from. */
  readonly impact: number;
  readonly light: Light;
  readonly egoKmH: number;
}

export function titleOf({ case: name }: Row, impact: number, light: Light): string {
  return `${name}-${impact}, ${light}`;
}

export function scenarioText(point: Point): string {
  const { row, impact, light, egoKmH } = point;
  const motion = motionOf(point);
  const target = TARGETS[row.target];
  const ahead = Number((target.lengthM / 2 - target.pointM).toFixed(4));
  return document([
    'nearmiss: 1',
    `title: ${textValue(`${titleOf(row, impact, light)}, ${egoKmH} km/h`)}`,
    `hazard: ${textValue(hazardOf(point))}`,
    'sources:',
    ...items([SOURCES[row.source], motion.note].map(textValue)),
    'parameters:',
    entries([
      ['egoSpeed', `${egoKmH} km/h`],
      ['impact', `${impact} %`, 'of its width, from the side that the target comes from'],
      ['pace', `${row.targetKmH} km/h`, `of the ${target.called}`],
      ['point', `${ahead} m`, `ahead of its middle: ${target.pointCalled}`],
      ['depth', `${motion.depthM} m`, 'of its box along the road'],
      ['egoWidth', `${VEHICLE.widthM} m`],
      ['conflict', `${motion.conflictM} m`, 'along the lane'],
      ...motion.parameters,
    ]),
    environmentOf(light),
    `road: ${roadOf(point, motion.conflictM)}`,
    'ego: {kind: ncap-vut, at: {lane: right, front: $front, speed: $egoSpeed}, sensors: rigs/front-camera}',
    'actors:',
    `  target: {kind: ${target.kind}, at: ${motion.at}, look: ${lookOf(row)}}`,
    hidden(row),
    ...motion.story,
    'execution:',
    ...items([
      `{impact: {of: ego, with: target, at: ${impact} %, point: ${ahead} m}}`,
      `{speed: {of: target, is: ${row.targetKmH} km/h, ${motion.steady}}}`,
      '{offset: {of: target}}',
      `{offset: {of: ego${motion.setsOff === undefined ? '' : `, until: ${motion.setsOff}`}}}`,
    ]),
    'pass: [no collision]',
    'capture: {rate: 10 Hz, from: {at: "$reach - 3 s"}, for: 4 s}',
    'duration: "$reach + 3 s"',
  ]);
}

function hazardOf({ row, light }: Point): string {
  const { called } = TARGETS[row.target];
  const goes = row.target === 'cyclist' ? 'rides' : 'walks';
  const where =
    row.comes === 'along the lane' ? `${goes} ahead of the ego in its lane` : `${goes} ${row.comes} into the path of the ego`;
  const hiddenBy = row.hiddenBy === undefined ? '' : `, hidden by ${row.hiddenBy} until the last`;
  const lit = light === 'day' ? '' : row.lamps === undefined ? ', at night by headlights' : ', at night by street lamps';
  return `${called === 'adult' ? 'An' : 'A'} ${called} ${where}${hiddenBy}${lit}.`;
}

/** Noon at the summer solstice in Germany; at night a moon of 0.1 lx. */
function environmentOf(light: Light): string {
  return light === 'day'
    ? 'environment: {sun: {elevation: 65 deg, azimuth: 172 deg}, illuminance: 100000 lx, cloud: 0 %}'
    : 'environment: {sun: {elevation: -30 deg}, moon: {elevation: 66 deg, azimuth: 178 deg}, illuminance: 0.1 lx, cloud: 0 %, lamps: on}';
}

function roadOf({ row, light }: Point, conflictM: number): string {
  const lit = light === 'night' && row.lamps !== undefined;
  const lamps = lit ? `, streetLamps: ${row.lamps.replace(' ', '-')}, lampsAt: ${conflictM} m` : '';
  return `{layout: test-track, length: ${conflictM + 110} m${lamps}}`;
}

function lookOf({ target }: Row): string {
  const { lengthM, widthM, heightM } = TARGETS[target];
  return heightM === undefined
    ? '{bike: city, height: 1.8 m}'
    : `{length: ${lengthM} m, width: ${widthM} m, height: ${heightM} m}`;
}

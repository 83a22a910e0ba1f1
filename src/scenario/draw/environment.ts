/** Environment from what the author said: presets first, then what is stated. */
import type { Environment } from '#contracts/scenario';
import { type PresetValues, presets } from '../declare/presets.js';
import type { ScenarioTree } from '../declare/top.js';
import { banksOf } from './banks.js';
import { lunarPosition, type MoonPosition } from './moon.js';
import { solarPosition } from './sun.js';
import type { Draw } from './values.js';

const MM_PER_H = 3.6e6;
const DEGREE = Math.PI / 180;

export function drawEnvironment(tree: ScenarioTree['environment'], draw: Draw): Environment {
  const base: PresetValues = Object.assign({}, ...(tree?.preset ?? []).map((name) => presets[name]));
  const number = (value: Parameters<Draw['number']>[0] | undefined): number | undefined =>
    value === undefined ? undefined : draw.number(value);
  const rain = number(tree?.rain);
  const snow = number(tree?.snow);
  const rainMmPerH = rain === undefined ? (base.rainMmPerH ?? 0) : rain * MM_PER_H;
  const snowMmPerH = snow === undefined ? (base.snowMmPerH ?? 0) : snow * MM_PER_H;
  const fogMorM = number(tree?.fog?.mor) ?? base.fogMorM;
  const leavesPerS = number(tree?.leaves);
  const illuminanceLx = number(tree?.illuminance) ?? base.illuminanceLx;
  return {
    ...sunOf(tree?.sun, base, draw),
    ...moonOf(tree?.sun, tree?.moon, draw),
    northHeading: number(tree?.north) ?? Math.PI / 2,
    ...(illuminanceLx === undefined ? {} : { illuminanceLx }),
    cloudCover: number(tree?.cloud) ?? base.cloudCover ?? (rainMmPerH + snowMmPerH > 0 ? 1 : 0.2),
    rainMmPerH,
    snowMmPerH,
    ...(fogMorM === undefined ? {} : { fogMorM }),
    ...banksOf(tree, draw),
    windSpeed: number(tree?.wind?.speed) ?? base.windSpeed ?? 0,
    windFrom: number(tree?.wind?.from) ?? 0,
    gustAmplitude: number(tree?.wind?.gusts) ?? 0,
    ...(tree?.wind?.buildings === 'felt' ? { windByBuildings: true as const } : {}),
    ...(leavesPerS === undefined ? {} : { leavesPerS }),
    wetness: number(tree?.wetness) ?? base.wetness ?? Math.min(1, rainMmPerH / 4),
    snowCover: number(tree?.snowCover) ?? Math.min(0.85, snowMmPerH / 1.8),
    lamps: (tree?.lamps === undefined ? 'auto' : draw.word(tree.lamps)) as Environment['lamps'],
  };
}

function sunOf(
  sun: NonNullable<ScenarioTree['environment']>['sun'],
  base: PresetValues,
  draw: Draw,
): Pick<Environment, 'sunElevation' | 'sunAzimuth'> {
  if (sun === undefined) return { sunElevation: base.sunElevation ?? 40 * DEGREE, sunAzimuth: 150 * DEGREE };
  if ('time' in sun) return solarPosition(sun.time, draw.number(sun.latitude), draw.number(sun.longitude));
  return {
    sunElevation: draw.number(sun.elevation),
    sunAzimuth: sun.azimuth === undefined ? 150 * DEGREE : draw.number(sun.azimuth),
  };
}

/** As stated, or where it is at the sun's time; none otherwise. */
function moonOf(
  sun: NonNullable<ScenarioTree['environment']>['sun'],
  moon: NonNullable<ScenarioTree['environment']>['moon'],
  draw: Draw,
): Partial<MoonPosition> {
  if (moon !== undefined)
    return {
      moonElevation: draw.number(moon.elevation),
      moonAzimuth: moon.azimuth === undefined ? 150 * DEGREE : draw.number(moon.azimuth),
      moonLit: moon.lit === undefined ? 1 : draw.number(moon.lit),
    };
  return sun !== undefined && 'time' in sun
    ? lunarPosition(sun.time, draw.number(sun.latitude), draw.number(sun.longitude))
    : {};
}

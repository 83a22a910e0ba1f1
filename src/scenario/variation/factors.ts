/** What a counterfactual may vary: keys of a scenario that change how a scene looks and not, by themselves, where anything is. */
import { nearest, usageError } from '#core/errors';
import { type QuantityName, quantities } from '../units.js';

export interface Factor {
  /** As in the scenario file, `environment.fog.mor`. */
  readonly key: string;
  /** What bare numbers are; words where missing. */
  readonly quantity?: QuantityName;
  /** Paths of the concrete scenario that the key is, and no others. */
  readonly is: RegExp;
}

const environment = (key: string, members: string, quantity?: QuantityName): Factor => ({
  key: `environment.${key}`,
  ...(quantity === undefined ? {} : { quantity }),
  is: new RegExp(`^environment\\.(${members})$`),
});
/** The record of what was drawn goes with each. */
const randomize = (key: string, paths: string): Factor => ({
  key: `randomize.${key}`,
  quantity: 'ratio',
  is: new RegExp(`^(${paths}|randomization)(\\.|$)`),
});
const SURFACES = 'appearance';
const PICTURES = 'actors\\.\\d+\\.sensors\\.\\d+\\.developmentRanges';

export const FACTORS: readonly Factor[] = [
  environment('fog.mor', 'fogMorM', 'length'),
  environment('rain', 'rainMmPerH', 'precipitation'),
  environment('snow', 'snowMmPerH', 'precipitation'),
  environment('cloud', 'cloudCover', 'ratio'),
  environment('wetness', 'wetness', 'ratio'),
  environment('snowCover', 'snowCover', 'ratio'),
  environment('illuminance', 'illuminanceLx', 'illuminance'),
  environment('sun.elevation', 'sunElevation', 'angle'),
  environment('sun.azimuth', 'sunAzimuth', 'angle'),
  environment('sun.time', 'sunElevation|sunAzimuth|moonElevation|moonAzimuth|moonLit'),
  environment('moon.elevation', 'moonElevation|moonAzimuth|moonLit', 'angle'),
  environment('moon.azimuth', 'moonAzimuth', 'angle'),
  environment('moon.lit', 'moonLit', 'ratio'),
  environment('north', 'northHeading', 'angle'),
  environment('lamps', 'lamps'),
  environment('wind.speed', 'windSpeed', 'speed'),
  environment('wind.from', 'windFrom', 'angle'),
  environment('wind.gusts', 'gustAmplitude', 'speed'),
  environment('leaves', 'leavesPerS', 'frequency'),
  randomize('appearance', SURFACES),
  randomize('colours', SURFACES),
  randomize('textures', SURFACES),
  randomize('materials', SURFACES),
  randomize('light', 'environment\\.light'),
  randomize('time', 'environment\\.(sunElevation|sunAzimuth|illuminanceLx)'),
  randomize('exposure', PICTURES),
  randomize('whiteBalance', PICTURES),
  randomize('imaging', PICTURES),
];

/** @param key `weather.` is read as `environment.` @throws NearmissError NM7501 naming the nearest */
export function factorOf(key: string): Factor {
  const meant = key.replace(/^weather\./, 'environment.');
  const found = FACTORS.find((factor) => factor.key === meant);
  if (found !== undefined) return found;
  const keys = FACTORS.map((factor) => factor.key);
  const guess = keys.find((each) => each.endsWith(`.${key}`)) ?? nearest(meant, keys);
  const hint = guess === undefined ? `one of ${keys.join(', ')}` : `did you mean "${guess}"?`;
  throw usageError('NM7501', `"${key}" can't be varied with the geometry held`, hint);
}

/** The unit of bare numbers where the file has none: SI where the language knows it, else the quantity's usual one. */
export function usualUnit(quantity: QuantityName): string {
  const units = Object.entries(quantities[quantity].units);
  return (units.find(([, factor]) => factor === 1) ?? units[0] ?? [''])[0];
}

/**
 * Mean radar cross-sections at 77 GHz by class and aspect. Ranges: science.md 4.5 (pedestrian -10 to 0 dBsm after JRC EUR 25762,
 * bicycle -5 to 5, car 10 to 20, truck 15 to 30; sources differ). Between aspects straight in decibels.
 */
import type { BodySpec } from '#contracts/scene';
import { decibel } from './equation.js';

/** dBsm seen from the nose, half left or right, from the side, half behind, from behind. */
type ByAspect = readonly [number, number, number, number, number];

const CAR: ByAspect = [13, 10, 20, 10, 15];
const VAN: ByAspect = [16, 12, 23, 12, 18];
const TRUCK: ByAspect = [20, 16, 30, 16, 25];
const CYCLIST: ByAspect = [-4, -1, 5, -1, -4];
const PERSON: ByAspect = [-5, -6, -8, -6, -5];
const DRONE: ByAspect = [-16, -15, -16, -15, -16];
/** Vaughn, Proc. IEEE 73 (1985) 205: -30 to -20 dBsm at shorter waves. */
const BIRD: ByAspect = [-27, -24, -21, -24, -27];

const BY_CLASS: Readonly<Record<string, ByAspect>> = {
  car: CAR,
  van: VAN,
  truck: TRUCK,
  bus: TRUCK,
  motorcycle: [5, 6, 10, 6, 5],
  bicycle: CYCLIST,
  cyclist: CYCLIST,
  person: PERSON,
  drone: DRONE,
  bird: BIRD,
};
/** Metal that is not a vehicle: a square metre of it gives back a square metre. */
const OF_METAL = new Set(['crane', 'lost-load', 'obstacle', 'wire']);
/** An adult's silhouette, m^2; living things of another size scale with theirs. */
const ADULT = 0.9;

/** @param aspect where the radar is, from the body's nose, rad */
export function meanRcs(spec: BodySpec, aspect: number): number {
  const known = BY_CLASS[spec.class];
  if (known !== undefined) return byAspect(known, aspect);
  const [length, width, height] = spec.box.size;
  const broadside = Math.abs(aspect) > Math.PI / 4 && Math.abs(aspect) < (3 * Math.PI) / 4;
  const silhouette = Math.max(1e-4, 0.5 * (broadside ? length : width) * height);
  return OF_METAL.has(spec.class) ? decibel(silhouette) : -6 + decibel(silhouette / ADULT);
}

function byAspect(table: ByAspect, aspect: number): number {
  const at = Math.min(3.999999, (Math.abs(aspect) / Math.PI) * 4);
  const low = Math.floor(at);
  return (table[low] as number) + ((table[low + 1] as number) - (table[low] as number)) * (at - low);
}

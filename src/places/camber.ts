/**
 * A road's fall to its sides, so that water runs off: 2.5 % (RAL 2012 and RASt 06; AASHTO's Green Book has 1.5-2 %), from the middle to both edges or
 * over the whole width of a motorway's carriageway. Edges keep their height, so kerbs, gutters and verges stay where they are and the middle stands higher.
 */
import type { Camber, Place } from '#contracts/place';
import { offsetOf, type ReferenceLine, referenceLine, stationOf } from './line.js';
import type { Extent } from './road.js';

/** Height over width. */
export const FALL = 0.025;

type Profile = Camber['profile'];

/** Highest in the middle between its edges, given as offsets, m. */
export function crowned(right: number, left: number): Profile {
  const half = (left - right) / 2;
  return [
    [right, 0],
    [right + half, FALL * half],
    [left, 0],
  ];
}

export function camberAlong({ start, end }: Extent, profile: Profile): Camber {
  return { from: start, to: end, profile };
}

/** Where a profile bends, as offsets, m: strips end there. */
export function bendsOf(profile: Profile): number[] {
  return profile.map(([offset]) => offset);
}

/** @returns how high the road's fall lifts a point over the plane z = 0, m; 0 beside the road and beyond its ends */
export function riseOf(place: Place): (x: number, y: number) => number {
  const known = made.get(place);
  if (known !== undefined) return known;
  const rise = place.camber === undefined ? () => 0 : riseAlong(place.camber, referenceLine(place.curvature ?? 0));
  made.set(place, rise);
  return rise;
}
/** A place is asked by every body on it. */
const made = new WeakMap<Place, (x: number, y: number) => number>();

/** Ends are where a road stops being drawn: a vertex there is on it, whatever the last bit says. */
const BEYOND = 0.5;

function riseAlong({ from, to, profile }: Camber, line: ReferenceLine): (x: number, y: number) => number {
  return (x, y) => {
    const height = heightIn(profile, offsetOf(line, x, y));
    if (height === 0) return 0;
    const s = stationOf(line, x, y, from - BEYOND);
    return s <= to + BEYOND ? height : 0;
  };
}

function heightIn(profile: Profile, offset: number): number {
  for (let i = 0; i + 1 < profile.length; i++) {
    const [a, low] = profile[i] as Profile[number];
    const [b, high] = profile[i + 1] as Profile[number];
    if (offset >= a && offset <= b) return low + ((high - low) * (offset - a)) / (b - a);
  }
  return 0;
}

/** A place as it was laid out on the plane, with what stands on its road lifted onto it. */
export function onCamber(place: Place): Place {
  if (place.camber === undefined) return place;
  const rise = riseOf(place);
  const features = place.features.map((feature) => {
    const height = rise(...feature.position);
    return height === 0 ? feature : { ...feature, base: (feature.base ?? 0) + height };
  });
  return { ...place, features };
}

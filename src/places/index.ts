/** Procedural places by layout name. */
import type { LanePoint, Place } from '#contracts/place';
import type { PlaceSpec } from '#contracts/scene';

export function buildPlace(_spec: PlaceSpec): Place {
  throw new Error('not built yet');
}
export function lanePoint(_place: Place, _lane: string, _s: number, _offset: number): LanePoint {
  throw new Error('not built yet');
}

/** Where things are on a lane, and where on a lane things are. */
import type { Lane, LanePoint, Place, Vec2 } from '#contracts/place';
import { nearest, usageError } from '#core/errors';
import { atan2 } from '#core/math';
import { turned } from './line.js';

/** @throws NearmissError (NM1002) naming the nearest known lane. */
export function laneOf(place: Place, id: string): Lane {
  const lane = place.lanes.find((candidate) => candidate.id === id);
  if (lane !== undefined) return lane;
  const names = place.lanes.map((candidate) => candidate.id);
  const guess = nearest(id, names);
  throw usageError(
    'NM1002',
    `layout ${place.spec.layout} has no lane "${id}"`,
    guess ? `did you mean "${guess}"?` : `lanes: ${names.join(', ')}`,
  );
}

/**
 * The point at station `s` (m along the centre line as drawn; beyond its ends the line goes on straight), `offset` m to the
 * left of the line. The heading is the way traffic moves.
 */
export function lanePoint(place: Place, laneId: string, s: number, offset = 0): LanePoint {
  const lane = laneOf(place, laneId);
  const { a, b, along } = segmentAt(lane.centerline, s);
  const [ux, uy] = unit(a, b);
  const heading = atan2(uy, ux);
  const position: Vec2 = [a[0] + ux * along - uy * offset, a[1] + uy * along + ux * offset];
  return { position, heading: lane.direction === 1 ? heading : turned(heading) };
}

/** Station and left offset of the lane's point nearest to `point`. */
export function projectToLane(place: Place, laneId: string, point: Vec2): { s: number; offset: number } {
  const line = laneOf(place, laneId).centerline;
  let best = { s: 0, offset: 0, gap: Number.POSITIVE_INFINITY };
  let start = 0;
  for (let i = 0; i + 1 < line.length; i++) {
    const a = line[i] as Vec2;
    const b = line[i + 1] as Vec2;
    const length = distance(a, b);
    const [ux, uy] = unit(a, b);
    const dx = point[0] - a[0];
    const dy = point[1] - a[1];
    const along = dx * ux + dy * uy;
    const low = i === 0 ? Number.NEGATIVE_INFINITY : 0;
    const high = i + 2 === line.length ? Number.POSITIVE_INFINITY : length;
    const clamped = Math.min(Math.max(along, low), high);
    const offset = dy * ux - dx * uy;
    const gap = Math.abs(offset) + Math.abs(along - clamped);
    if (gap < best.gap) best = { s: start + clamped, offset, gap };
    start += length;
  }
  return { s: best.s, offset: best.offset };
}

function segmentAt(line: readonly Vec2[], s: number): { a: Vec2; b: Vec2; along: number } {
  let start = 0;
  for (let i = 0; ; i++) {
    const a = line[i] as Vec2;
    const b = line[i + 1] as Vec2;
    const length = distance(a, b);
    if (s < start + length || i + 2 === line.length) return { a, b, along: s - start };
    start += length;
  }
}
function distance(a: Vec2, b: Vec2): number {
  return Math.sqrt((a[0] - b[0]) * (a[0] - b[0]) + (a[1] - b[1]) * (a[1] - b[1]));
}
function unit(a: Vec2, b: Vec2): Vec2 {
  const length = distance(a, b);
  return [(b[0] - a[0]) / length, (b[1] - a[1]) / length];
}

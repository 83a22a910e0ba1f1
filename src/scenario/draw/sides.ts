/** The two sides of a road: its edges, verges, sidewalks. */
import type { Place, Vec2 } from '#contracts/place';
import { laneOf, lanePoint, projectToLane } from '#places/index';
import { BadDraw } from './values.js';

/** Paved ground beyond the outermost lane's middle on layouts without parking, m (rural shoulders). */
const SHOULDER = 0.5;

/** The edge of the road: a lane, and the offset (left of its line as drawn) at which the road ends. */
export function edgeOf(place: Place, side: 'right' | 'left'): { lane: string; offset: number; outwards: 1 | -1 } {
  const parking = place.lanes.find((lane) => lane.id === `${side}-parking` || lane.id === `${side}-shoulder`);
  const driving = place.lanes.filter((lane) => lane.kind === 'driving');
  const y = (id: string): number => lanePoint(place, id, 0).position[1];
  const outermost = parking ?? [...driving].sort((a, b) => (side === 'right' ? y(a.id) - y(b.id) : y(b.id) - y(a.id)))[0];
  if (outermost === undefined) throw new BadDraw('this layout has no road to stand beside');
  const outwards = side === 'left' ? 1 : -1;
  const shoulder = parking === undefined ? SHOULDER : 0;
  return { lane: outermost.id, offset: outwards * (outermost.width / 2 + shoulder), outwards };
}

/**
 * The point straight across from `from` on a named strip: `left verge`, `right lane`, `other side`, ...
 * @param ahead m farther along the road
 */
export function goalPoint(place: Place, goal: string, from: Vec2, ahead: number): Vec2 {
  const { s, offset } = projectToLane(place, place.mainLane, from);
  const target = goal === 'other side' ? (offset > 0 ? 'right verge' : 'left verge') : goal;
  const [side = 'left', strip = 'edge'] = target.split(' ') as ['left' | 'right', string];
  const edge = edgeOf(place, side);
  const lane =
    place.lanes.find((each) => each.id === `${side}-${strip}`) ??
    (strip === 'lane' ? place.lanes.find((each) => each.id === side) : undefined);
  const { s: station } = projectToLane(place, lane?.id ?? edge.lane, lanePoint(place, place.mainLane, s, 0).position);
  if (lane !== undefined) return lanePoint(place, laneOf(place, lane.id).id, station + ahead, 0).position;
  // A verge that the layout does not name begins at the edge of the road.
  const beyond = strip === 'edge' ? 0.3 : 2.5;
  return lanePoint(place, edge.lane, station + ahead, edge.offset + edge.outwards * beyond).position;
}

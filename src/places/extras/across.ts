/** What lies how far to the side of a place's main lane: the road, and the pavements or verges beside it. */
import type { Lane, Place, Vec2 } from '#contracts/place';
import { lanePoint, projectToLane } from '../lanes.js';

/** To the left of the main lane's line, m. */
export interface Band {
  readonly from: number;
  readonly to: number;
}
export interface Across {
  /** Everything that traffic drives or parks on. */
  readonly road: Band;
  /** Pavements, by the side they are on. */
  readonly pavements: { readonly left?: Band; readonly right?: Band };
}

const ROAD: readonly Lane['kind'][] = ['driving', 'parking'];

/** @returns undefined for a place without a road */
export function across(place: Place): Across | undefined {
  const road = merged(place.lanes.filter(({ kind }) => ROAD.includes(kind)).map((lane) => bandOf(place, lane)));
  if (road === undefined) return undefined;
  const walks = place.lanes.filter(({ kind }) => kind === 'sidewalk').map((lane) => bandOf(place, lane));
  const left = merged(walks.filter(({ from }) => from > road.from));
  const right = merged(walks.filter(({ to }) => to < road.to));
  return { road, pavements: { ...(left === undefined ? {} : { left }), ...(right === undefined ? {} : { right }) } };
}

function bandOf(place: Place, lane: Lane): Band {
  const middle = lane.centerline[Math.floor(lane.centerline.length / 2)] as Vec2;
  const { offset } = projectToLane(place, place.mainLane, middle);
  return { from: offset - lane.width / 2, to: offset + lane.width / 2 };
}

function merged(bands: readonly Band[]): Band | undefined {
  if (bands.length === 0) return undefined;
  return { from: Math.min(...bands.map(({ from }) => from)), to: Math.max(...bands.map(({ to }) => to)) };
}

/** A point beside the main lane, and the heading along it. */
export function pointBeside(place: Place, s: number, offset: number): { readonly position: Vec2; readonly heading: number } {
  return lanePoint(place, place.mainLane, s, offset);
}

/** Points of the language as points of the world. */
import type { Place } from '#contracts/place';
import type { Vec3 } from '#core/pose';
import { lanePoint } from '#places/index';
import type { point } from '../declare/points.js';
import type { Read } from '../language/context.js';
import type { Value } from '../language/value.js';
import type { Draw } from './values.js';

export function drawPoint(tree: Read<typeof point>, place: Place, draw: Draw): Vec3 {
  const number = (value: Value | undefined): number => (value === undefined ? 0 : draw.number(value));
  if ('x' in tree) return [draw.number(tree.x), draw.number(tree.y), number(tree.z)];
  const { position } = lanePoint(place, tree.lane?.name ?? place.mainLane, draw.number(tree.s), number(tree.offset));
  return [position[0], position[1], number(tree.altitude)];
}

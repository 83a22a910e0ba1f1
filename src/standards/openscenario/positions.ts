/** Where things are: in the world, or on a lane of the exported road. */
import { PI, sin, wrapAngle } from '#core/math';
import { ROAD_ID } from '../opendrive/index.js';
import type { RoadLane } from '../opendrive/lanes.js';
import type { RoadLine } from '../opendrive/road-line.js';
import { element, type XmlElement } from '../xml/element.js';
import type { Sample } from './motion.js';

/** Angles below this are written as none, rad. */
const LEVEL = 1e-4;

export function worldPosition({ position: [x, y, z], angles: [h, p, r] }: Sample): XmlElement {
  const tilted = Math.abs(p) > LEVEL || Math.abs(r) > LEVEL;
  return element('Position', {}, element('WorldPosition', { x, y, z, h, ...(tilted ? { p, r } : {}) }));
}

/** With the heading where that is not the road's: in a bend, an axle heads another way than the body's middle. */
export function lanePosition({ position: [x, y], angles: [h] }: Sample, lane: RoadLane, line: RoadLine): XmlElement {
  const { s, t, heading } = line.project(x, y);
  const along = Math.abs(sin(h - heading)) < LEVEL;
  const orientation = along ? undefined : element('Orientation', { type: 'absolute', h });
  const attributes = { roadId: ROAD_ID, laneId: lane.id, s, offset: t - lane.middle };
  return element('Position', {}, element('LanePosition', attributes, orientation));
}

/** Whether a body looks the way traffic goes on a lane. @param direction of that traffic along the road's line */
export function headsAlong({ position: [x, y], angles: [h] }: Sample, direction: 1 | -1, line: RoadLine): boolean {
  const along = line.project(x, y).heading + (direction === 1 ? 0 : PI);
  return Math.abs(wrapAngle(h - along)) < 0.05;
}

/** Positions of the file as poses in its world, with parameters at their own values. */
import { cos, PI, sin } from '#core/math';
import type { XmlNode } from '../xml/read.js';
import { type ImportedRoad, onRoad, projected } from './roads.js';
import { child, type Figure, type Values } from './values.js';

export interface WorldPose {
  readonly x: number;
  readonly y: number;
  readonly z: number;
  readonly heading: number;
  /** The station it was told by, where that hangs on parameters, m. */
  readonly station?: Figure;
}

export interface PositionContext {
  readonly values: Values;
  readonly roads: readonly ImportedRoad[];
  /** Where an entity starts; undefined while that is not known. */
  startOf(ref: string): WorldPose | undefined;
}

/** @param position element `Position`; undefined where it can't be found, which is told */
export function poseOf(position: XmlNode | undefined, context: PositionContext): WorldPose | undefined {
  const node = position?.children[0];
  if (node === undefined) return undefined;
  const number = (attribute: string): number => context.values.fixed(node, attribute) ?? 0;
  switch (node.name) {
    case 'WorldPosition':
      return { x: number('x'), y: number('y'), z: number('z'), heading: number('h') };
    case 'LanePosition':
      return onLane(node, number, context);
    case 'RoadPosition': {
      const road = roadOf(node, context);
      return road && oriented(node, { ...onRoad(road, number('s'), number('t')), z: 0 }, context);
    }
    case 'RelativeWorldPosition':
    case 'RelativeObjectPosition': {
      const other = startOf(node, context);
      if (other === undefined) return undefined;
      const turn = node.name === 'RelativeObjectPosition' ? other.heading : 0;
      const [dx, dy] = [number('dx'), number('dy')];
      const x = other.x + cos(turn) * dx - sin(turn) * dy;
      const y = other.y + sin(turn) * dx + cos(turn) * dy;
      return oriented(node, { x, y, z: other.z, heading: other.heading }, context);
    }
    case 'RelativeLanePosition':
      return besideLane(node, number, context);
    default:
      context.values.leaveOut(node, 'such positions are not read');
      return undefined;
  }
}

function onLane(node: XmlNode, number: (attribute: string) => number, context: PositionContext): WorldPose | undefined {
  const road = roadOf(node, context);
  const lane = road?.lanes.find(({ id }) => id === number('laneId'));
  if (road === undefined || lane === undefined) {
    if (road !== undefined) context.values.leaveOut(node, `road ${road.id} has no lane ${node.attributes.laneId}`);
    return undefined;
  }
  const station = context.values.figure(node, 's') ?? { value: 0 };
  const at = onRoad(road, station.value, (lane.from + lane.to) / 2 + number('offset'));
  const pose = oriented(node, { ...at, heading: at.heading + directionTurn(road, lane.id), z: 0 }, context);
  return station.expression === undefined ? pose : { ...pose, station };
}

/** So many lanes and metres from another entity's start. */
function besideLane(node: XmlNode, number: (attribute: string) => number, context: PositionContext): WorldPose | undefined {
  const other = startOf(node, context);
  const road = context.roads[0];
  if (other === undefined || road === undefined) return undefined;
  const at = projected(road, other.x, other.y);
  const own = road.lanes.find(({ from, to }) => at.t >= from && at.t <= to);
  const forward = own === undefined || directionTurn(road, own.id) === 0 ? 1 : -1;
  const [ds, dLane] = [number('ds') + number('dsLane'), number('dLane')];
  const lane = own === undefined ? undefined : road.lanes.find(({ id }) => id === across(own.id, forward * dLane));
  if (lane === undefined) {
    context.values.leaveOut(node, 'there is no such lane beside the other entity');
    return undefined;
  }
  const pose = onRoad(road, at.s + forward * ds, (lane.from + lane.to) / 2 + number('offset'));
  return oriented(node, { ...pose, heading: pose.heading + directionTurn(road, lane.id), z: 0 }, context);
}

/** Lane ids to the left: 0 is no lane. */
export function across(id: number, toTheLeft: number): number {
  const there = id + toTheLeft;
  return id < 0 && there >= 0 ? there + 1 : id > 0 && there <= 0 ? there - 1 : there;
}

/** What an Orientation says on top of, or instead of, what a place has by itself. */
function oriented(node: XmlNode, pose: WorldPose, { values }: PositionContext): WorldPose {
  const orientation = child(node, 'Orientation');
  if (orientation === undefined) return pose;
  const h = values.fixed(orientation, 'h') ?? 0;
  return { ...pose, heading: orientation.attributes.type === 'relative' ? pose.heading + h : h };
}

export function directionTurn(road: ImportedRoad, laneId: number): number {
  return laneId < 0 !== road.leftHand ? 0 : PI;
}

function roadOf(node: XmlNode, { values, roads }: PositionContext): ImportedRoad | undefined {
  const id = values.text(node, 'roadId');
  const road = roads.find((each) => each.id === id);
  if (road === undefined) values.leaveOut(node, `there is no road ${id} in the road file`);
  else if (road.odd !== undefined) values.leaveOut(node, `road ${id} has ${road.odd}, taken for straights`);
  return road;
}
function startOf(node: XmlNode, { values, startOf: find }: PositionContext): WorldPose | undefined {
  const ref = values.text(node, 'entityRef') ?? '';
  const pose = find(ref);
  if (pose === undefined) values.leaveOut(node, `it is not known where "${ref}" is`);
  return pose;
}

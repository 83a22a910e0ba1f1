/** Roads of an .xodr as far as positions need them: reference lines of straights and arcs, and lanes with their edges. */
import { cos, length2, sin } from '#core/math';
import { referenceLine } from '#places/line';
import type { XmlNode } from '../xml/read.js';
import { all, child, descendants } from './values.js';

interface Piece {
  readonly s: number;
  readonly x: number;
  readonly y: number;
  readonly heading: number;
  readonly length: number;
  readonly curvature: number;
}

export interface ImportedLane {
  readonly id: number;
  readonly type: string;
  /** Offsets of its edges from the reference line, m, the right one first. */
  readonly from: number;
  readonly to: number;
  /** The place's lane that it was exported from. */
  readonly exported?: string;
}

export interface ImportedRoad {
  readonly id: string;
  readonly length: number;
  readonly leftHand: boolean;
  readonly pieces: readonly Piece[];
  /** Of the first section; offsets where it begins. */
  readonly lanes: readonly ImportedLane[];
  /** What positions can't be found on. */
  readonly odd?: string;
}

export function roadsOf(root: XmlNode): readonly ImportedRoad[] {
  return all(root, 'road').map((road) => {
    const pieces = all(child(road, 'planView'), 'geometry').map(pieceOf);
    const odd = pieces.find((piece) => Number.isNaN(piece.curvature)) === undefined ? undefined : 'curves other than arcs';
    return {
      id: road.attributes.id ?? '',
      length: Number(road.attributes.length),
      leftHand: road.attributes.rule === 'LHT',
      pieces: pieces.map((piece) => (Number.isNaN(piece.curvature) ? { ...piece, curvature: 0 } : piece)),
      lanes: lanesOf(road),
      ...(odd === undefined ? {} : { odd }),
    };
  });
}

function pieceOf(node: XmlNode): Piece {
  const number = (name: string): number => Number(node.attributes[name]);
  const arc = child(node, 'arc');
  const curvature = arc !== undefined ? Number(arc.attributes.curvature) : child(node, 'line') === undefined ? Number.NaN : 0;
  return { s: number('s'), x: number('x'), y: number('y'), heading: number('hdg'), length: number('length'), curvature };
}

/** Widths where the section begins. */
function lanesOf(road: XmlNode): ImportedLane[] {
  const lanes = child(road, 'lanes');
  const centre = Number(child(lanes, 'laneOffset')?.attributes.a ?? 0);
  const section = child(lanes, 'laneSection');
  return [1, -1].flatMap((side) => {
    const nodes = all(child(section, side === 1 ? 'left' : 'right'), 'lane')
      .map((node) => ({ node, id: Number(node.attributes.id) }))
      .sort((a, b) => Math.abs(a.id) - Math.abs(b.id));
    let edge = centre;
    return nodes.map(({ node, id }) => {
      const near = edge;
      edge += side * Number(child(node, 'width')?.attributes.a ?? 0);
      const exported = all(node, 'userData').find(({ attributes }) => attributes.code === 'nearmiss.lane')?.attributes.value;
      const [from, to] = side === 1 ? [near, edge] : [edge, near];
      return { id, type: node.attributes.type ?? '', from, to, ...(exported === undefined ? {} : { exported }) };
    });
  });
}

export function onRoad(road: ImportedRoad, s: number, t: number): { x: number; y: number; heading: number } {
  const piece = road.pieces.findLast((each) => s >= each.s - 1e-9) ?? (road.pieces[0] as Piece);
  const local = referenceLine(piece.curvature).at(s - piece.s, t);
  const [c, v] = [cos(piece.heading), sin(piece.heading)];
  const [x, y] = local.position;
  return { x: piece.x + c * x - v * y, y: piece.y + v * x + c * y, heading: piece.heading + local.heading };
}

/** Station, left offset and heading of the road nearest to a point, by walking along it; m, rad. */
export function projected(road: ImportedRoad, x: number, y: number): { s: number; t: number; heading: number } {
  let best = { s: 0, gap: Number.POSITIVE_INFINITY };
  const consider = (s: number): void => {
    const at = onRoad(road, s, 0);
    const gap = length2(at.x - x, at.y - y);
    if (gap < best.gap) best = { s, gap };
  };
  for (let s = 0; s <= road.length; s += 5) consider(s);
  // Newton's steps along the tangent: exact on a straight, quick on an arc.
  let { s } = best;
  for (let i = 0; i < 30; i++) {
    const at = onRoad(road, s, 0);
    const along = (x - at.x) * cos(at.heading) + (y - at.y) * sin(at.heading);
    s += along;
    if (Math.abs(along) < 1e-7) break;
  }
  const at = onRoad(road, s, 0);
  return { s, t: (y - at.y) * cos(at.heading) - (x - at.x) * sin(at.heading), heading: at.heading };
}

/**
 * For files without a road: straight, as many lanes as are referred to and at least one each way. It begins at the origin along x where anybody is on a lane of it,
 * else behind whoever is named, who then stands on its first lane.
 */
export function assumedRoad(root: XmlNode, ref: string): ImportedRoad {
  const ids = descendants(root, 'LanePosition').map(({ attributes }) => Math.abs(Number(attributes.laneId)));
  const most = Math.min(3, Math.max(1, ...ids.filter((id) => Number.isInteger(id))));
  const road = descendants(root, 'LanePosition')[0]?.attributes.roadId ?? '0';
  const lanes = [1, -1].flatMap((side) =>
    Array.from({ length: most }, (_, i): ImportedLane => {
      const [near, far] = [side * i * ASSUMED_WIDTH, side * (i + 1) * ASSUMED_WIDTH];
      return { id: side * (i + 1), type: 'driving', from: Math.min(near, far), to: Math.max(near, far) };
    }),
  );
  const world = ids.length > 0 ? undefined : worldStart(root, ref);
  const [x, y, heading] = world === undefined ? [0, 0, 0] : [world('x'), world('y'), world('h')];
  const [c, v] = [cos(heading), sin(heading)];
  const [back, left] = world === undefined ? [0, 0] : [ASSUMED_START, ASSUMED_WIDTH / 2];
  const start = { x: x - c * back - v * left, y: y - v * back + c * left };
  const piece: Piece = { s: 0, ...start, heading, length: ASSUMED_LENGTH, curvature: 0 };
  return { id: road, length: ASSUMED_LENGTH, leftHand: false, pieces: [piece], lanes };
}
function worldStart(root: XmlNode, ref: string): ((name: string) => number) | undefined {
  const mine = descendants(root, 'Private').filter(({ attributes }) => attributes.entityRef === ref);
  const [position] = mine.flatMap((node) => descendants(node, 'WorldPosition'));
  return position && ((name) => Number(position.attributes[name] ?? 0) || 0);
}
/** m */
const ASSUMED_START = 50;
const ASSUMED_WIDTH = 3.5;
const ASSUMED_LENGTH = 1000;

/**
 * The reference line of a place's road: straight before station 0, an arc over the usable length, straight on behind it. Bodies go on straight
 * where a lane ends, so the exported road does too.
 */
import type { Place, Vec2 } from '#contracts/place';
import { cos, length2, sin } from '#core/math';
import { offsetOf, type ReferenceLine, referenceLine, stationOf } from '#places/line';

/** How far the road is drawn out before and behind the place's usable length, m. */
export const BEFORE = 60;
export const BEHIND = 600;

export interface RoadPiece {
  /** Station of its start on the exported road, m. */
  readonly s: number;
  readonly position: Vec2;
  readonly heading: number;
  readonly length: number;
  /** 1/m */
  readonly curvature: number;
}

export interface RoadLine {
  readonly pieces: readonly RoadPiece[];
  readonly length: number;
  /** Station and left offset of a point, m; the nearest piece counts. */
  project(x: number, y: number): { readonly s: number; readonly t: number; readonly heading: number };
  at(s: number, t: number): { readonly position: Vec2; readonly heading: number };
}

export function roadLineOf(place: Pick<Place, 'curvature' | 'length'>): RoadLine {
  const line = referenceLine(place.curvature ?? 0);
  const end = line.at(place.length);
  const pieces: RoadPiece[] = [
    { s: 0, position: [-BEFORE, 0], heading: 0, length: BEFORE, curvature: 0 },
    { s: BEFORE, position: [0, 0], heading: 0, length: place.length, curvature: line.curvature },
    { s: BEFORE + place.length, ...end, length: BEHIND, curvature: 0 },
  ];
  const straight = line.curvature === 0;
  const length = BEFORE + place.length + BEHIND;
  return {
    pieces: straight ? [{ ...(pieces[0] as RoadPiece), length }] : pieces,
    length,
    project: (x, y) => nearest(pieces, line, x, y),
    at(s, t) {
      const piece = pieces.findLast((each) => s >= each.s) ?? (pieces[0] as RoadPiece);
      return pointOn(piece, s - piece.s, t);
    },
  };
}

function pointOn({ position, heading, curvature }: RoadPiece, s: number, t: number): { position: Vec2; heading: number } {
  const local = referenceLine(curvature).at(s, t);
  const [c, v] = [cos(heading), sin(heading)];
  const [x, y] = local.position;
  return { position: [position[0] + c * x - v * y, position[1] + v * x + c * y], heading: heading + local.heading };
}

function nearest(pieces: readonly RoadPiece[], line: ReferenceLine, x: number, y: number): ReturnType<RoadLine['project']> {
  const candidates = pieces.map((piece) => {
    const { along, t } = piece.curvature === 0 ? onStraight(piece, x, y) : onArc(line, x, y);
    const least = piece === pieces[0] ? Number.NEGATIVE_INFINITY : 0;
    const most = piece === pieces.at(-1) ? Number.POSITIVE_INFINITY : piece.length;
    const inside = Math.min(Math.max(along, least), most);
    const foot = pointOn(piece, inside, 0);
    return { s: piece.s + inside, t, heading: foot.heading, gap: length2(x - foot.position[0], y - foot.position[1]) };
  });
  const { s, t, heading } = candidates.reduce((best, each) => (each.gap < best.gap - 1e-9 ? each : best));
  return { s, t, heading };
}

function onStraight({ position, heading }: RoadPiece, x: number, y: number): { along: number; t: number } {
  const [dx, dy] = [x - position[0], y - position[1]];
  const [c, v] = [cos(heading), sin(heading)];
  return { along: c * dx + v * dy, t: c * dy - v * dx };
}

function onArc(line: ReferenceLine, x: number, y: number): { along: number; t: number } {
  const halfRound = Math.PI / Math.abs(line.curvature);
  return { along: stationOf(line, x, y, -halfRound), t: offsetOf(line, x, y) };
}

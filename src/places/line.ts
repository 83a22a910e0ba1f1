/** Reference lines: a straight or an arc of constant curvature, and curves beside it. */

import type { LanePoint, Vec2 } from '#contracts/place';
import { atan2, cos, length2, PI, sin, TAU } from '#core/math';

/** A road's reference line, starting at the world's origin along +x, turning left where `curvature` (1/m) is positive. */
export interface ReferenceLine {
  /** Point at station `s` (any real number), `offset` m to the left, with the line's heading there. */
  at(s: number, offset?: number): LanePoint;
  readonly curvature: number;
}

export function referenceLine(curvature: number): ReferenceLine {
  return {
    curvature,
    at(s, offset = 0) {
      const heading = curvature * s;
      const [x, y] = curvature === 0 ? [s, 0] : [sin(heading) / curvature, (1 - cos(heading)) / curvature];
      return { position: [x - sin(heading) * offset, y + cos(heading) * offset], heading };
    },
  };
}

/** How far left of the line a point lies, m. */
export function offsetOf({ curvature }: ReferenceLine, x: number, y: number): number {
  if (curvature === 0) return y;
  const radius = 1 / curvature;
  return radius - Math.sign(radius) * length2(x, y - radius);
}

/** The line's first station from `least` on beside which a point lies, m; it comes round again where the line is an arc. */
export function stationOf({ curvature }: ReferenceLine, x: number, y: number, least: number): number {
  if (curvature === 0) return x < least ? Number.POSITIVE_INFINITY : x;
  const side = Math.sign(curvature);
  const s = atan2(side * x, side * (1 / curvature - y)) / curvature;
  const round = TAU / Math.abs(curvature);
  return s + Math.ceil((least - s) / round) * round;
}

/** The curve `offset` m left of the line through the given stations. */
export function beside(line: ReferenceLine, offset: number, stations: readonly number[]): Vec2[] {
  return stations.map((s) => line.at(s, offset).position);
}

/** Stations from `start` to `end`, at most `step` apart, both ends included. */
export function stations(start: number, end: number, step: number): number[] {
  const count = Math.max(1, Math.ceil((end - start) / step - 1e-9));
  return Array.from({ length: count + 1 }, (_, i) => start + ((end - start) * i) / count);
}

export function turned(heading: number): number {
  return heading > 0 ? heading - PI : heading + PI;
}

/** Oriented boxes on the ground plane with a height interval: gaps, overlaps, sight lines. */

import type { Vec2 } from '#contracts/place';
import { cos, sin } from '#core/math';
import type { Vec3 } from '#core/pose';
import type { FlatBox } from '#validate/criticality/relation';

export type { FlatBox };

export function flatBox(center: Vec2, heading: number, length: number, width: number, low: number, high: number): FlatBox {
  return {
    x: center[0],
    y: center[1],
    cosine: cos(heading),
    sine: sin(heading),
    halfLength: length / 2,
    halfWidth: width / 2,
    low,
    high,
  };
}

/** Distance of the nearest points on the plane, m; negative by the depth of overlap. Heights apart count as their distance. */
export function gapBetween(a: FlatBox, b: FlatBox): number {
  const vertical = Math.max(a.low - b.high, b.low - a.high);
  const flat = flatGap(a, b);
  if (vertical > 0) return Math.max(flat, 0) === 0 ? vertical : Math.sqrt(vertical * vertical + flat * flat);
  return flat;
}

function flatGap(a: FlatBox, b: FlatBox): number {
  const separation = Math.max(separationAlong(a, b), separationAlong(b, a));
  if (separation <= 0) return separation;
  return Math.min(cornersGap(a, b), cornersGap(b, a));
}

/** Largest separation along a's axes (separating axis theorem). */
function separationAlong(a: FlatBox, b: FlatBox): number {
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  const c = Math.abs(a.cosine * b.cosine + a.sine * b.sine);
  const s = Math.abs(a.cosine * b.sine - a.sine * b.cosine);
  const along = Math.abs(dx * a.cosine + dy * a.sine) - a.halfLength - (b.halfLength * c + b.halfWidth * s);
  const across = Math.abs(dy * a.cosine - dx * a.sine) - a.halfWidth - (b.halfLength * s + b.halfWidth * c);
  return Math.max(along, across);
}

/** Least distance of a's corners from b, m. */
function cornersGap(a: FlatBox, b: FlatBox): number {
  const dx = a.x - b.x;
  const dy = a.y - b.y;
  const along = dx * b.cosine + dy * b.sine;
  const across = dy * b.cosine - dx * b.sine;
  const c = a.cosine * b.cosine + a.sine * b.sine;
  const s = a.sine * b.cosine - a.cosine * b.sine;
  const [lx, ly] = [a.halfLength * c, a.halfLength * s];
  const [wx, wy] = [-a.halfWidth * s, a.halfWidth * c];
  return Math.sqrt(
    Math.min(
      outside2(along + lx + wx, across + ly + wy, b),
      outside2(along + lx - wx, across + ly - wy, b),
      outside2(along - lx + wx, across - ly + wy, b),
      outside2(along - lx - wx, across - ly - wy, b),
    ),
  );
}

/** Squared distance of a point, in the box's own axes, from the box. */
function outside2(along: number, across: number, box: FlatBox): number {
  const dx = Math.max(Math.abs(along) - box.halfLength, 0);
  const dy = Math.max(Math.abs(across) - box.halfWidth, 0);
  return dx * dx + dy * dy;
}

/** The point in the box's own axes. */
export function inBox(box: FlatBox, p: Vec2): { along: number; across: number } {
  const dx = p[0] - box.x;
  const dy = p[1] - box.y;
  return { along: dx * box.cosine + dy * box.sine, across: dy * box.cosine - dx * box.sine };
}

/** Whether the straight line between two points passes through the box. */
export function blocks(box: FlatBox, from: Vec3, to: Vec3): boolean {
  const a = inBox(box, [from[0], from[1]]);
  const b = inBox(box, [to[0], to[1]]);
  let enter = 0;
  let leave = 1;
  const slab = (p: number, q: number, low: number, high: number): boolean => {
    const d = q - p;
    if (d === 0) return p >= low && p <= high;
    const [t0, t1] = d > 0 ? [(low - p) / d, (high - p) / d] : [(high - p) / d, (low - p) / d];
    enter = Math.max(enter, t0);
    leave = Math.min(leave, t1);
    return enter <= leave;
  };
  return (
    slab(a.along, b.along, -box.halfLength, box.halfLength) &&
    slab(a.across, b.across, -box.halfWidth, box.halfWidth) &&
    slab(from[2], to[2], box.low, box.high)
  );
}

export function insidePolygon(polygon: readonly Vec2[], p: Vec2): boolean {
  let inside = false;
  for (let i = 0, j = polygon.length - 1; i < polygon.length; j = i++) {
    const [a, b] = [polygon[i] as Vec2, polygon[j] as Vec2];
    if (a[1] > p[1] !== b[1] > p[1] && p[0] < ((b[0] - a[0]) * (p[1] - a[1])) / (b[1] - a[1]) + a[0]) inside = !inside;
  }
  return inside;
}

/** A sensor's surroundings from above: the sensor in the middle, forward up, left to the left. */
import type { BodyPose } from '#contracts/observation';
import type { Box, SceneSpec } from '#contracts/scene';
import { compose, invert, type Pose, transformPoint, type Vec3 } from '#core/pose';
import { escapeHtml, round } from './text.js';

/** Width and full height of the drawing, px. */
export const PLANE = 360;
const CORNERS = [
  [1, 1],
  [1, -1],
  [-1, -1],
  [-1, 1],
] as const;
/** Of a name, px. */
const NAME_WIDTH = 50;
const LINE = 9.5;
const RANGES = [10, 20, 30, 40, 50, 60, 80, 100, 120, 150, 200, 250, 300, 400, 500, 1000];

type Pixel = readonly [u: number, v: number];

/** @param range from the middle to the edge, m @param x forward, m @param y left, m @returns px from the top left corner */
export function toPixel(range: number, x: number, y: number): Pixel {
  const scale = PLANE / 2 / range;
  return [PLANE / 2 - y * scale, PLANE / 2 - x * scale];
}

/** The range that shows so many of the points, and all of those that matter. All m. */
export function rangeFor(distances: readonly number[], mattering: readonly number[], share = 0.97): number {
  const sorted = [...distances].sort((a, b) => a - b);
  const most = sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
  const needed = mattering.reduce((far, distance) => Math.max(far, distance), most);
  return RANGES.find((range) => range >= needed) ?? (RANGES.at(-1) as number);
}

/** Between two rings, m. */
export function ringStep(range: number): number {
  if (range <= 40) return 10;
  if (range <= 100) return 20;
  return range <= 300 ? 50 : 200;
}

/** Rings with their radii, the sensor's mark, and what is drawn over them. @param height px; less than `PLANE` leaves out the rear */
export function planeSvg(range: number, height: number, shapes: string): string {
  const step = ringStep(range);
  const middle = PLANE / 2;
  const rings = Array.from({ length: Math.floor(range / step) }, (_, i) => {
    const radius = ((i + 1) * step * middle) / range;
    const aside = radius * Math.SQRT1_2;
    const label = `<text x="${round(middle + aside + 3, 1)}" y="${round(middle - aside, 1)}">${(i + 1) * step} m</text>`;
    return `<circle cx="${middle}" cy="${middle}" r="${round(radius, 1)}"/>${label}`;
  });
  const sensor = `<path class="sensor" d="M${middle} ${middle - 5}l3.5 8h-7z"/>`;
  return `<svg class="overlay" viewBox="0 0 ${PLANE} ${height}" fill="none"><g class="rings">${rings.join('')}</g>${shapes}${sensor}</svg>`;
}

/** The floor of each body's box as it stands round the sensor; actors with their names, others to be pointed at. */
export function outlinesSvg(scene: SceneSpec, bodies: readonly BodyPose[], worldFromSensor: Pose, range: number): string {
  const sensorFromWorld = invert(worldFromSensor);
  const outlines = bodies.flatMap(({ id, worldFromBody }) => {
    const spec = scene.bodies.find((body) => body.id === id);
    if (spec === undefined) return [];
    const corners = cornersOf(spec.box, compose(sensorFromWorld, worldFromBody)).map(([x, y]) => toPixel(range, x, y));
    return corners.some(([u, v]) => u >= 0 && v >= 0 && u <= PLANE && v <= PLANE) ? [{ ...spec, corners }] : [];
  });
  const shapes = outlines.map(({ id, role, corners }) => {
    const points = corners.map(([u, v]) => `${round(u, 1)},${round(v, 1)}`).join(' ');
    return `<polygon class="box ${role}" points="${points}"><title>${escapeHtml(id)}</title></polygon>`;
  });
  return shapes.join('') + namesSvg(outlines.filter(({ role }) => role === 'actor'));
}

/** Of the box's floor, round about; sensor frame, m. */
function cornersOf({ center, size }: Box, sensorFromBody: Pose): readonly Vec3[] {
  return CORNERS.map(([x, y]) =>
    transformPoint(sensorFromBody, [center[0] + (x * size[0]) / 2, center[1] + (y * size[1]) / 2, center[2] - size[2] / 2]),
  );
}

interface Outline {
  readonly id: string;
  readonly corners: readonly Pixel[];
}
/** Right of each outline, or left where there is no room; further down where another name is. */
function namesSvg(outlines: readonly Outline[]): string {
  const taken: Pixel[] = [];
  const placed = outlines.map(({ id, corners }) => {
    const columns = corners.map(([u]) => u);
    const middle = corners.reduce((sum, [, v]) => sum + v, 0) / corners.length;
    return { id, left: Math.min(...columns) - 3, right: Math.max(...columns) + 3, middle };
  });
  const names = placed
    .sort((a, b) => a.middle - b.middle)
    .map(({ id, left, right, middle }) => {
      const room = right < 0.75 * PLANE;
      const u = room ? right : left;
      let v = middle + 3;
      while (taken.some(([x, y]) => Math.abs(x - u) < NAME_WIDTH && Math.abs(y - v) < LINE)) v += LINE;
      taken.push([u, v]);
      const end = room ? '' : ' text-anchor="end"';
      return `<text class="box" x="${round(u, 1)}" y="${round(v, 1)}"${end}>${escapeHtml(id)}</text>`;
    });
  return names.join('');
}

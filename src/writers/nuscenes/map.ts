/** The place from above as a mask: 255 on roads and pavements, 0 elsewhere; a tenth of a metre a pixel. */
import type { Place, Strip, Vec2 } from '#contracts/place';
import type { Vec3 } from '#core/pose';

/** The devkit takes every mask to have it, m a pixel. */
export const MAP_RESOLUTION = 0.1;

/** The devkit draws 40 m about the ego, which turned by 45 degrees reach 57 m; what lies outside the mask it can't draw. m */
const MARGIN = 80;

/** The mask's lower left corner is the origin of the global frame. */
export interface MapFrame {
  /** World coordinates of that corner, whole metres. */
  readonly corner: Vec2;
  readonly width: number;
  readonly height: number;
}

/** Around where the carriers were. */
export function mapFrame(positions: readonly Vec3[]): MapFrame {
  const bounds = [0, 1].map((axis): readonly [number, number] => {
    const values = positions.map((position) => position[axis] as number);
    const low = values.reduce((a, b) => Math.min(a, b), values[0] ?? 0);
    const high = values.reduce((a, b) => Math.max(a, b), values[0] ?? 0);
    return [Math.floor(low - MARGIN), Math.ceil(high + MARGIN)];
  }) as [readonly [number, number], readonly [number, number]];
  const [[left, right], [bottom, top]] = bounds;
  const pixels = (metres: number): number => Math.round(metres / MAP_RESOLUTION);
  return { corner: [left, bottom], width: pixels(right - left), height: pixels(top - bottom) };
}

/** World point in the global frame. */
export function globalFromWorld({ corner }: MapFrame, [x, y, z]: Vec3): Vec3 {
  return [x - corner[0], y - corner[1], z];
}

/** One byte a pixel, rows from the top; pixel (column, row)'s middle is at column / 10, (height - row) / 10 m of the global frame. */
export function drawMap(frame: MapFrame, place: Place, isGround: (strip: Strip) => boolean): Uint8Array {
  const mask = new Uint8Array(frame.width * frame.height);
  const toPixel = ([x, y]: Vec2): Vec2 => [
    (x - frame.corner[0]) / MAP_RESOLUTION,
    frame.height - (y - frame.corner[1]) / MAP_RESOLUTION,
  ];
  for (const strip of place.strips.filter(isGround)) {
    const [left, right] = [strip.left.map(toPixel), strip.right.map(toPixel)];
    for (let i = 1; i < left.length; i++) {
      const [a, b, c, d] = [left[i - 1], left[i], right[i], right[i - 1]] as [Vec2, Vec2, Vec2, Vec2];
      fillTriangle(mask, frame, [a, b, c]);
      fillTriangle(mask, frame, [a, c, d]);
    }
  }
  return mask;
}

/** Every pixel whose middle lies inside, rim included. */
function fillTriangle(mask: Uint8Array, { width, height }: MapFrame, corners: readonly [Vec2, Vec2, Vec2]): void {
  const rows = corners.map(([, y]) => y);
  const last = Math.min(height - 1, Math.floor(Math.max(...rows)));
  for (let row = Math.max(0, Math.ceil(Math.min(...rows))); row <= last; row++) {
    let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let i = 0; i < 3; i++) {
      const [[x0, y0], [x1, y1]] = [corners[i], corners[(i + 1) % 3]] as [Vec2, Vec2];
      if (Math.min(y0, y1) > row || Math.max(y0, y1) < row) continue;
      const ends = y0 === y1 ? [x0, x1] : [x0 + ((x1 - x0) * (row - y0)) / (y1 - y0)];
      from = Math.min(from, ...ends);
      to = Math.max(to, ...ends);
    }
    const [first, end] = [Math.max(0, Math.ceil(from)), Math.min(width - 1, Math.floor(to))];
    if (end >= first) mask.fill(255, row * width + first, row * width + end + 1);
  }
}

/** Focal lengths from fields of view. */
import { type Distortion, type Lens, lensOf, type Projection, unproject } from '../lens.js';
import { atan2, PI, tan } from '../math.js';
import type { Vec3 } from '../pose.js';

type Frame = Omit<Projection, 'fx' | 'fy' | 'lens'>;

/** Angle between the rays at the picture's left and right edge in the principal point's row, rad; undefined where there is none. */
export function horizontalField(lens: Lens): number | undefined {
  const [left, right] = [unproject(lens, 0, lens.cy), unproject(lens, lens.width, lens.cy)];
  if (left === undefined || right === undefined) return undefined;
  return atan2(right[0], right[2]) - atan2(left[0], left[2]);
}

/**
 * The focal length (fx = fy), px, at which the written picture has that horizontal field of view.
 * @param field rad @returns undefined when the lens does not see that wide
 */
export function focalForField(frame: Frame, lens: Distortion | undefined, field: number): number | undefined {
  const { width } = frame;
  if (lens === undefined) return field < PI ? width / 2 / tan(field / 2) : undefined;
  const ready = lensOf({ ...frame, fx: width, fy: width, lens });
  const fieldAt = (focal: number): number => horizontalField({ ...ready, fx: focal, fy: focal }) ?? Number.POSITIVE_INFINITY;
  // A longer focal length sees less.
  let [short, long] = [0, width / field];
  while (fieldAt(long) > field) long *= 2;
  for (let i = 0; i < 60; i++) {
    const middle = (short + long) / 2;
    if (fieldAt(middle) > field) short = middle;
    else long = middle;
  }
  return Math.abs(fieldAt(long) - field) < 1e-6 ? long : undefined;
}

/** Rays through the picture's corners and the middles of its edges; undefined where the lens casts no picture. */
export function borderRays(lens: Lens): readonly (Vec3 | undefined)[] {
  const { width, height } = lens;
  const [us, vs] = [
    [0, width / 2, width],
    [0, height / 2, height],
  ];
  return us.flatMap((u, i) => vs.flatMap((v, j) => (i === 1 && j === 1 ? [] : [unproject(lens, u, v)])));
}

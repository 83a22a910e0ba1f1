/** Turns of bones: two of them from a root to a target, anywhere in space. */
import { clamp } from '#core/math';
import {
  add,
  cross,
  dot,
  norm,
  normalize,
  type Quat,
  quatConjugate,
  quatMultiply,
  quatNormalize,
  scale,
  sub,
  type Vec3,
} from '#core/pose';

export interface Reach {
  readonly root: Vec3;
  readonly target: Vec3;
  readonly upper: number;
  readonly lower: number;
  /** Where the middle joint goes. */
  readonly pole: Vec3;
  /** 1: a knee, whose hinge bends backwards; -1: an elbow. */
  readonly bend: 1 | -1;
}

/** Turns against rest, where both bones hang straight down and bend about the y axis. */
export function reach({ root, target, upper, lower, pole, bend }: Reach): { readonly upper: Quat; readonly lower: Quat } {
  const line = sub(target, root);
  const far = clamp(norm(line), Math.abs(upper - lower) + 1e-4, upper + lower - 1e-4);
  const along = normalize(line);
  const share = (upper * upper + far * far - lower * lower) / (2 * far);
  const out = normalize(sub(pole, scale(along, dot(pole, along))));
  const middle = add(scale(along, share), scale(out, Math.sqrt(Math.max(0, upper * upper - share * share))));
  const hinge = scale(normalize(cross(out, along)), bend);
  const second = sub(scale(along, far), middle);
  return { upper: turnTo(normalize(middle), hinge), lower: turnTo(normalize(second), hinge) };
}

/** The turn that points what hung down along `down` and has its left at `left` (at right angles). */
export function turnTo(down: Vec3, left: Vec3): Quat {
  const up = scale(down, -1);
  const [y] = [normalize(sub(left, scale(up, dot(left, up))))];
  return fromAxes(cross(y, up), y, up);
}

/** Quaternion of the rotation whose columns these are (Shepperd 1978). */
function fromAxes(x: Vec3, y: Vec3, z: Vec3): Quat {
  const trace = x[0] + y[1] + z[2];
  if (trace > 0) return quatNormalize([y[2] - z[1], z[0] - x[2], x[1] - y[0], 1 + trace]);
  if (x[0] >= y[1] && x[0] >= z[2]) return quatNormalize([1 + x[0] - y[1] - z[2], x[1] + y[0], x[2] + z[0], y[2] - z[1]]);
  if (y[1] >= z[2]) return quatNormalize([x[1] + y[0], 1 + y[1] - x[0] - z[2], y[2] + z[1], z[0] - x[2]]);
  return quatNormalize([x[2] + z[0], y[2] + z[1], 1 + z[2] - x[0] - y[1], x[1] - y[0]]);
}

export function within(parent: Quat, whole: Quat): Quat {
  return quatMultiply(quatConjugate(parent), whole);
}

/**
 * Points, rotations and rigid transforms. World and bodies: ISO 8855 (x forward, y left, z up), metres, radians.
 * Cameras: OpenCV (x right, y down, z forward). A pose named `aFromB` maps coordinates in b to coordinates in a.
 */
import { asin, atan2, cos, sin } from './math.js';

export type Vec3 = readonly [x: number, y: number, z: number];
/** Unit quaternion, scalar last. */
export type Quat = readonly [x: number, y: number, z: number, w: number];

/** A rigid transform: rotate by `orientation`, then add `position` (m). */
export interface Pose {
  readonly position: Vec3;
  readonly orientation: Quat;
}

export const ZERO: Vec3 = [0, 0, 0];
export const NO_ROTATION: Quat = [0, 0, 0, 1];
export const IDENTITY_POSE: Pose = { position: ZERO, orientation: NO_ROTATION };

export function add(a: Vec3, b: Vec3): Vec3 {
  return [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
}
export function sub(a: Vec3, b: Vec3): Vec3 {
  return [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
}
export function scale(a: Vec3, k: number): Vec3 {
  return [a[0] * k, a[1] * k, a[2] * k];
}
export function dot(a: Vec3, b: Vec3): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}
export function cross(a: Vec3, b: Vec3): Vec3 {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}
export function norm(a: Vec3): number {
  return Math.sqrt(dot(a, a));
}
/** `a` scaled to length 1; the zero vector stays zero. */
export function normalize(a: Vec3): Vec3 {
  const length = norm(a);
  return length > 0 ? scale(a, 1 / length) : a;
}
export function mix(a: Vec3, b: Vec3, t: number): Vec3 {
  return [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t];
}

export function quatFromAxisAngle(axis: Vec3, angle: number): Quat {
  const s = sin(angle / 2);
  return [axis[0] * s, axis[1] * s, axis[2] * s, cos(angle / 2)];
}
/** Rotation by heading about z, then pitch about the new y, then roll about the new x (ISO 8855; nose-down pitch is positive). */
export function quatFromHeadingPitchRoll(heading: number, pitch = 0, roll = 0): Quat {
  const yaw = quatFromAxisAngle([0, 0, 1], heading);
  const nod = quatFromAxisAngle([0, 1, 0], pitch);
  const bank = quatFromAxisAngle([1, 0, 0], roll);
  return quatMultiply(quatMultiply(yaw, nod), bank);
}
/** Back again; pitch in -90 to 90 degrees, roll 0 where heading and roll can't be told apart. */
export function headingPitchRollOf(q: Quat): Vec3 {
  const m = matrixOfQuat(q);
  const at = (i: number): number => m[i] as number;
  const down = Math.min(1, Math.max(-1, -at(6)));
  if (Math.abs(down) > 1 - 1e-12) return [atan2(-at(1), at(4)), asin(down), 0];
  return [atan2(at(3), at(0)), asin(down), atan2(at(7), at(8))];
}
/** Rotation about z alone. */
export function quatFromHeading(heading: number): Quat {
  return [0, 0, sin(heading / 2), cos(heading / 2)];
}
export function quatMultiply(a: Quat, b: Quat): Quat {
  const [ax, ay, az, aw] = a;
  const [bx, by, bz, bw] = b;
  return [
    aw * bx + ax * bw + ay * bz - az * by,
    aw * by - ax * bz + ay * bw + az * bx,
    aw * bz + ax * by - ay * bx + az * bw,
    aw * bw - ax * bx - ay * by - az * bz,
  ];
}
export function quatConjugate(q: Quat): Quat {
  return [-q[0], -q[1], -q[2], q[3]];
}
export function quatNormalize(q: Quat): Quat {
  const n = Math.sqrt(q[0] * q[0] + q[1] * q[1] + q[2] * q[2] + q[3] * q[3]);
  return [q[0] / n, q[1] / n, q[2] / n, q[3] / n];
}
export function rotate(q: Quat, v: Vec3): Vec3 {
  const u: Vec3 = [q[0], q[1], q[2]];
  const t = scale(cross(u, v), 2);
  return add(add(v, scale(t, q[3])), cross(u, t));
}
/** Normalised linear interpolation along the shorter arc. */
export function quatMix(a: Quat, b: Quat, t: number): Quat {
  const sign = a[0] * b[0] + a[1] * b[1] + a[2] * b[2] + a[3] * b[3] < 0 ? -1 : 1;
  return quatNormalize([
    a[0] + (sign * b[0] - a[0]) * t,
    a[1] + (sign * b[1] - a[1]) * t,
    a[2] + (sign * b[2] - a[2]) * t,
    a[3] + (sign * b[3] - a[3]) * t,
  ]);
}
/** Heading (rotation about world z) of the body's x axis, in (-pi, pi]. */
export function headingOf(q: Quat): number {
  const forward = rotate(q, [1, 0, 0]);
  return atan2(forward[1], forward[0]);
}

/** `aFromC = aFromB * bFromC`. */
export function compose(aFromB: Pose, bFromC: Pose): Pose {
  return {
    position: add(aFromB.position, rotate(aFromB.orientation, bFromC.position)),
    orientation: quatMultiply(aFromB.orientation, bFromC.orientation),
  };
}
/** `bFromA` of `aFromB`. */
export function invert(aFromB: Pose): Pose {
  const orientation = quatConjugate(aFromB.orientation);
  return { position: rotate(orientation, scale(aFromB.position, -1)), orientation };
}
/** The point's coordinates in a, given its coordinates in b. */
export function transformPoint(aFromB: Pose, pointInB: Vec3): Vec3 {
  return add(aFromB.position, rotate(aFromB.orientation, pointInB));
}
/** Row-major 3x3 rotation matrix of a unit quaternion. */
export function matrixOfQuat(q: Quat): readonly number[] {
  const [x, y, z, w] = q;
  return [
    1 - 2 * (y * y + z * z),
    2 * (x * y - z * w),
    2 * (x * z + y * w),
    2 * (x * y + z * w),
    1 - 2 * (x * x + z * z),
    2 * (y * z - x * w),
    2 * (x * z - y * w),
    2 * (y * z + x * w),
    1 - 2 * (x * x + y * y),
  ];
}
/** Rotation of a forward-looking camera on a body: body (x forward, y left, z up) from camera (x right, y down, z forward). */
export const BODY_FROM_CAMERA_AXES: Quat = [-0.5, 0.5, -0.5, 0.5];

/** OSI's `Orientation3d`: rotation by yaw about z, then pitch about the new y, then roll about the new x (ISO 8855), rad. */
import { atan2, cos, length2, sin } from '#core/math';
import { matrixOfQuat, type Quat, type Vec3 } from '#core/pose';
import type { Message } from './schema.js';

type Angles = Required<Message<'Orientation3d'>>;
/** Cosine of the pitch from which on, downwards, yaw and roll can't be told apart. */
const UPRIGHT = 1e-9;

type Matrix = readonly [number, number, number, number, number, number, number, number, number];

/** Roll and yaw in [-pi, pi], pitch in [-pi/2, pi/2]; nose straight up or down, all of the turn is yaw. */
export function orientationOf(q: Quat): Angles {
  const [xx, xy, , yx, yy, , zx, zy, zz] = matrixOfQuat(q) as unknown as Matrix;
  const flat = length2(xx, yx);
  const pitch = angle(-zx, flat);
  if (flat < UPRIGHT) return { roll: 0, pitch, yaw: angle(-xy, yy) };
  return { roll: angle(zy, zz), pitch, yaw: angle(yx, xx) };
}

/**
 * How fast the three angles change, rad/s, of a body that turns by `angularVelocity` (world frame, rad/s):
 * omega = yaw' z + pitch' Rz y + roll' Rz Ry x. Undefined where that can't be solved, nose straight up or down.
 */
export function orientationRateOf({ pitch, yaw }: Angles, [x, y, z]: Vec3): Angles | undefined {
  if (cos(pitch) < UPRIGHT) return undefined;
  const [c, s] = [cos(yaw), sin(yaw)];
  const roll = (c * x + s * y) / cos(pitch);
  return { roll, pitch: c * y - s * x, yaw: z + roll * sin(pitch) };
}

/** Of two zeros the sign doesn't count: it would turn 0 into pi. */
function angle(y: number, x: number): number {
  return atan2(y + 0, x + 0);
}

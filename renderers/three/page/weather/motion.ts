/** How a camera moves, from where it is at two instants. */
import type { RenderRequest } from '#contracts/renderer';
import { dot, quatConjugate, quatMultiply, scale, sub, type Vec3, ZERO } from '#core/pose';

/** World, m/s and rad/s; at rest where both instants are one. */
export interface Motion {
  readonly velocity: Vec3;
  readonly angularVelocity: Vec3;
}

export function motionOf({ frame, view, next }: RenderRequest): Motion {
  const seconds = (next.frame.timeNs - frame.timeNs) * 1e-9;
  if (seconds === 0) return { velocity: ZERO, angularVelocity: ZERO };
  const [now, then] = [view.worldFromCamera, next.view.worldFromCamera];
  const [x, y, z, w] = quatMultiply(then.orientation, quatConjugate(now.orientation));
  const axis: Vec3 = w < 0 ? [-x, -y, -z] : [x, y, z];
  const half = Math.sqrt(dot(axis, axis));
  const angle = 2 * Math.atan2(half, Math.abs(w));
  return {
    velocity: scale(sub(then.position, now.position), 1 / seconds),
    angularVelocity: half === 0 ? ZERO : scale(axis, angle / half / seconds),
  };
}

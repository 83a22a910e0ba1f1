/** Two bodies in the air, one relative to the other (science.md 2.3). World frame, z up; m, s. */
import { length2 } from '#core/math';
import { norm, sub, type Vec3 } from '#core/pose';
import { type ClosestApproach, closestApproach } from '../metrics/encounter.js';
import type { Mover } from './relation.js';

export interface InAir {
  /** From now on, at constant velocities, between both middles. */
  readonly closest: ClosestApproach;
  /** Now. */
  readonly distance: number;
  readonly horizontal: number;
  readonly vertical: number;
}

export function inAir(me: Mover, them: Mover): InAir {
  const apart = apartOf(me, them);
  return {
    closest: closestApproach(apart, sub(them.velocity, me.velocity)),
    distance: norm(apart),
    horizontal: length2(apart[0], apart[1]),
    vertical: Math.abs(apart[2]),
  };
}

/** From one's middle to the other's. */
export function apartOf(me: Mover, them: Mover): Vec3 {
  return sub(middleOf(them), middleOf(me));
}

function middleOf({ box }: Mover): Vec3 {
  return [box.x, box.y, (box.low + box.high) / 2];
}

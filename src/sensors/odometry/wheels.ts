/** A vehicle's rear wheels as its odometry has them: where they are, and how far each has rolled. */
import { bodyAssets } from '#assets/index';
import type { BodyState } from '#contracts/frame';
import type { Bodies } from '#contracts/model';
import type { BodySpec } from '#contracts/scene';
import { dot, rotate } from '#core/pose';

/** Between the middles of the tyres over the vehicle's width. */
const TRACK_SHARE = 0.84;
const GRAVITY = 9.81;

export interface Axle {
  /** m */
  readonly track: number;
  readonly circumference: number;
}

/** @throws Error for a body without wheels */
export function axleOf({ id, look, box }: BodySpec, bodies: Bodies = bodyAssets): Axle {
  const asset = bodies.get(look.asset);
  if (!asset.gaits.includes('drive')) throw new Error(`${id} has no wheels that odometry could count: carry it on a vehicle`);
  return { track: TRACK_SHARE * box.size[1], circumference: asset.stride('drive', 0, look) };
}

export interface Rolling {
  /** Along the body, m/s. */
  readonly speed: number;
  /** rad/s, to the left. */
  readonly yawRate: number;
}

export function rollingOf({ worldFromBody, velocity, angularVelocity }: BodyState): Rolling {
  return { speed: dot(velocity, rotate(worldFromBody.orientation, [1, 0, 0])), yawRate: angularVelocity[2] };
}

/**
 * Slip of a braked or driven tyre while it grips: force over load is stiffness x slip, times what the road's state leaves.
 * @param stiffness per unit of slip on a dry road (Pacejka, Tire and Vehicle Dynamics: 10 to 20); 0: it never slips
 * @returns how much faster than the road it turns, as a share; negative when braking
 */
export function slipOf(acceleration: number, stiffness: number, frictionScale: number): number {
  if (stiffness === 0) return 0;
  return Math.max(-1, Math.min(1, acceleration / (GRAVITY * stiffness * Math.max(frictionScale, 0.05))));
}

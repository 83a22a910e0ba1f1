/** A pedestrian who crosses a car's path, from behind something or not (science.md 3.5). m, m/s, s. */
import { type Braking, impactSpeed } from './braking.js';

/** From entering the path, the car's width, to the impact point at a share of the width from the near edge: s before impact. */
export function pathEntryTime(share: number, carWidth: number, pedestrianSpeed: number): number {
  return (share * carWidth) / pedestrianSpeed;
}

/** What hides a pedestrian from a camera on the car's middle line, along the car's way and across it. */
export interface Obstruction {
  /** Camera behind the front bumper. */
  readonly cameraBehindFront: number;
  /** The obstruction's corner: across from the middle line, and before the pedestrian's path. */
  readonly cornerAcross: number;
  readonly cornerBefore: number;
  readonly pedestrianSpeed: number;
  /** The pedestrian's leading edge ahead of its middle, which is hit at the middle line. */
  readonly leadingEdge: number;
}

/** Child behind parked cars (Euro NCAP CPNCO-50), a camera 2 m behind the front: child 0.711 m long at 5 km/h, car 1.815 m wide. */
export const CPNCO: Obstruction = {
  cameraBehindFront: 2,
  cornerAcross: 1.815 / 2 + 1,
  cornerBefore: 1.149,
  pedestrianSpeed: 5 / 3.6,
  leadingEdge: 0.3555,
};

/**
 * Time before impact at which the pedestrian comes into sight at a constant car speed: the line of sight over the corner meets the
 * leading edge, y_c (v t + x_c) = (v_p t - h_w) (v t + x_c - x_o). Its positive root.
 */
export function emergenceTime(carSpeed: number, o: Obstruction): number {
  const beyond = o.cameraBehindFront - o.cornerBefore;
  const a = o.pedestrianSpeed * carSpeed;
  const b = o.pedestrianSpeed * beyond - (o.leadingEdge + o.cornerAcross) * carSpeed;
  const c = -(o.leadingEdge * beyond + o.cornerAcross * o.cameraBehindFront);
  return (-b + Math.sqrt(b * b - 4 * a * c)) / (2 * a);
}

/** Impact speed of a car that brakes as the pedestrian comes into sight; 0 where it stops short. The pedestrian walks on. */
export function emergenceImpactSpeed(carSpeed: number, obstruction: Obstruction, braking: Braking): number {
  return impactSpeed(carSpeed, carSpeed * emergenceTime(carSpeed, obstruction), braking);
}

/** What a drone's rotors draw now. */
import { dot, norm, rotate, scale, sub, type Vec3 } from '#core/pose';
import { rotorPower } from '#validate/metrics/power';
import { QUAD, type QuadState } from './quadrotor.js';

/** W from the battery. @param wind where it is, m/s @param efficiency ideal induced power over what is drawn for it */
export function powerDrawn({ velocity, orientation, omega, health }: QuadState, wind: Vec3, efficiency: number): number {
  const up = rotate(orientation, [0, 0, 1]);
  const through = sub(velocity, wind);
  const along = dot(through, up);
  const across = norm(sub(through, scale(up, along)));
  let sum = 0;
  for (const [i, w] of omega.entries()) {
    const thrust = QUAD.thrustPerOmega2 * w * w * (health[i] as number);
    sum += rotorPower({ thrust, omega: w, along, across }, efficiency);
  }
  return sum;
}

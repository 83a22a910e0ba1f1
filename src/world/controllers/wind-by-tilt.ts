/**
 * The wind as a drone's own tilt tells it: what of the tilt does not speed it up holds against the air's drag,
 * tan(tilt) = rho CdA V^2 / (2 m g) (science.md 2.3), and V against the ground's speed is the wind.
 */
import { atan, exp } from '#core/math';
import { rotate, scale, sub, type Vec3 } from '#core/pose';
import { windLimit } from '#validate/metrics/flight';
import { QUAD, type QuadState } from '../motion/quadrotor.js';

/** Over so many seconds tilt and acceleration are averaged. */
const MEMORY = 0.5;

export interface TiltWind {
  see(quad: QuadState, time: number): void;
  /** m/s */
  speed(): number;
}

export function windByTilt(): TiltWind {
  let last: { readonly time: number; readonly velocity: Vec3 } | undefined;
  let leaning: readonly [number, number] = [0, 0];
  let wind: readonly [number, number] = [0, 0];
  return {
    speed: () => Math.sqrt(wind[0] * wind[0] + wind[1] * wind[1]),
    see({ orientation, velocity }, time) {
      const dt = last === undefined ? 0 : time - last.time;
      if (last !== undefined && dt <= 0) return;
      const gained = last === undefined ? ([0, 0, 0] as Vec3) : scale(sub(velocity, last.velocity), 1 / dt);
      last = { time, velocity };
      if (dt === 0) return;
      const up = rotate(orientation, [0, 0, 1]);
      const keep = exp(-dt / MEMORY);
      const mixed = (k: 0 | 1): number => keep * leaning[k] + (1 - keep) * (up[k] / up[2] - gained[k] / QUAD.gravity);
      leaning = [mixed(0), mixed(1)];
      const steep = Math.sqrt(leaning[0] * leaning[0] + leaning[1] * leaning[1]);
      // It leans against the air that comes at it.
      const air = steep === 0 ? 0 : windLimit(atan(steep), QUAD.mass, QUAD.dragArea) / steep;
      wind = [velocity[0] - leaning[0] * air, velocity[1] - leaning[1] * air];
    },
  };
}

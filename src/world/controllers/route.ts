/**
 * A drone's route follower: a point moves along the route as fast as declared, slower into corners, and waits where the drone falls behind. The cascade
 * of motion/quadrotor.ts chases it: proportional in position, proportional and integral in velocity, then attitude, rates and rotors.
 */
import type { Controller } from '#contracts/scenario';
import type { Stage } from '../context.js';

export function route(stage: Stage, index: number, controller: Extract<Controller, { type: 'route' }>): undefined {
  const motion = stage.now.motions[index];
  if (motion?.mode !== 'quad') return undefined;
  const here = stage.now.of(index).position;
  stage.setMotion(index, {
    ...motion,
    route: [here, ...controller.waypoints],
    progress: 0,
    speed: controller.speed,
    corridorRadius: controller.corridorRadius,
  });
  return undefined;
}

/** A drone's route follower: the flight controller of motion/quadrotor.ts chases a point that moves along the route. */
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

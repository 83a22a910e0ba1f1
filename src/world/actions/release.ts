/** A carried thing comes loose and falls as a rigid body. */
import type { Action } from '#contracts/scenario';
import { add, rotate } from '#core/pose';
import type { Measure, Stage } from '../context.js';
import { atOnce } from './common.js';

export function release(stage: Stage, index: number, { velocity, spin }: Extract<Action, { type: 'release' }>): Measure {
  const { position, orientation, velocity: carried } = stage.now.of(index);
  stage.setMotion(index, {
    mode: 'rigid',
    position,
    orientation,
    velocity: add(carried, rotate(orientation, velocity)),
    angularVelocity: rotate(orientation, spin),
  });
  return atOnce;
}

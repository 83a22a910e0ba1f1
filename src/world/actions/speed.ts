/** Going faster, slower, and standing still. */
import type { Action } from '#contracts/scenario';
import type { Measure, Stage } from '../context.js';
import { after, atOnce, obeys, onPath } from './common.js';

type Of<T extends Action['type']> = Extract<Action, { type: T }>;

/** An animal or person that freezes stops this hard, m/s^2. */
const FREEZE_DECELERATION = 6;

export function speed(stage: Stage, index: number, { to, acceleration }: Of<'speed'>): Measure {
  if (!obeys(stage, index)) return atOnce;
  const motion = stage.now.motions[index];
  if (motion?.mode === 'air' || motion?.mode === 'quad') {
    stage.setMotion(index, { ...motion, speed: to });
    return atOnce;
  }
  stage.setMotion(index, { ...onPath(stage, index), command: { type: 'reach', to, rate: acceleration } });
  return (now) => 1e-9 - Math.abs(now.of(index).speed - to);
}

export function brake(stage: Stage, index: number, { deceleration, jerk }: Of<'brake'>): Measure {
  if (!obeys(stage, index)) return atOnce;
  stage.setMotion(index, { ...onPath(stage, index), command: { type: 'brake', deceleration, jerk } });
  return (now) => 1e-9 - now.of(index).speed;
}

/** Stops, stands for a while, then goes on as before. */
export function freeze(stage: Stage, index: number, { duration }: Of<'freeze'>): Measure {
  if (!obeys(stage, index)) return atOnce;
  const before = onPath(stage, index);
  stage.setMotion(index, { ...before, command: { type: 'brake', deceleration: FREEZE_DECELERATION, jerk: 0 } });
  const over = after(stage, duration);
  stage.watch(`${index}:thaw`, over, (later) => {
    const motion = later.now.motions[index];
    const stillFrozen = motion?.mode === 'path' && motion.path === before.path && motion.command.type === 'brake';
    if (stillFrozen && before.along.v > 0)
      later.setMotion(index, { ...motion, command: { type: 'reach', to: before.along.v, rate: 3 } });
  });
  return over;
}

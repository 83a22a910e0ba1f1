/** What actions share. */
import type { Body, Motion, PathMotion } from '../body.js';
import type { Measure, Stage } from '../context.js';
import { pathThrough } from '../motion/path.js';

/** Walkers turn at most this fast, rad/s; wheels follow their path. */
export const WALKER_TURN_RATE = 9;

export const atOnce: Measure = () => 1;

export function after(stage: Stage, seconds: number): Measure {
  const end = stage.now.time + seconds;
  return (now) => now.time - end;
}

/** The body's motion along a path; a body that stood still gets a path of one point. */
export function onPath(stage: Stage, index: number): PathMotion {
  const motion = stage.now.motions[index] as Motion;
  if (motion.mode === 'path') return motion;
  const body = stage.bodies[index] as Body;
  const { position, heading, speed } = stage.now.of(index);
  return {
    mode: 'path',
    path: pathThrough([[position[0], position[1]]], false, heading),
    along: { s: 0, v: speed, a: 0 },
    command: { type: 'cruise' },
    heading,
    turnRate: body.kind === 'walker' ? WALKER_TURN_RATE : 1e9,
    phase: 0,
    rolled: 0,
  };
}

/** Rigid bodies (thrown, crashed) take no orders. */
export function obeys(stage: Stage, index: number): boolean {
  const motion = stage.now.motions[index];
  return motion?.mode !== 'rigid' && !(motion?.mode === 'still' && motion.down === true);
}

/** Moving over open ground: along points, across the road, away from something, into the way. */
import type { Vec2 } from '#contracts/place';
import type { Action } from '#contracts/scenario';
import { cos } from '#core/math';
import { headingOf } from '#core/pose';
import type { Measure, Stage } from '../context.js';
import { pathThrough } from '../motion/path.js';
import { atOnce, obeys, onPath } from './common.js';

type Of<T extends Action['type']> = Extract<Action, { type: T }>;

/** How far a fleeing animal runs before it stops, m. */
const FLIGHT = 60;

export function cross(stage: Stage, index: number, { to, speed, acceleration }: Of<'cross'>): Measure {
  return go(stage, index, [to], speed, acceleration);
}
export function dart(stage: Stage, index: number, { toward, speed, acceleration }: Of<'dart'>): Measure {
  return go(stage, index, [toward], speed, acceleration);
}
export function followPath(stage: Stage, index: number, { points, speed, acceleration }: Of<'follow-path'>): Measure {
  return go(stage, index, points, speed, acceleration);
}
export function flee(stage: Stage, index: number, { from, speed, acceleration }: Of<'flee'>): Measure {
  const [x, y] = stage.now.of(index).position;
  const [fx, fy] = stage.now.of(stage.indexOf(from)).position;
  const away = Math.sqrt((x - fx) * (x - fx) + (y - fy) * (y - fy)) || 1;
  return go(stage, index, [[x + ((x - fx) / away) * FLIGHT, y + ((y - fy) / away) * FLIGHT]], speed, acceleration);
}

/** Straight between the points from where the body is; done at the last one. */
function go(stage: Stage, index: number, points: readonly Vec2[], speed: number, acceleration: number): Measure {
  if (!obeys(stage, index)) return atOnce;
  const motion = onPath(stage, index);
  const here = stage.now.of(index);
  const path = pathThrough([[here.position[0], here.position[1]], ...points], true, headingOf(here.orientation));
  if (path.length === 0) return atOnce;
  const forward = (path.headings[0] as number) - here.heading;
  // Keeps what speed points the new way.
  const v = Math.max(0, motion.along.v * cos(forward));
  stage.setMotion(index, {
    ...motion,
    path,
    along: { s: 0, v, a: 0 },
    command: { type: 'reach', to: speed, rate: acceleration },
  });
  alsoFollowers(stage, index, points, here.position, speed, acceleration);
  return (now) => {
    const later = now.motions[index];
    return later?.mode === 'path' && later.path === path ? later.along.s - path.length + 1e-6 : 1;
  };
}

/** Those who follow this body go the same way a little later, beside its line as they stood beside it. */
function alsoFollowers(
  stage: Stage,
  leader: number,
  points: readonly Vec2[],
  from: readonly number[],
  speed: number,
  acceleration: number,
): void {
  const id = stage.bodies[leader]?.spec.id;
  for (const actor of stage.scenario.actors) {
    if (actor.follows === undefined || actor.follows.leader !== id) continue;
    const index = stage.indexOf(actor.id);
    if (stage.now.motions[index]?.mode === 'carried') continue;
    const start = stage.now.of(index).position;
    const last = points[points.length - 1] as Vec2;
    const along: Vec2 = [last[0] - (from[0] as number), last[1] - (from[1] as number)];
    const [hx, hy] = along[0] === 0 && along[1] === 0 ? [1, 0] : along;
    const length = Math.sqrt(hx * hx + hy * hy);
    const [ux, uy] = [hx / length, hy / length];
    const across = (start[1] - (from[1] as number)) * ux - (start[0] - (from[0] as number)) * uy;
    const beside = points.map(([x, y]): Vec2 => [x - uy * across, y + ux * across]);
    const due = stage.now.time + actor.follows.delay;
    stage.watch(
      `${actor.id}:follow`,
      (now) => now.time - due,
      (later) => {
        later.record({ name: `${actor.id} follows ${id}`, kind: 'action', bodies: [actor.id] });
        go(later, index, beside, speed, acceleration);
      },
    );
  }
}

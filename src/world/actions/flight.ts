/** Flying: routes, holding, landing, and what goes wrong in the air. */
import type { Action } from '#contracts/scenario';
import { scale, type Vec3 } from '#core/pose';
import type { Motion, QuadMotion } from '../body.js';
import type { Measure, Stage } from '../context.js';
import type { QuadState } from '../motion/quadrotor.js';
import { routeLength } from '../motion/route.js';
import { after, atOnce } from './common.js';

type Of<T extends Action['type']> = Extract<Action, { type: T }>;

export function fly(stage: Stage, index: number, { waypoints, speed, corridorRadius }: Of<'fly'>): Measure {
  const motion = stage.now.motions[index] as Motion;
  const route = [stage.now.of(index).position, ...waypoints];
  const length = routeLength(route);
  if (motion.mode === 'quad') {
    const { landing: _, ...flying } = motion;
    stage.setMotion(index, { ...flying, route, progress: 0, speed, corridorRadius });
    return (now) => progressOf(now.motions[index] as Motion) - length + 0.5;
  }
  stage.setMotion(index, { mode: 'air', points: route, s: 0, speed, phase: motion.mode === 'air' ? motion.phase : 0 });
  return (now) => progressOf(now.motions[index] as Motion) - length;
}

export function hold(stage: Stage, index: number, { duration }: Of<'hold'>): Measure {
  const motion = stage.now.motions[index] as Motion;
  const over = after(stage, duration);
  if (motion.mode !== 'quad') return over;
  stage.setMotion(index, { ...motion, route: [stage.now.of(index).position], progress: 0 });
  stage.watch(`${index}:hold over`, over, (later) => {
    const now = later.now.motions[index];
    if (now?.mode === 'quad' && now.route.length === 1)
      later.setMotion(index, { ...now, route: motion.route, progress: motion.progress });
  });
  return over;
}

export function land(stage: Stage, index: number, { descentRate }: Of<'land'>): Measure {
  const motion = stage.now.motions[index] as Motion;
  if (motion.mode !== 'quad') return atOnce;
  stage.setMotion(index, { ...motion, route: [motion.quad.position], progress: 0, landing: descentRate });
  return (now) => 0.15 - now.of(index).position[2];
}

export function gust(stage: Stage, _index: number, { velocity, rise, hold: holdFor }: Of<'gust'>): Measure {
  stage.addGust({ start: stage.now.time, velocity, rise, hold: holdFor });
  return after(stage, 2 * rise + holdFor);
}

export function rotorFailure(stage: Stage, index: number, { rotor, remaining }: Of<'rotor-failure'>): Measure {
  const motion = stage.now.motions[index] as Motion;
  if (motion.mode === 'quad') stage.setMotion(index, withHealth(motion, rotor, remaining));
  return atOnce;
}
function withHealth(motion: QuadMotion, rotor: number, remaining: number): QuadMotion {
  const health = motion.quad.health.map((h, i) => (i === rotor ? remaining : h)) as unknown as QuadState['health'];
  return { ...motion, quad: { ...motion.quad, health } };
}

/** The estimate walks away from the truth at `drift` m/s, downwind, or along the heading in still air. */
export function gnssLoss(stage: Stage, index: number, { duration, drift }: Of<'gnss-loss'>): Measure {
  const motion = stage.now.motions[index] as Motion;
  const over = after(stage, duration);
  if (motion.mode !== 'quad') return over;
  const wind = stage.windAt(motion.quad.position, stage.now.time);
  const strength = Math.sqrt(wind[0] * wind[0] + wind[1] * wind[1]);
  const direction: Vec3 = strength > 0.1 ? [-wind[0] / strength, -wind[1] / strength, 0] : [0, 1, 0];
  const from = stage.now.time;
  stage.setMotion(index, { ...motion, gnss: { from, until: from + duration, drift: scale(direction, drift) } });
  return over;
}

function progressOf(motion: Motion): number {
  if (motion.mode === 'quad') return motion.progress;
  return motion.mode === 'air' ? motion.s : Number.POSITIVE_INFINITY;
}

/** Driving along lanes and from one to another. */
import type { Vec2 } from '#contracts/place';
import type { Action } from '#contracts/scenario';
import { cos, lerp, sin } from '#core/math';
import { projectToLane } from '#places/index';
import type { Measure, Stage } from '../context.js';
import { lanePath, nearestStation, pathAt, pathThrough } from '../motion/path.js';
import { after, atOnce, obeys, onPath } from './common.js';

type Of<T extends Action['type']> = Extract<Action, { type: T }>;

const SAMPLE = 0.5;

export function followLane(stage: Stage, index: number, { lane, speed, offset }: Of<'follow-lane'>): Measure {
  if (!obeys(stage, index)) return atOnce;
  const motion = onPath(stage, index);
  const path = lanePath(stage.place, lane, offset);
  const [x, y] = stage.now.of(index).position;
  stage.setMotion(index, {
    ...motion,
    path,
    along: { ...motion.along, s: nearestStation(path, [x, y]) },
    command: { type: 'reach', to: speed, rate: 2 },
  });
  return atOnce;
}

/** Sideways by 10 t^3 - 15 t^4 + 6 t^5: no jump in lateral speed or acceleration at either end. */
export function changeLane(stage: Stage, index: number, { to, duration }: Of<'change-lane'>): Measure {
  if (!obeys(stage, index)) return atOnce;
  const motion = onPath(stage, index);
  const goal = lanePath(stage.place, to, 0);
  const [x, y] = stage.now.of(index).position;
  const start = nearestStation(goal, [x, y]);
  const shift = projectToLane(stage.place, to, [x, y]).offset * directionOf(stage, to);
  const reach = Math.max(motion.along.v * duration, 1);
  const count = Math.max(4, Math.ceil(reach / SAMPLE));
  const points = Array.from({ length: count + 1 }, (_, i): Vec2 => {
    const t = i / count;
    const left = lerp(shift, 0, t * t * t * (10 - 15 * t + 6 * t * t));
    const at = pathAt(goal, start + reach * t);
    return beside(at, left);
  });
  const beyond = [1, 20, 200].map((d) => beside(pathAt(goal, start + reach + d), 0));
  const indicator = shift > 0 ? 'right' : 'left';
  stage.setMotion(index, {
    ...motion,
    path: pathThrough([...points, ...beyond], false),
    along: { ...motion.along, s: 0 },
    indicator,
  });
  const over = after(stage, duration);
  stage.watch(`${index}:lane reached`, over, (later) => {
    const now = later.now.motions[index];
    if (now?.mode !== 'path') return;
    const [px, py] = later.now.of(index).position;
    const { indicator: _, ...rest } = now;
    later.setMotion(index, { ...rest, path: goal, along: { ...now.along, s: nearestStation(goal, [px, py]) } });
  });
  return over;
}

function directionOf(stage: Stage, lane: string): number {
  return stage.place.lanes.find((each) => each.id === lane)?.direction ?? 1;
}
function beside({ x, y, heading }: ReturnType<typeof pathAt>, left: number): Vec2 {
  return [x - sin(heading) * left, y + cos(heading) * left];
}

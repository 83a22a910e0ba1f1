/** Intelligent Driver Model (Treiber, Hennecke, Helbing, PRE 62:1805, 2000; science.md 3.1). */
import type { Controller } from '#contracts/scenario';
import { PI, wrapAngle } from '#core/math';
import { idmAcceleration } from '#validate/metrics/drivers';
import type { Stage } from '../context.js';
import { inBox } from '../geometry/boxes.js';
import { passesUnder } from '../geometry/conflict.js';
import { driverSees } from '../sight.js';
import type { Snapshot } from '../snapshot.js';
import type { Steer } from './index.js';

type Idm = Extract<Controller, { type: 'idm' }>;

/** Bodies whose middle lies within this of the driver's line are in its lane, m. */
const LANE_HALF = 1.6;
const LOOK_AHEAD = 200;

/** Nearer than this counts as this near, m: the formula has no gap of nothing. */
const LEAST_GAP = 0.1;

export function idmFollowing(idm: Idm, v: number, leader?: { readonly gap: number; readonly speed: number }): number {
  if (leader === undefined) return idmAcceleration(idm, v, 0, Number.POSITIVE_INFINITY);
  return idmAcceleration(idm, v, v - leader.speed, Math.max(leader.gap, LEAST_GAP));
}

export function idm(_stage: Stage, index: number, controller: Idm): Steer {
  return (stage, now) => {
    const motion = stage.now.motions[index];
    // The story's own braking or stopping wins over following.
    if (motion?.mode !== 'path' || motion.command.type === 'brake') return;
    const a = Math.max(idmFollowing(controller, now.of(index).speed, leaderOf(stage, now, index, controller.sight)), -9);
    stage.setMotion(index, { ...motion, command: { type: 'accelerate', a } });
  };
}

function leaderOf(stage: Stage, now: Snapshot, index: number, sight: Idm['sight']): { gap: number; speed: number } | undefined {
  const me = now.of(index);
  let nearest: { gap: number; speed: number } | undefined;
  for (const body of stage.bodies) {
    if (body.index === index) continue;
    const other = now.of(body.index);
    if (passesUnder(me, other)) continue;
    const { along, across } = inBox(me.box, [other.box.x, other.box.y]);
    if (along <= 0 || along > LOOK_AHEAD || Math.abs(across) > LANE_HALF) continue;
    const turned = Math.abs(wrapAngle(other.heading - me.heading)) > PI / 2;
    const gap = along - me.box.halfLength - other.box.halfLength;
    if (nearest !== undefined && gap >= nearest.gap) continue;
    if (sight === undefined || driverSees(stage, now, index, body.index))
      nearest = { gap, speed: turned ? -other.speed : other.speed };
  }
  return nearest;
}

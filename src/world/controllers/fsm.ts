/**
 * The fuzzy safety model of UN R157's guidance (Mattas et al. 2022; figures of JRC-FSM 01b05c2, science.md 3.2): a proactive measure of how far the gap is
 * from one that is safe whatever the leader does, and a critical one of how far from one that still suffices; the brakes follow the two.
 */
import type { Controller } from '#contracts/scenario';
import { clamp } from '#core/math';
import type { Stage } from '../context.js';
import { surroundingsOf } from '../geometry/conflict.js';
import { driverSees } from '../sight.js';
import type { Snapshot } from '../snapshot.js';
import type { Steer } from './index.js';

type Fsm = Extract<Controller, { type: 'fsm' }>;

/** Decisions a second. */
const RATE_HZ = 10;

export function fsm(_stage: Stage, index: number, controller: Fsm): Steer {
  let next = 0;
  return (stage, now) => {
    if (now.time < next - 1e-9) return;
    next = now.time + 1 / RATE_HZ;
    const motion = stage.now.motions[index];
    // The story's own braking wins.
    if (motion?.mode !== 'path' || motion.command.type === 'brake') return;
    const wanted = -hardest(stage, now, index, controller) * stage.medium.frictionScale;
    const ramp = controller.jerk > 0 ? controller.jerk / RATE_HZ : Number.POSITIVE_INFINITY;
    const a = clamp(wanted, Math.min(0, now.of(index).acceleration) - ramp, 0);
    stage.setMotion(index, { ...motion, command: a === 0 ? { type: 'cruise' } : { type: 'accelerate', a } });
  };
}

function hardest(stage: Stage, now: Snapshot, index: number, c: Fsm): number {
  const me = now.of(index);
  let most = 0;
  for (const body of stage.bodies) {
    if (body.index === index) continue;
    const { gap, closing, sideGap, sideClosing } = surroundingsOf(me, now.of(body.index));
    // Beside the path, and not in it by the time the two meet.
    const stays = sideGap > 0 && (closing <= 0 || sideClosing <= 0 || sideGap / sideClosing > gap / closing);
    if (gap < 0 || stays || (c.sight !== undefined && !driverSees(stage, now, index, body.index))) continue;
    most = Math.max(most, brakingFor(c, { gap, own: me.speed, leader: me.speed - closing, acceleration: me.acceleration }));
  }
  return most;
}

/** m, m/s, m/s^2 */
interface Following {
  readonly gap: number;
  readonly own: number;
  readonly leader: number;
  readonly acceleration: number;
}

/** m/s^2 */
export function brakingFor(c: Fsm, following: Following): number {
  const critical = criticalMeasure(c, following);
  if (critical > 0) return c.comfortBraking + critical * (c.braking - c.comfortBraking);
  return proactiveMeasure(c, following) * c.comfortBraking;
}

/** 0 safe .. 1 unsafe, should the leader brake as hard as it can. */
function proactiveMeasure(c: Fsm, { gap, own, leader }: Following): number {
  const lead = Math.max(0, leader);
  const before = own * c.reactionTime + c.margin - (lead * lead) / (2 * c.leaderBraking);
  return share(gap, before + (own * own) / (2 * c.braking), before + (own * own) / (2 * c.comfortBraking));
}

/** 0 safe .. 1 unsafe, if the leader keeps its speed and nothing is done for a reaction time. */
function criticalMeasure(c: Fsm, { gap, own, leader, acceleration }: Following): number {
  const later = Math.max(0, own + Math.max(acceleration, -c.comfortBraking) * c.reactionTime);
  const closing = later - leader;
  if (closing <= 0) return 0;
  const lost = ((own + later) / 2 - leader) * c.reactionTime;
  return share(gap, lost + (closing * closing) / (2 * c.braking), lost + (closing * closing) / (2 * c.comfortBraking));
}

function share(gap: number, unsafe: number, safe: number): number {
  if (gap <= unsafe) return 1;
  return gap >= safe ? 0 : (safe - gap) / (safe - unsafe);
}

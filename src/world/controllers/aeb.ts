/**
 * Reference AEB: no perception error; a clock starts at its trigger, and after `latency` the brakes go to `deceleration`
 * (times the road's friction), at once or by a jerk ramp, until standing (science.md 3.5).
 */
import type { Controller } from '#contracts/scenario';
import { measureOf } from '../conditions/index.js';
import type { Measure, Stage } from '../context.js';
import { collisionTtc, pathEntryDepth } from '../geometry/conflict.js';

type Aeb = Extract<Controller, { type: 'aeb' }>;

/** Nothing farther than this counts as entering the path, m. */
const HORIZON = 120;

export function aeb(stage: Stage, index: number, controller: Aeb): undefined {
  stage.watch('aeb trigger', triggerOf(stage, index, controller.trigger), (triggered) => {
    triggered.record({ name: 'aeb trigger', kind: 'controller', bodies: [idOf(triggered, index)] });
    const due = triggered.now.time + controller.latency;
    triggered.watch(
      'aeb brake',
      (now) => now.time - due,
      (braking) => {
        const motion = braking.now.motions[index];
        if (motion?.mode !== 'path') return;
        const deceleration = controller.deceleration * braking.medium.frictionScale;
        braking.setMotion(index, { ...motion, command: { type: 'brake', deceleration, jerk: controller.jerk } });
        braking.record({ name: 'aeb brake', kind: 'controller', bodies: [idOf(braking, index)], detail: { deceleration } });
      },
    );
  });
  return undefined;
}

function triggerOf(stage: Stage, index: number, trigger: Aeb['trigger']): Measure {
  const others = stage.bodies.filter((body) => body.index !== index).map((body) => body.index);
  if ('visible' in trigger) {
    const sensor = trigger.visible;
    const actors = stage.scenario.actors.filter((actor) => stage.indexOf(actor.id) !== index && movesAcross(stage, actor.id));
    const seen = actors.map((actor) => measureOf({ type: 'visible', actor: actor.id, sensor, fraction: 0 }, stage));
    return (now) => Math.max(-1, ...seen.map((measure) => measure(now)));
  }
  if ('pathEntry' in trigger) {
    return (now) => Math.max(-1, ...others.map((i) => entry(now.of(index), now.of(i))));
  }
  return (now) => {
    let soonest = Number.POSITIVE_INFINITY;
    for (const i of others) soonest = Math.min(soonest, collisionTtc(now.of(index), now.of(i)));
    return trigger.ttc - Math.min(soonest, 1e6);
  };
}

function entry(ego: Parameters<typeof pathEntryDepth>[0], other: Parameters<typeof pathEntryDepth>[1]): number {
  const dx = other.position[0] - ego.position[0];
  const dy = other.position[1] - ego.position[1];
  return dx * dx + dy * dy > HORIZON * HORIZON ? -1 : pathEntryDepth(ego, other);
}

/** Parked cars and the like may be in view without being a hazard. */
function movesAcross(stage: Stage, id: string): boolean {
  const kind = stage.bodies[stage.indexOf(id)]?.kind;
  return kind === 'walker' || kind === 'wheeled' ? isHazard(stage, id) : kind !== 'fixed';
}
function isHazard(stage: Stage, id: string): boolean {
  const actor = stage.scenario.actors.find((each) => each.id === id);
  return actor !== undefined && (actor.start.speed > 0 || mentions(stage.scenario.story, id) || actor.follows !== undefined);
}
function mentions(story: unknown, id: string): boolean {
  return JSON.stringify(story).includes(`"actor":${JSON.stringify(id)}`);
}

function idOf(stage: Stage, index: number): string {
  return stage.bodies[index]?.spec.id ?? '';
}

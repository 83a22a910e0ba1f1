/** What emergency brakes share: a clock starts at a trigger, and a latency later they go to full deceleration by a jerk ramp, until standing. */
import { measureOf } from '../conditions/index.js';
import type { Measure, Stage } from '../context.js';
import { collisionTtc, pathEntryDepth } from '../geometry/conflict.js';

export interface Braking {
  /** Of its events: `aeb trigger`, `aeb brake`. */
  readonly name: string;
  /** From the trigger until the brakes, s. */
  readonly latency: number;
  /** The throttle is let go so long after the trigger, s, and slows the car by this, m/s^2; nothing where missing. */
  readonly release?: { readonly after: number; readonly deceleration: number };
  /** On a dry road, m/s^2. */
  readonly deceleration: number;
  /** 0: at once. */
  readonly jerk: number;
}

export type Trigger = { readonly ttc: number } | { readonly visible: string } | { readonly pathEntry: true };

/** Nothing farther than this counts as entering the path, m. */
const HORIZON = 120;

export function brakeAfter(stage: Stage, index: number, trigger: Measure, braking: Braking): void {
  const { name, latency, release, jerk } = braking;
  const bodies = [stage.bodies[index]?.spec.id ?? ''];
  stage.watch(`${name} trigger`, trigger, (triggered) => {
    triggered.record({ name: `${name} trigger`, kind: 'controller', bodies });
    const since = triggered.now.time;
    const at = (seconds: number, then: (stage: Stage) => void): void =>
      triggered.watch(`${name} ${seconds}`, (now) => now.time - (since + seconds), then);
    if (release !== undefined && release.deceleration > 0)
      at(release.after, (later) => {
        const motion = later.now.motions[index];
        if (motion?.mode !== 'path') return;
        later.setMotion(index, { ...motion, command: { type: 'accelerate', a: -release.deceleration } });
      });
    at(latency, (later) => {
      const motion = later.now.motions[index];
      if (motion?.mode !== 'path') return;
      const deceleration = braking.deceleration * later.medium.frictionScale;
      later.setMotion(index, { ...motion, command: { type: 'brake', deceleration, jerk } });
      later.record({ name: `${name} brake`, kind: 'controller', bodies, detail: { deceleration } });
    });
  });
}

export function triggerMeasure(stage: Stage, index: number, trigger: Trigger): Measure {
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

/** What emergency brakes share: a clock starts at a trigger, and a latency later they go to full deceleration by a jerk ramp, until standing. */
import type { Sight } from '#contracts/scenario';
import { measureOf } from '../conditions/index.js';
import type { Measure, Stage } from '../context.js';
import { collisionTtc, pathEntryDepth } from '../geometry/conflict.js';
import { setsOff } from '../hazard.js';
import { driverSees } from '../sight.js';
import type { Kinematics, Snapshot } from '../snapshot.js';

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

/** Far from holding; and what would hold, were it seen. */
const NOTHING = -1e6;
const HIDDEN = -1;

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

/** @param sight whether the driver has to see whom it brakes for; a sensor's own sight is always asked for */
export function triggerMeasure(stage: Stage, index: number, trigger: Trigger, sight?: Sight): Measure {
  const others = othersThan(index, stage);
  if ('visible' in trigger) {
    const sensor = trigger.visible;
    const actors = stage.scenario.actors.filter((actor) => stage.indexOf(actor.id) !== index && movesAcross(stage, actor.id));
    const seen = actors.map((actor) => measureOf({ type: 'visible', actor: actor.id, sensor, fraction: 0 }, stage));
    return (now) => Math.max(-1, ...seen.map((measure) => measure(now)));
  }
  if ('pathEntry' in trigger) {
    return worstSeen(stage, index, others, sight, (now, i) => entry(now.of(index), now.of(i)));
  }
  return ttcMeasure(stage, index, trigger.ttc, sight, collisionTtc);
}

function othersThan(index: number, { bodies }: Stage): number[] {
  return bodies.map((body) => body.index).filter((each) => each !== index);
}

/** @param ttcOf s, infinite without a conflict */
export function ttcMeasure(
  stage: Stage,
  index: number,
  ttc: number,
  sight: Sight | undefined,
  ttcOf: (me: Kinematics, them: Kinematics) => number,
): Measure {
  const others = othersThan(index, stage);
  return worstSeen(stage, index, others, sight, (now, i) => ttc - Math.min(ttcOf(now.of(index), now.of(i)), 1e6));
}

/** The greatest of a measure over others, those that nobody sees left out: only one for whom it holds is looked at. */
function worstSeen(
  stage: Stage,
  index: number,
  others: readonly number[],
  sight: Sight | undefined,
  measure: (now: Snapshot, other: number) => number,
): Measure {
  return (now) => {
    let worst = NOTHING;
    for (const i of others) {
      const one = measure(now, i);
      if (one <= worst) continue;
      worst = one < 0 || sight === undefined || driverSees(stage, now, index, i) ? one : Math.max(worst, HIDDEN);
    }
    return worst;
  };
}

function entry(ego: Kinematics, other: Kinematics): number {
  const dx = other.position[0] - ego.position[0];
  const dy = other.position[1] - ego.position[1];
  return dx * dx + dy * dy > HORIZON * HORIZON ? -1 : pathEntryDepth(ego, other);
}

/** Parked cars and the like may be in view without being a hazard. */
function movesAcross(stage: Stage, id: string): boolean {
  const kind = stage.bodies[stage.indexOf(id)]?.kind;
  return kind === 'walker' || kind === 'wheeled' ? setsOff(stage.scenario, id) : kind !== 'fixed';
}

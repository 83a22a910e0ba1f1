/**
 * The careful and competent driver of UN R157 (JRC-FSM 01b05c2, science.md 3.2): a conflict is perceived 0.4 s after it is there to be seen; once it is
 * perceived and 2 s or less away, the throttle is let go; 0.75 s later the brakes go by 12.65 m/s^3 up to 0.774 g. Perceiving and coming nearer run
 * side by side, as in the model's own code. A regulatory model, not a human (Olleja et al., arXiv 2406.09493).
 */
import type { Controller } from '#contracts/scenario';
import type { Measure, Stage } from '../context.js';
import { cutInTtc } from '../geometry/conflict.js';
import { brakeAfter, triggerMeasure, ttcMeasure } from './brake-after.js';

/** Conflicts are there however far off, s. */
const ANY_TTC = 1e5;

export function r157(stage: Stage, index: number, controller: Extract<Controller, { type: 'r157' }>): undefined {
  const { perception, trigger, sight } = controller;
  const within = (ttc: number): Measure => ttcMeasure(stage, index, ttc, sight, cutInTtc);
  const there = 'visible' in trigger ? triggerMeasure(stage, index, trigger, sight) : within(ANY_TTC);
  stage.watch('r157 conflict', there, (seen) => {
    seen.record({ name: 'r157 conflict', kind: 'controller', bodies: [stage.bodies[index]?.spec.id ?? ''] });
    const perceivedAt = seen.now.time + perception;
    const perceived: Measure = (now) => now.time - perceivedAt;
    const near = 'visible' in trigger ? perceived : within(trigger.ttc);
    react(seen, index, (now) => Math.min(perceived(now), near(now)), controller);
  });
}

function react(
  stage: Stage,
  index: number,
  trigger: Measure,
  { delay, release, deceleration, jerk }: Extract<Controller, { type: 'r157' }>,
): void {
  brakeAfter(stage, index, trigger, {
    name: 'r157',
    latency: delay,
    release: { after: 0, deceleration: release },
    deceleration,
    jerk,
  });
}

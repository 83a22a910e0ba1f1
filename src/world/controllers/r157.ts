/**
 * The careful and competent driver of UN R157 (JRC-FSM 01b05c2, science.md 3.2): a conflict is perceived after 0.4 s; in the 0.75 s until the brakes
 * the throttle is let go; then 12.65 m/s^3 up to 0.774 g. A regulatory model, not a human (Olleja et al., arXiv 2406.09493).
 */
import type { Controller } from '#contracts/scenario';
import type { Stage } from '../context.js';
import { brakeAfter, triggerMeasure } from './brake-after.js';

export function r157(stage: Stage, index: number, controller: Extract<Controller, { type: 'r157' }>): undefined {
  const { perception, delay, release, deceleration, jerk, trigger, sight } = controller;
  brakeAfter(stage, index, triggerMeasure(stage, index, trigger, sight), {
    name: 'r157',
    latency: perception + delay,
    release: { after: perception, deceleration: release },
    deceleration,
    jerk,
  });
}

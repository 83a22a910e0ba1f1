/**
 * Reference AEB: no perception error; a clock starts at its trigger, and after `latency` the brakes go to `deceleration`
 * (times the road's friction), at once or by a jerk ramp, until standing (science.md 3.5).
 */
import type { Controller } from '#contracts/scenario';
import type { Stage } from '../context.js';
import { brakeAfter, triggerMeasure } from './brake-after.js';

export function aeb(stage: Stage, index: number, controller: Extract<Controller, { type: 'aeb' }>): undefined {
  brakeAfter(stage, index, triggerMeasure(stage, index, controller.trigger, controller.sight), { name: 'aeb', ...controller });
}

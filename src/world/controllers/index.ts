/** Controllers by type: who moves a body between the story's actions. Listed here, one file each. */
import type { Controller } from '#contracts/scenario';
import type { Stage } from '../context.js';
import type { Snapshot } from '../snapshot.js';
import { aeb } from './aeb.js';
import { fsm } from './fsm.js';
import { guardedRoute } from './guarded-route.js';
import { idm } from './idm.js';
import { r157 } from './r157.js';
import { route } from './route.js';
import { rss } from './rss.js';

/** Called before each step; may set the body's motion. */
export type Steer = (stage: Stage, now: Snapshot) => void;
type Of<T extends Controller['type']> = Extract<Controller, { type: T }>;
type Starters = { readonly [T in Controller['type']]: (stage: Stage, index: number, controller: Of<T>) => Steer | undefined };

export const controllers: Starters = {
  constant: () => undefined,
  idm,
  aeb,
  r157,
  rss,
  fsm,
  route,
  'guarded-route': guardedRoute,
};

export function startController(stage: Stage, index: number, controller: Controller): Steer | undefined {
  const start = controllers[controller.type] as (stage: Stage, index: number, controller: Controller) => Steer | undefined;
  return start(stage, index, controller);
}

/** Actions by type. Each changes a motion at an instant and says when it is done; one file a family, listed here. */
import type { Action } from '#contracts/scenario';
import type { Measure, Stage } from '../context.js';
import { fly, gnssLoss, gust, hold, land, rotorFailure } from './flight.js';
import { changeLane, followLane } from './lanes.js';
import { release } from './release.js';
import { brake, freeze, speed } from './speed.js';
import { cross, dart, flee, followPath } from './walk.js';

type Of<T extends Action['type']> = Extract<Action, { type: T }>;
/** @returns a measure that reaches zero when the action is done */
export type Perform<A> = (stage: Stage, index: number, action: A) => Measure;
type Performers = { readonly [T in Action['type']]: Perform<Of<T>> };

export const actions: Performers = {
  speed,
  brake,
  freeze,
  'follow-lane': followLane,
  'change-lane': changeLane,
  'follow-path': followPath,
  cross,
  flee,
  dart,
  fly,
  hold,
  land,
  gust,
  'rotor-failure': rotorFailure,
  'gnss-loss': gnssLoss,
  release,
};

export function perform(stage: Stage, index: number, action: Action): Measure {
  const act = actions[action.type] as Perform<Action>;
  return act(stage, index, action);
}

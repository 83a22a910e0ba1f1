/** Reference drivers by name, to put at somebody's wheel: all of them act on what their driver can see. */
import type { ConcreteScenario, Controller } from '#contracts/scenario';
import { AEB, FSM, IDM, R157, RSS } from './reference-drivers.js';

/** @param speed at the start, m/s: the one that the Intelligent Driver Model wants */
type MakeController = (speed: number) => Controller;

export const DRIVERS: Readonly<Record<string, MakeController>> = {
  constant: () => ({ type: 'constant' }),
  idm: (speed) => ({ type: 'idm', sight: true, desiredSpeed: Math.max(speed, 1), ...IDM }),
  aeb: () => ({ type: 'aeb', sight: true, ...AEB }),
  r157: () => ({ type: 'r157', ...R157, sight: true }),
  rss: () => ({ type: 'rss', sight: true, ...RSS }),
  fsm: () => ({ type: 'fsm', sight: true, ...FSM }),
};

/** @param name one of `DRIVERS` */
export function driverCalled(name: string, speed: number): Controller {
  return (DRIVERS[name] as MakeController)(speed);
}

/** The scenario with a reference driver at the ego's wheel. @param name one of `DRIVERS` */
export function withDriver(concrete: ConcreteScenario, name: string): ConcreteScenario {
  const [ego, ...others] = concrete.actors;
  if (ego === undefined) return concrete;
  return { ...concrete, actors: [{ ...ego, controller: driverCalled(name, ego.start.speed) }, ...others] };
}

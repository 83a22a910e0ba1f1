/** A scenario's delivery: from where to where, and what comes of flying it by some route in one of its draws. */
import type { Run } from '#contracts/run';
import type { Battery, ConcreteActor, ConcreteScenario } from '#contracts/scenario';
import { usageError } from '#core/errors';
import { exp } from '#core/math';
import { norm, sub, type Vec3 } from '#core/pose';
import { BATTERY } from '#scenario/drone-figures';
import { drawConcrete, type LoadedScenario, simulateConcrete } from '../scenarios.js';
import type { Route, Straight } from './route.js';

/** One flight up to its arrival. */
export interface Flight {
  /** Until it arrived, or the whole run, s. */
  readonly time: number;
  /** Wh */
  readonly energy: number;
  /** It did not arrive, or a criterion of `pass` did not hold on the way. */
  readonly failed: boolean;
  /** The same, softened for a search: from 0 (all criteria hold by far) to 1. */
  readonly danger: number;
}

export interface Delivery {
  readonly straight: Straight;
  fly(route: Route, seed: string, draw: number): Flight;
}

/** Of a drone without a battery of its own: its energy is reckoned all the same. */
const ANY_BATTERY: Battery = { capacityWh: 1000, ...BATTERY };
/** Draws that must agree about start and goal. */
const LOOKS = 8;
/** A criterion is in danger within so much of its limit (or so many metres of 0). */
const SOFT = 0.1;

/** @throws NearmissError NM7631, NM7632 (exit 2) */
export function deliveryOf(scenario: LoadedScenario, seed: string): Delivery {
  const looks = Array.from({ length: LOOKS }, (_, draw) =>
    straightOf(scenario.file, drawConcrete(scenario, seed, draw).concrete),
  );
  const straight = looks[0] as Straight;
  if (
    looks.some(
      (look) =>
        norm(sub(look.start, straight.start)) + norm(sub(look.goal, straight.goal)) + Math.abs(look.speed - straight.speed) >
        1e-9,
    )
  )
    throw usageError(
      'NM7631',
      `${scenario.file}: start, goal or speed of the route differ from draw to draw`,
      'one route is looked for: let chance decide the weather alone',
    );
  if ((scenario.tree.pass ?? []).length === 0)
    throw usageError(
      'NM7632',
      `${scenario.file} says nowhere what must hold on the way`,
      'risk is what breaks a criterion: pass: [no collision, stay in corridor]',
    );
  const drawn = new Map<string, ConcreteScenario>();
  const concreteOf = (drawSeed: string, draw: number): ConcreteScenario => {
    const key = `${drawSeed}/${draw}`;
    const concrete = drawn.get(key) ?? drawConcrete(scenario, drawSeed, draw).concrete;
    drawn.set(key, concrete);
    return concrete;
  };
  return {
    straight,
    fly: (route, drawSeed, draw) => {
      const concrete = concreteOf(drawSeed, draw);
      const run = simulateConcrete(flownBy(concrete, route), false, {
        bodies: scenario.bodies,
        traceHz: 0,
        endAtContact: true,
        endAtArrival: true,
      });
      return flightOf(run);
    },
  };
}

function straightOf(file: string, { actors }: ConcreteScenario): Straight {
  const ego = actors[0] as ConcreteActor;
  const { controller } = ego;
  if (controller?.type !== 'route' && controller?.type !== 'guarded-route')
    throw usageError(
      'NM7631',
      `the ego of ${file} flies no route`,
      'a delivery needs one: controller: {route: {waypoints: [...], speed: 8 m/s}}',
    );
  return { start: ego.start.position, goal: controller.waypoints.at(-1) as Vec3, speed: controller.speed };
}

/** The same draw, flown by another route: nothing else differs. */
export function flownBy(concrete: ConcreteScenario, { waypoints, speed }: Route): ConcreteScenario {
  const [ego, ...others] = concrete.actors as [ConcreteActor, ...ConcreteActor[]];
  const { controller } = ego;
  if (controller?.type !== 'route' && controller?.type !== 'guarded-route') return concrete;
  return {
    ...concrete,
    actors: [{ ...ego, battery: ego.battery ?? ANY_BATTERY, controller: { ...controller, waypoints, speed } }, ...others],
  };
}

function flightOf({ verdict, scenario }: Run): Flight {
  const { arrivalS, energyToArrivalWh, energyUsedWh = 0 } = verdict.metrics;
  const arrived = arrivalS !== undefined;
  return {
    time: arrivalS ?? scenario.duration,
    energy: energyToArrivalWh ?? energyUsedWh,
    failed: !arrived || verdict.outcome !== 'pass',
    danger: arrived ? Math.max(0, ...verdict.criteria.map(dangerOf)) : 1,
  };
}

/** A logistic step of how far the figure is from its limit. */
function dangerOf({ passed, value, limit }: Run['verdict']['criteria'][number]): number {
  if (value === undefined || limit === undefined) return passed ? 0 : 1;
  const off = Math.abs(value - limit) / (Math.abs(limit) || 1);
  return 1 / (1 + exp((passed ? off : -off) / SOFT));
}

/** Concrete scenarios in code: a test track, an ego, and what the case needs. */

import { bodyAssets } from '#assets/index';
import type { Run } from '#contracts/run';
import type {
  Action,
  ActorStart,
  ConcreteActor,
  ConcreteScenario,
  Condition,
  Controller,
  Environment,
  StoryNode,
} from '#contracts/scenario';
import type { Look } from '#contracts/scene';
import type { Vec3 } from '#core/pose';
import { simulate } from '#world/simulate';

export const NOON: Environment = {
  sunElevation: 1,
  sunAzimuth: 3,
  northHeading: 1.5707963267948966,
  cloudCover: 0,
  rainMmPerH: 0,
  snowMmPerH: 0,
  windSpeed: 0,
  windFrom: 0,
  gustAmplitude: 0,
  wetness: 0,
  snowCover: 0,
  lamps: 'off',
};
/** From the origin to the front bumper, m. */
export const FRONT = (() => {
  const { center, size } = bodyAssets
    .get('hatchback')
    .box({ asset: 'hatchback', seed: 1, traits: { length: 4.358, width: 1.815 } });
  return center[0] + size[0] / 2;
})();
const VUT: Look = { asset: 'hatchback', seed: 1, traits: { length: 4.358, width: 1.815 } };

export function actor(
  id: string,
  look: Look,
  position: Vec3,
  heading = 0,
  speed = 0,
  more: Partial<ConcreteActor> = {},
): ConcreteActor {
  const start: ActorStart = { position, heading, speed };
  return { id, kind: look.asset, role: id === 'ego' ? 'ego' : 'actor', look, start, sensors: [], ...more };
}
/** The reference vehicle on the x axis, front bumper at `front`. */
export function ego(front: number, speed: number, controller?: Controller): ConcreteActor {
  return actor('ego', VUT, [front - FRONT, 0, 0], 0, speed, controller === undefined ? {} : { controller });
}
/** Feet at `position`; a target 0.5 m wide across the ego's way and `depth` m along it. */
export function walker(id: string, position: Vec3, heading = 1.5707963267948966, depth = 0.5): ConcreteActor {
  return actor(
    id,
    { asset: 'pedestrian-adult', seed: 2, traits: { height: 1.8, length: 0.6, width: depth } },
    position,
    heading,
  );
}
export function event(name: string, who: string, action: Action, when?: Condition): StoryNode {
  return { type: 'event', name, actions: [{ actor: who, action }], ...(when === undefined ? {} : { when }) };
}
export function scenario(
  actors: readonly ConcreteActor[],
  story: readonly StoryNode[] = [],
  more: Partial<ConcreteScenario> = {},
): ConcreteScenario {
  return {
    nearmiss: 1,
    name: 'case',
    title: 'case',
    hazard: 'case',
    sources: [],
    seed: '1',
    draw: 0,
    parameters: {},
    place: { layout: 'test-track', seed: 1, options: { length: 300 } },
    environment: NOON,
    actors,
    story,
    requirements: [],
    criteria: [{ type: 'no-collision', of: 'ego' }],
    capture: { windows: [], maxFrames: 0 },
    duration: 12,
    step: 1 / 60,
    ...more,
  };
}
export function run(concrete: ConcreteScenario): Run {
  return simulate(concrete, { traceHz: 100, semanticIds: {}, withCaptures: false });
}
export function last(result: Run, id = 'ego'): readonly number[] {
  return result.trace.ticks[result.trace.ticks.length - 1]?.bodies[id] as readonly number[];
}
export const kmh = (v: number): number => v / 3.6;

/**
 * What is checked of every run: everybody starts where and as fast as the scenario says, and whoever the story sets in motion gets to the speed it says.
 * Tolerances are those of Euro NCAP's track tests: target speed 0.2 km/h, lateral 0.05 m.
 */
import type { Run, TraceTick } from '#contracts/run';
import type { Action, ConcreteScenario, StoryNode } from '#contracts/scenario';
import type { ExecutionCheck } from '#contracts/validation';
import { checked, KMH, speedOf, stateAt } from './trace.js';

const SPEED_KMH = 0.2;
const PLACE_M = 0.05;
/** So long after a speed should be there it is looked at, s. */
const SETTLED = 0.05;
/** Whoever is slower this much later is about to stand, s. */
const LATER = 0.03;

export function usualChecks(run: Run): readonly ExecutionCheck[] {
  const [first] = run.trace.ticks;
  if (first === undefined) return [];
  return [...run.scenario.actors.flatMap((actor) => startOf(actor, first)), ...commandedSpeeds(run)];
}

type Actor = ConcreteScenario['actors'][number];

function startOf({ id, start }: Actor, tick: TraceTick): ExecutionCheck[] {
  const state = tick.bodies[id];
  if (state === undefined) return [];
  const [x = 0, y = 0] = state;
  const [dx, dy] = [x - start.position[0], y - start.position[1]];
  return [
    checked(`start speed of ${id}`, start.speed * KMH, speedOf(state) * KMH, SPEED_KMH, 'km/h'),
    checked(`distance of ${id} from its start`, 0, Math.sqrt(dx * dx + dy * dy), PLACE_M, 'm'),
  ];
}

/** Of actors other than the first, which is the system's to drive. */
function commandedSpeeds(run: Run): ExecutionCheck[] {
  const [ego] = run.scenario.actors;
  return eventsOf(run.scenario.story).flatMap(({ name, actions }) =>
    actions.filter(({ actor }) => actor !== ego?.id).flatMap(({ actor, action }) => speedReached(run, name, actor, action)),
  );
}

function eventsOf(story: readonly StoryNode[]): Extract<StoryNode, { type: 'event' }>[] {
  return story.flatMap((node) => (node.type === 'event' ? [node] : eventsOf(node.children)));
}

function speedReached({ trace }: Run, event: string, actor: string, action: Action): ExecutionCheck[] {
  const wanted = speedWanted(action);
  const start = trace.events.find(({ name, kind }) => name === event && kind === 'trigger');
  if (wanted === undefined || start === undefined) return [];
  const before = stateAt(trace.ticks, actor, start.timeNs);
  const ramp =
    wanted.acceleration === 0 ? 0 : Math.abs(wanted.speed - (before === undefined ? 0 : speedOf(before))) / wanted.acceleration;
  const due = start.timeNs + (ramp + SETTLED) * 1e9;
  // A contact, another event of its own or the end of its way may come before; then there is nothing to compare.
  const ended = trace.events.some(
    ({ kind, timeNs, bodies }) => timeNs <= due && bodies.includes(actor) && (kind === 'contact' || timeNs > start.timeNs),
  );
  const then = ended ? undefined : stateAt(trace.ticks, actor, due);
  const next = stateAt(trace.ticks, actor, due + LATER * 1e9);
  const slows = then !== undefined && next !== undefined && speedOf(next) < speedOf(then) - 1e-6;
  return then === undefined || slows
    ? []
    : [checked(`speed of ${actor} after ${event}`, wanted.speed * KMH, speedOf(then) * KMH, SPEED_KMH, 'km/h')];
}

function speedWanted(action: Action): { readonly speed: number; readonly acceleration: number } | undefined {
  switch (action.type) {
    case 'speed':
      return { speed: action.to, acceleration: action.acceleration };
    case 'cross':
    case 'dart':
    case 'flee':
    case 'follow-path':
      return action;
    default:
      return undefined;
  }
}

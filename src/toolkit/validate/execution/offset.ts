/** Keeping to the line that somebody starts on. */
import type { Run, Trace, TraceTick } from '#contracts/run';
import type { ActorStart, ConcreteActor, Execution } from '#contracts/scenario';
import type { ExecutionCheck } from '#contracts/validation';
import { cos, sin } from '#core/math';
import { buildPlace, projectToLane } from '#places/index';
import { checked, speedOf, type TraceState, timeOf, touchedAt } from './trace.js';

type Declared = Extract<Execution, { type: 'offset' }>;

/** Whoever loses speed this fast acts: Euro NCAP takes an emergency brake to be on from 1 m/s^2 on. */
const BRAKES = 1;

export function offsetCheck({ of, within, until }: Declared, { scenario, trace }: Run): readonly ExecutionCheck[] {
  const actor = scenario.actors.find(({ id }) => id === of);
  if (actor === undefined) return [];
  const end = Math.min(touchedAt(of, trace), endOf(of, until, trace));
  const offset = offsetFrom(actor, scenario.place);
  let largest = 0;
  for (const { timeNs, bodies } of trace.ticks) {
    if (timeNs > end) break;
    const state = bodies[of];
    const now = state === undefined ? 0 : offset(state);
    if (Math.abs(now) > Math.abs(largest)) largest = now;
  }
  return [checked(`largest offset of ${of} from its line`, 0, largest, within, 'm')];
}

function endOf(actor: string, until: string | undefined, trace: Trace): number {
  if (until === undefined) return firstBraking(actor, trace.ticks);
  if (until === 'contact') return Number.POSITIVE_INFINITY;
  return timeOf(until, trace) ?? Number.POSITIVE_INFINITY;
}

/** Time of the last tick before it brakes, ns; Infinity where it never does. */
function firstBraking(actor: string, ticks: readonly TraceTick[]): number {
  for (const [i, tick] of ticks.entries()) {
    const [now, next] = [tick.bodies[actor], ticks[i + 1]?.bodies[actor]];
    if (now === undefined || next === undefined) continue;
    const seconds = ((ticks[i + 1] as TraceTick).timeNs - tick.timeNs) / 1e9;
    if (speedOf(now) - speedOf(next) >= BRAKES * seconds) return tick.timeNs;
  }
  return Number.POSITIVE_INFINITY;
}

/** To the left of its line, m. */
function offsetFrom({ start }: ConcreteActor, spec: Run['scenario']['place']): (state: TraceState) => number {
  const { lane } = start;
  if (lane === undefined) return ({ 0: x = 0, 1: y = 0 }) => besideHeading(start, x, y);
  const place = buildPlace(spec);
  const at = (x: number, y: number): number => projectToLane(place, lane.id, [x, y]).offset;
  const [x, y] = start.position;
  const first = at(x, y);
  return ({ 0: px = 0, 1: py = 0 }) => at(px, py) - first;
}

function besideHeading({ position, heading }: ActorStart, x: number, y: number): number {
  return (y - position[1]) * cos(heading) - (x - position[0]) * sin(heading);
}

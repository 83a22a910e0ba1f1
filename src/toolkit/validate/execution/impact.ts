/** Where somebody would be hit, were nobody to react: the impact point of track tests. */
import type { Bodies } from '#contracts/model';
import type { Run, TraceTick } from '#contracts/run';
import type { ConcreteScenario, Execution } from '#contracts/scenario';
import type { Box } from '#contracts/scene';
import type { ExecutionCheck } from '#contracts/validation';
import { cos, sin } from '#core/math';
import { headingOf } from '#core/pose';
import { simulateConcrete } from '../../scenarios.js';
import { checked, type TraceState } from './trace.js';

type Declared = Extract<Execution, { type: 'impact' }>;

/** Beside or behind its front, somebody is not reached any more, m. */
const TOUCHING = 1e-6;

/** The scenario is run once more with `of` at its start speed, whoever drove it in the run itself. */
export function impactCheck(declared: Declared, { scenario }: Run, bodies: Bodies): readonly ExecutionCheck[] {
  const { of, at, within, from } = declared;
  const endAtContact = of === scenario.actors[0]?.id;
  const { trace, scene } = simulateConcrete(undisturbed(scenario, of), false, { bodies, endAtContact });
  const boxOf = (id: string): Box | undefined => scene.bodies.find((body) => body.id === id)?.box;
  const [own, theirs] = [boxOf(of), boxOf(declared.with)];
  if (own === undefined || theirs === undefined) return [];
  const left = leftAtImpact(trace.ticks, declared, own, theirs);
  const [, width] = own.size;
  const name = `impact point of ${declared.with} on ${of}, at ${Number((100 * at).toFixed(1))} % of its width`;
  // It never gets there: there is no such point.
  if (left === undefined) return [{ ...checked(`${name}: times reached`, 1, 0, 0, ''), kept: false }];
  const side = from ?? sideAtStart(trace.ticks[0], declared);
  const fromSide = width / 2 + (side === 'left' ? -left : left);
  return [checked(name, at * width, fromSide, within, 'm')];
}

function undisturbed(scenario: ConcreteScenario, id: string): ConcreteScenario {
  const actors = scenario.actors.map((actor) =>
    actor.id === id ? { ...actor, controller: { type: 'constant' as const } } : actor,
  );
  return { ...scenario, actors };
}

/** How far left of `of`'s middle the other's point is as `of`'s front reaches the other's box, m. Between ticks both move on as they do. */
function leftAtImpact(
  ticks: readonly TraceTick[],
  { of, with: other, point }: Declared,
  own: Box,
  theirs: Box,
): number | undefined {
  for (const [i, { timeNs, bodies }] of ticks.entries()) {
    const [a, b] = [bodies[of], bodies[other]];
    if (a === undefined || b === undefined) continue;
    const { gap, closing, left, drift } = approach(a, b, own, theirs, point);
    const lasts = ((ticks[i + 1]?.timeNs ?? timeNs) - timeNs) / 1e9;
    if (gap > -TOUCHING && gap <= closing * lasts) return left + (closing > 0 ? (drift * gap) / closing : 0);
  }
  return undefined;
}

/** `gap` from the first's front to the nearest end of the other's box, along the first; `left` to the other's point, across it. */
function approach(a: TraceState, b: TraceState, own: Box, theirs: Box, point: number) {
  const [ax, ay, avx, avy, heading] = flat(a);
  const [bx, by, bvx, bvy, theirHeading] = flat(b);
  const [c, s] = [cos(heading), sin(heading)];
  const [oc, os] = [cos(theirHeading), sin(theirHeading)];
  const [length, width] = theirs.size;
  const along = (x: number, y: number): number => (x - ax) * c + (y - ay) * s;
  const across = (x: number, y: number): number => (y - ay) * c - (x - ax) * s;
  const middle = [
    bx + theirs.center[0] * oc - theirs.center[1] * os,
    by + theirs.center[0] * os + theirs.center[1] * oc,
  ] as const;
  const halfDepth = (Math.abs(c * oc + s * os) * length + Math.abs(c * os - s * oc) * width) / 2;
  const front = own.center[0] + own.size[0] / 2;
  const [vx, vy] = [bvx - avx, bvy - avy];
  return {
    gap: along(...middle) - halfDepth - front,
    closing: -(vx * c + vy * s),
    left: across(middle[0] + point * oc, middle[1] + point * os) - own.center[1],
    drift: vy * c - vx * s,
  };
}

function flat(state: TraceState): readonly [x: number, y: number, vx: number, vy: number, heading: number] {
  const [x = 0, y = 0, , qx = 0, qy = 0, qz = 0, qw = 1, vx = 0, vy = 0] = state;
  return [x, y, vx, vy, headingOf([qx, qy, qz, qw])];
}

function sideAtStart(tick: TraceTick | undefined, { of, with: other }: Declared): 'left' | 'right' {
  const [a, b] = [tick?.bodies[of], tick?.bodies[other]];
  if (a === undefined || b === undefined) return 'right';
  const [ax, ay, , , heading] = flat(a);
  const [bx, by] = flat(b);
  return (by - ay) * cos(heading) - (bx - ax) * sin(heading) > 0 ? 'left' : 'right';
}

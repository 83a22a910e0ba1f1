/** Gathers, step by step, the figures that criteria are judged by. */

import type { FrameEvent } from '#contracts/frame';
import type { ConcreteActor, ConcreteScenario, Criterion } from '#contracts/scenario';
import { dot, norm, scale, sub, type Vec3 } from '#core/pose';
import type { ActorFigures } from '#validate/criteria';
import type { Body, Motion, QuadMotion } from './body.js';
import type { FlightWatch } from './flights.js';
import { gapBetween } from './geometry/boxes.js';
import { collisionTtc, pathEntryDepth } from './geometry/conflict.js';
import type { Kinematics, Snapshot } from './snapshot.js';

export interface FigureGatherer {
  see(snapshot: Snapshot): void;
  /** @param flights what was watched of drones, where anybody asked */
  of(events: readonly FrameEvent[], flights?: FlightWatch): Map<string, ActorFigures>;
}

interface Least {
  value: number;
  timeNs: number;
}
interface Gathered {
  /** Times to collision end with the first contact. */
  touched: boolean;
  minTtc?: Least;
  minGap: Record<string, Least>;
  /** As `minGap`, of those that move or are in the way. */
  threats: Record<string, number>;
  maxDeceleration: number;
  corridor?: { deviation: number; radius: number; timeNs: number };
  reached: Record<number, { distance: number; timeNs: number }>;
}

/** Bodies farther than this do not take part in gaps and times, m. */
const FAR = 150;

/** @param driven from outside: it keeps to the route that its file declares, whatever it is told to fly at the moment */
export function gatherFigures(scenario: ConcreteScenario, bodies: readonly Body[], driven?: Body): FigureGatherer {
  const declared = declaredRoute(driven?.actor);
  const subjects = new Set<string>([scenario.actors[0]?.id ?? 'ego', ...scenario.criteria.map((criterion) => criterion.of)]);
  const watched = bodies.filter((body) => subjects.has(body.spec.id));
  const records = new Map(
    watched.map((body): [string, Gathered] => [
      body.spec.id,
      { touched: false, minGap: {}, threats: {}, maxDeceleration: 0, reached: {} },
    ]),
  );
  return {
    see(snapshot) {
      for (const body of watched) {
        const record = records.get(body.spec.id) as Gathered;
        seeOne(body, bodies, snapshot, record, scenario.criteria);
        seeCorridor(snapshot, body, record, body === driven ? declared : (snapshot.motions[body.index] as Motion));
      }
    },
    of(events, flights) {
      return new Map(
        [...records].map(([id, record]): [string, ActorFigures] => {
          const flight = flights?.of(id);
          const contact = contactOf(events, id);
          return [
            id,
            { ...record, ...(flight === undefined ? {} : { flight }), ...(contact === undefined ? {} : { contact }) },
          ];
        }),
      );
    },
  };
}

/** A body's first, with speeds. */
export function contactOf(events: readonly FrameEvent[], id: string): ActorFigures['contact'] {
  const hit = events.find((event) => event.kind === 'contact' && event.bodies.includes(id));
  if (hit === undefined) return undefined;
  const relativeSpeed = Number(hit.detail?.relativeSpeed ?? 0);
  const speed = hit.bodies[0] === id ? Number(hit.detail?.speed ?? relativeSpeed) : relativeSpeed;
  return { timeNs: hit.timeNs, other: hit.bodies.find((each) => each !== id) ?? 'place', speed, relativeSpeed };
}

function seeOne(body: Body, bodies: readonly Body[], now: Snapshot, record: Gathered, criteria: readonly Criterion[]): void {
  const me = now.of(body.index);
  const timeNs = Math.round(now.time * 1e9);
  if (now.motions[body.index]?.mode === 'path') record.maxDeceleration = Math.max(record.maxDeceleration, -me.acceleration);
  for (const other of bodies) {
    if (other.index === body.index || (other.actor?.follows?.leader === body.spec.id && other.kind === 'load')) continue;
    seePair(me, now.of(other.index), other, timeNs, record);
  }
  criteria.forEach((criterion, i) => {
    if (criterion.type !== 'reaches' || criterion.of !== body.spec.id) return;
    const distance = norm(sub(me.position, criterion.point));
    const known = record.reached[i];
    // The first time inside the radius counts; before that the nearest.
    if (known !== undefined && (known.distance <= criterion.radius || known.distance <= distance)) return;
    record.reached[i] = { distance, timeNs };
  });
}

type Corridor = Pick<QuadMotion, 'route' | 'corridorRadius'>;

/** From its start to its last point, of a drone that has one. */
function declaredRoute(actor: ConcreteActor | undefined): Corridor | undefined {
  const { controller, start } = actor ?? {};
  if (start === undefined || (controller?.type !== 'route' && controller?.type !== 'guarded-route')) return undefined;
  return { route: [start.position, ...controller.waypoints], corridorRadius: controller.corridorRadius };
}

function seeCorridor(now: Snapshot, { index }: Body, record: Gathered, along: Corridor | Motion | undefined): void {
  if (now.motions[index]?.mode !== 'quad' || along === undefined || !('corridorRadius' in along)) return;
  const { route, corridorRadius } = along;
  if (route.length < 2) return;
  const deviation = distanceToRoute(route, now.of(index).position);
  if (record.corridor === undefined || deviation > record.corridor.deviation)
    record.corridor = { deviation, radius: corridorRadius, timeNs: Math.round(now.time * 1e9) };
}

/** Gaps and times are worked out only where they can be less than what is known. */
function seePair(me: Kinematics, them: Kinematics, other: Body, timeNs: number, record: Gathered): void {
  const [dx, dy] = [them.box.x - me.box.x, them.box.y - me.box.y];
  const apart = Math.sqrt(dx * dx + dy * dy);
  if (apart > FAR) return;
  const atLeast = apart - halfDiagonal(me) - halfDiagonal(them);
  const known = record.minGap[other.spec.id];
  if (known === undefined || atLeast < known.value) {
    const gap = gapBetween(me.box, them.box);
    if (known === undefined || gap < known.value) record.minGap[other.spec.id] = { value: Math.max(gap, 0), timeNs };
    if (gap <= 0) record.touched = true;
    seeThreat(me, them, gap, other.spec.id, record);
  }
  if (record.touched) return;
  const leastTtc = record.minTtc?.value ?? Number.POSITIVE_INFINITY;
  const [vx, vy] = [them.velocity[0] - me.velocity[0], them.velocity[1] - me.velocity[1]];
  const closing = Math.sqrt(vx * vx + vy * vy);
  if (closing === 0 || atLeast >= leastTtc * closing) return;
  const ttc = collisionTtc(me, them);
  if (ttc < leastTtc) record.minTtc = { value: ttc, timeNs };
}

/** What stands beside the way is passed at the same gap however the story goes. */
function seeThreat(me: Kinematics, them: Kinematics, gap: number, id: string, { threats }: Gathered): void {
  const known = threats[id];
  if (known !== undefined && known <= gap) return;
  if (them.speed > 0 || gap <= 0 || pathEntryDepth(me, them) >= 0) threats[id] = Math.max(gap, 0);
}

function halfDiagonal({ box: { halfLength, halfWidth } }: Kinematics): number {
  return Math.sqrt(halfLength * halfLength + halfWidth * halfWidth);
}

function distanceToRoute(route: readonly Vec3[], p: Vec3): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i + 1 < route.length; i++) {
    const a = route[i] as Vec3;
    const leg = sub(route[i + 1] as Vec3, a);
    const t = Math.min(1, Math.max(0, dot(sub(p, a), leg) / (dot(leg, leg) || 1)));
    least = Math.min(least, norm(sub(sub(p, a), scale(leg, t))));
  }
  return least;
}

/** Two bodies have begun to touch: what is recorded of it, and which of them the physics engine takes over. */
import type { FrameEvent } from '#contracts/frame';
import { norm, sub, type Vec3 } from '#core/pose';
import type { Body, RigidMotion } from './body.js';
import { afterImpact } from './rigid.js';
import type { Kinematics, Snapshot } from './snapshot.js';

interface Side {
  readonly body: Body;
  readonly kin: Kinematics;
  readonly other: Body | undefined;
  readonly otherKin: Kinematics | undefined;
}

interface Impact {
  readonly event: Omit<FrameEvent, 'timeNs'>;
  readonly thrown: readonly { readonly body: Body; readonly motion: RigidMotion }[];
  /** Those who walked into something that stands, and stop there. */
  readonly stopped: readonly Body[];
}

/** Slower than this, m/s, nothing is thrown. */
const GENTLE = 0.3;
/** Whoever walks into a standing thing faster than this, m/s, falls; slower, they stop. */
const STUMBLE = 4;
/** Share of the relative speed that goes upwards. */
const LIFT = 0.08;

/** @param second missing: the place */
export function impactOf(first: Body, second: Body | undefined, now: Snapshot): Impact {
  const a = now.of(first.index);
  const b = second === undefined ? undefined : now.of(second.index);
  const relative = norm(sub(a.velocity, b?.velocity ?? [0, 0, 0]));
  const event = {
    name: 'contact',
    kind: 'contact' as const,
    bodies: [first.spec.id, second?.spec.id ?? 'place'],
    detail: detailOf(a, b, relative),
  };
  const sides: Side[] = [
    { body: first, kin: a, other: second, otherKin: b },
    ...(second === undefined || b === undefined ? [] : [{ body: second, kin: b, other: first, otherKin: a }]),
  ];
  const stopped = sides.filter(walksInto).map(({ body }) => body);
  if (relative < GENTLE) return { event, thrown: [], stopped };
  const thrown = sides
    .filter(({ body, other }) => isThrown(body, other) && !stopped.includes(body))
    .map(({ body, kin, other, otherKin }) => ({ body, motion: thrownMotion(body, kin, other, otherKin, relative) }));
  return { event, thrown, stopped };
}

function walksInto({ body, kin, otherKin }: Side): boolean {
  return body.kind === 'walker' && otherKin !== undefined && otherKin.speed < GENTLE && kin.speed < STUMBLE;
}

function thrownMotion(
  body: Body,
  kin: Kinematics,
  other: Body | undefined,
  otherKin: Kinematics | undefined,
  relative: number,
): RigidMotion {
  const velocity: Vec3 =
    other === undefined || otherKin === undefined
      ? kin.velocity
      : afterImpact({ mass: other.mass, velocity: otherKin.velocity }, { mass: body.mass, velocity: kin.velocity });
  return {
    mode: 'rigid',
    position: kin.position,
    orientation: kin.orientation,
    velocity: [velocity[0], velocity[1], velocity[2] + LIFT * relative],
    angularVelocity: kin.angularVelocity,
  };
}

function isThrown(body: Body, by: Body | undefined): boolean {
  if (body.kind === 'quadrotor' || body.kind === 'flyer') return true;
  if (by === undefined || body.kind === 'fixed') return false;
  return body.mass < by.mass * 0.8 && (body.kind === 'walker' || body.kind === 'load' || body.mass < 300);
}

/** Relative speed, and where across the first body's width it was struck (0 its left edge, 1 its right edge). */
function detailOf(a: Kinematics, b: Kinematics | undefined, speed: number): Record<string, number> {
  if (b === undefined) return { relativeSpeed: speed };
  const left = (b.box.y - a.box.y) * a.box.cosine - (b.box.x - a.box.x) * a.box.sine;
  return { relativeSpeed: speed, speed: a.speed, acrossWidth: 0.5 - left / (2 * a.box.halfWidth) };
}

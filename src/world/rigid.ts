/**
 * cannon-es for what is thrown, dropped or hit. Used only through `world.step(dt)` (fixedStep reads the wall clock), damping
 * zero but for rolling friction of what lies on the ground; the other bodies take part as kinematic boxes.
 */

import { Box, Body as CannonBody, Vec3 as CannonVec3, ContactMaterial, Material, Plane, Quaternion, World } from '#cannon';
import { add, norm, rotate, scale, sub, type Vec3 } from '#core/pose';
import type { Body, RigidMotion, StillMotion } from './body.js';
import { dragOn } from './drag.js';
import { coulombFriction } from './friction.js';
import type { FlatBox } from './geometry/boxes.js';
import type { Kinematics } from './snapshot.js';

const SUBSTEP = 1 / 120;
const GRAVITY = 9.81;
/** cannon-es steps velocity before position, and falls g t h / 2 too far; half a step's velocity more at the start undoes it. */
const HALF_KICK = (GRAVITY * SUBSTEP) / 2;
/** Sliding friction of bodies and loads on asphalt (0.6-0.7 in throw-distance studies of pedestrians). */
const FRICTION = 0.65;
const RESTITUTION = 0.15;
/** What is farther from anything loose than this stays out of the engine, m. */
const NEAR = 12;
/** Slower than this, m/s and rad/s, for so long, s, a body with nothing moving near it lies still. */
const LYING = { speed: 0.03, turn: 0.1, time: 0.5 };

interface Loose {
  readonly body: Body;
  readonly rigid: CannonBody;
  /** s */
  lyingFor: number;
}

export interface RigidWorld {
  /** Takes a body over from its motion. */
  release(body: Body, motion: RigidMotion): void;
  readonly busy: boolean;
  /** Steps to the instant at which `others` holds; others move there at their velocity. @returns new motions by index. */
  step(dt: number, bodies: readonly Body[], others: (index: number) => Kinematics): Map<number, RigidMotion | StillMotion>;
}

/** @param wind m/s, world */
export function createRigidWorld(solids: readonly FlatBox[], frictionScale: number, wind: Vec3): RigidWorld {
  const world = new World({ gravity: new CannonVec3(0, 0, -GRAVITY) });
  world.allowSleep = false;
  const friction = coulombFriction(world, GRAVITY);
  const ground = new Material('ground');
  const loose = new Material('loose');
  world.addContactMaterial(
    new ContactMaterial(ground, loose, { friction: FRICTION * frictionScale, restitution: RESTITUTION }),
  );
  world.addContactMaterial(new ContactMaterial(loose, loose, { friction: 0.4, restitution: RESTITUTION }));
  world.addBody(new CannonBody({ mass: 0, material: ground, shape: new Plane() }));
  const dynamic = new Map<number, Loose>();
  const kinematic = new Map<number, CannonBody>();
  const waiting = new Set(solids);

  return {
    get busy() {
      return dynamic.size > 0;
    },
    release(body, motion) {
      const old = kinematic.get(body.index);
      if (old !== undefined) world.removeBody(old);
      kinematic.delete(body.index);
      const rigid = boxBody(body, body.mass, loose);
      place(rigid, body, motion);
      rigid.velocity.z += HALF_KICK;
      world.addBody(rigid);
      dynamic.set(body.index, { body, rigid, lyingFor: 0 });
    },
    step(dt, bodies, others) {
      for (const body of bodies) {
        if (dynamic.has(body.index)) continue;
        const kin = others(body.index);
        const close = [...dynamic.values()].some(({ rigid }) => farFrom(kin.position, rigid) < NEAR);
        const known = kinematic.get(body.index);
        if (!close && known === undefined) continue;
        const rigid = known ?? boxBody(body, 0, loose);
        if (known === undefined) {
          rigid.type = CannonBody.KINEMATIC;
          world.addBody(rigid);
          kinematic.set(body.index, rigid);
        }
        place(rigid, body, { ...kin, position: sub(kin.position, scale(kin.velocity, dt)) });
      }
      for (const box of waiting) {
        if (![...dynamic.values()].some(({ rigid }) => gapTo(box, rigid) < NEAR)) continue;
        world.addBody(solidBody(box, ground));
        waiting.delete(box);
      }
      const count = Math.max(1, Math.ceil(dt / SUBSTEP - 1e-9));
      for (let i = 0; i < count; i++) {
        for (const { body, rigid } of dynamic.values()) {
          const { x, y, z } = rigid.velocity;
          rigid.applyForce(new CannonVec3(...dragOn(body.spec.box, [x, y, z], wind)));
        }
        friction.before(dt / count);
        world.step(dt / count);
      }
      const moved = new Map<number, RigidMotion | StillMotion>();
      for (const [index, loose] of dynamic) moved.set(index, settled(loose, dt, [...kinematic.values()]));
      for (const [index, motion] of moved) {
        if (motion.mode !== 'still') continue;
        world.removeBody((dynamic.get(index) as Loose).rigid);
        dynamic.delete(index);
      }
      return moved;
    },
  };
}

/** Where a loose body is now; still once it has lain long enough and nothing comes near. */
function settled(loose: Loose, dt: number, others: readonly CannonBody[]): RigidMotion | StillMotion {
  const { body, rigid } = loose;
  const motion = motionOf(body, rigid);
  const slow = norm(motion.velocity) < LYING.speed && norm(motion.angularVelocity) < LYING.turn;
  const alone = others.every((other) => other.velocity.lengthSquared() === 0 || farFrom(motion.position, other) > NEAR);
  loose.lyingFor = slow && alone ? loose.lyingFor + dt : 0;
  if (loose.lyingFor < LYING.time) return motion;
  return { mode: 'still', position: motion.position, orientation: motion.orientation, down: true };
}

function boxBody(body: Body, mass: number, material: Material): CannonBody {
  const [length, width, height] = body.spec.box.size;
  return new CannonBody({
    mass,
    material,
    shape: new Box(new CannonVec3(length / 2, width / 2, height / 2)),
    linearDamping: 0,
    angularDamping: 0.05,
  });
}

function place(
  rigid: CannonBody,
  body: Body,
  pose: Pick<RigidMotion, 'position' | 'orientation' | 'velocity' | 'angularVelocity'>,
): void {
  const center = add(pose.position, rotate(pose.orientation, body.spec.box.center));
  rigid.position.set(...center);
  rigid.quaternion.set(...pose.orientation);
  rigid.velocity.set(...pose.velocity);
  rigid.angularVelocity.set(...pose.angularVelocity);
}

function motionOf(body: Body, rigid: CannonBody): RigidMotion {
  const { x, y, z, w } = rigid.quaternion;
  const orientation = [x, y, z, w] as const;
  const center = [rigid.position.x, rigid.position.y, rigid.position.z] as const;
  return {
    mode: 'rigid',
    position: sub(center, rotate(orientation, body.spec.box.center)),
    orientation,
    velocity: [rigid.velocity.x, rigid.velocity.y, rigid.velocity.z],
    angularVelocity: [rigid.angularVelocity.x, rigid.angularVelocity.y, rigid.angularVelocity.z],
  };
}

function solidBody(box: FlatBox, material: Material): CannonBody {
  const height = box.high - box.low;
  const body = new CannonBody({
    mass: 0,
    material,
    shape: new Box(new CannonVec3(box.halfLength, box.halfWidth, height / 2)),
  });
  body.position.set(box.x, box.y, box.low + height / 2);
  const half = Math.sqrt((1 + box.cosine) / 2);
  body.quaternion = new Quaternion(0, 0, half > 1e-6 ? box.sine / (2 * half) : 1, half);
  return body;
}

/** At least this far apart on the ground, m. */
function gapTo({ x, y, halfLength, halfWidth }: FlatBox, rigid: CannonBody): number {
  return norm([x - rigid.position.x, y - rigid.position.y, 0]) - halfLength - halfWidth;
}
function farFrom(position: Vec3, rigid: CannonBody): number {
  return norm(sub(position, [rigid.position.x, rigid.position.y, rigid.position.z]));
}

/** Speed that a plastic impact gives the struck body: the striker's share of the common momentum. */
export function afterImpact(
  striker: { mass: number; velocity: readonly [number, number, number] },
  struck: { mass: number; velocity: readonly [number, number, number] },
) {
  const share = striker.mass / (striker.mass + struck.mass);
  return add(scale(striker.velocity, share), scale(struck.velocity, 1 - share));
}

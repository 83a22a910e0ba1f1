/**
 * cannon-es for what is thrown, dropped or hit. Used only through `world.step(dt)` (fixedStep reads the wall clock), damping
 * zero but for rolling friction of what lies on the ground; the other bodies take part as kinematic boxes.
 */

import { Box, Body as CannonBody, Vec3 as CannonVec3, ContactMaterial, Material, Plane, Quaternion, World } from '#cannon';
import { add, norm, rotate, scale, sub } from '#core/pose';
import type { Body, RigidMotion } from './body.js';
import type { FlatBox } from './geometry/boxes.js';
import type { Kinematics } from './snapshot.js';

const SUBSTEP = 1 / 240;
/** Sliding friction of bodies and loads on asphalt (0.6-0.7 in throw-distance studies of pedestrians). */
const FRICTION = 0.65;
const RESTITUTION = 0.15;
/** Kinematic bodies farther from anything loose than this stay out of the engine, m. */
const NEAR = 12;

export interface RigidWorld {
  /** Takes a body over from its motion. */
  release(body: Body, motion: RigidMotion): void;
  readonly busy: boolean;
  /** Steps to the instant at which `others` holds; others move there at their velocity. @returns new motions by index. */
  step(dt: number, bodies: readonly Body[], others: (index: number) => Kinematics): Map<number, RigidMotion>;
}

export function createRigidWorld(solids: readonly FlatBox[], frictionScale: number): RigidWorld {
  const world = new World({ gravity: new CannonVec3(0, 0, -9.81) });
  world.allowSleep = false;
  const ground = new Material('ground');
  const loose = new Material('loose');
  world.addContactMaterial(
    new ContactMaterial(ground, loose, { friction: FRICTION * frictionScale, restitution: RESTITUTION }),
  );
  world.addContactMaterial(new ContactMaterial(loose, loose, { friction: 0.4, restitution: RESTITUTION }));
  world.addBody(new CannonBody({ mass: 0, material: ground, shape: new Plane() }));
  const dynamic = new Map<number, { body: Body; rigid: CannonBody }>();
  const kinematic = new Map<number, CannonBody>();
  let builtSolids = false;

  return {
    get busy() {
      return dynamic.size > 0;
    },
    release(body, motion) {
      if (!builtSolids) addSolids(world, solids, ground, motion);
      builtSolids = true;
      const old = kinematic.get(body.index);
      if (old !== undefined) world.removeBody(old);
      kinematic.delete(body.index);
      const rigid = boxBody(body, body.mass, loose);
      place(rigid, body, motion);
      world.addBody(rigid);
      dynamic.set(body.index, { body, rigid });
    },
    step(dt, bodies, others) {
      for (const body of bodies) {
        if (dynamic.has(body.index)) continue;
        const kin = others(body.index);
        const close = [...dynamic.values()].some(({ rigid }) => farFrom(kin, rigid) < NEAR);
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
      const count = Math.max(1, Math.ceil(dt / SUBSTEP - 1e-9));
      for (let i = 0; i < count; i++) world.step(dt / count);
      return new Map([...dynamic].map(([index, { body, rigid }]) => [index, motionOf(body, rigid)]));
    },
  };
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

function addSolids(world: World, solids: readonly FlatBox[], material: Material, near: RigidMotion): void {
  for (const box of solids) {
    const dx = box.x - near.position[0];
    const dy = box.y - near.position[1];
    if (dx * dx + dy * dy > 80 * 80) continue;
    const height = box.high - box.low;
    const body = new CannonBody({
      mass: 0,
      material,
      shape: new Box(new CannonVec3(box.halfLength, box.halfWidth, height / 2)),
    });
    body.position.set(box.x, box.y, box.low + height / 2);
    const half = Math.sqrt((1 + box.cosine) / 2);
    body.quaternion = new Quaternion(0, 0, half > 1e-6 ? box.sine / (2 * half) : 1, half);
    world.addBody(body);
  }
}

function farFrom(kin: Kinematics, rigid: CannonBody): number {
  return norm(sub(kin.position, [rigid.position.x, rigid.position.y, rigid.position.z]));
}
/** Speed that a plastic impact gives the struck body: the striker's share of the common momentum. */
export function afterImpact(
  striker: { mass: number; velocity: readonly [number, number, number] },
  struck: { mass: number; velocity: readonly [number, number, number] },
) {
  const share = striker.mass / (striker.mass + struck.mass);
  return add(scale(striker.velocity, share), scale(struck.velocity, 1 - share));
}

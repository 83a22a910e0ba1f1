/** Frame ids, and where frames are: one root, `map`; a body's frame is its id, a sensor's is `<body>/<sensor>`. */
import type { BodyPose } from '#contracts/observation';
import type { Sensor } from '#contracts/rig';
import type { ConcreteScenario } from '#contracts/scenario';
import type { SceneSpec } from '#contracts/scene';
import { BODY_FROM_CAMERA_AXES, compose, invert, type Pose, quatFromHeadingPitchRoll, ZERO } from '#core/pose';
import { type MessageInit, stampOf } from './messages.js';

/** The world: x forward along the road, y left, z up. */
export const ROOT = 'map';

export interface Carried {
  readonly carrier: string;
  readonly sensor: Sensor;
  /** x forward, y left, z up at the mount. */
  readonly frameId: string;
}
export function carriedBy(scenario: ConcreteScenario): readonly Carried[] {
  return scenario.actors.flatMap(({ id: carrier, sensors }) =>
    sensors.map((sensor) => ({ carrier, sensor, frameId: `${carrier}/${sensor.id}` })),
  );
}
/** A camera's x right, y down, z forward. */
export function opticalFrame({ frameId }: Carried): string {
  return `${frameId}_optical`;
}

type Transform = NonNullable<MessageInit<'FrameTransforms'>['transforms']>[number];
function transform(parent: string, child: string, { position, orientation }: Pose, timeNs: number): Transform {
  return {
    timestamp: stampOf(timeNs),
    parentFrameId: parent,
    childFrameId: child,
    translation: xyz(position),
    rotation: quaternion(orientation),
  };
}

/** What never changes: sensors that are screwed on, and the axes of pictures. */
export function fixedTransforms(carried: readonly Carried[], timeNs: number): MessageInit<'FrameTransforms'> {
  return {
    transforms: carried.flatMap((one) => {
      const { carrier, sensor, frameId } = one;
      const mount = { position: sensor.position, orientation: quatFromHeadingPitchRoll(...sensor.orientation) };
      const fixed = sensor.gimbalReach === 0 ? [transform(carrier, frameId, mount, timeNs)] : [];
      const axes = { position: ZERO, orientation: BODY_FROM_CAMERA_AXES };
      return sensor.type === 'camera' ? [...fixed, transform(frameId, opticalFrame(one), axes, timeNs)] : fixed;
    }),
  };
}

export function bodyTransforms(bodies: readonly BodyPose[], timeNs: number): MessageInit<'FrameTransforms'> {
  return { transforms: bodies.map(({ id, worldFromBody }) => transform(ROOT, id, worldFromBody, timeNs)) };
}

export function egoTransform(scene: SceneSpec, worldFromEgo: Pose, timeNs: number): MessageInit<'FrameTransforms'> {
  const ego = scene.bodies.find(({ role }) => role === 'ego');
  return { transforms: ego === undefined ? [] : [transform(ROOT, ego.id, worldFromEgo, timeNs)] };
}

/** Of a sensor on a gimbal at an instant; undefined when its carrier isn't there. */
export function gimbalTransform(
  { carrier, frameId }: Carried,
  worldFromSensor: Pose,
  bodies: readonly BodyPose[],
  timeNs: number,
): MessageInit<'FrameTransforms'> | undefined {
  const body = bodies.find(({ id }) => id === carrier);
  if (body === undefined) return undefined;
  return { transforms: [transform(carrier, frameId, compose(invert(body.worldFromBody), worldFromSensor), timeNs)] };
}

export function xyz([x, y, z]: Pose['position']) {
  return { x, y, z };
}
export function quaternion([x, y, z, w]: Pose['orientation']) {
  return { x, y, z, w };
}

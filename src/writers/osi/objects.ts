/** Bodies as OSI's `MovingObject`: the box at rest, in the world. */
import type { Medium } from '#contracts/frame';
import type { Bodies } from '#contracts/model';
import type { BodyPose } from '#contracts/observation';
import type { BodySpec } from '#contracts/scene';
import { add, cross, rotate, scale, type Vec3 } from '#core/pose';
import { orientationOf, orientationRateOf } from './angles.js';
import { type Kind, kindOf, OBJECT, VEHICLE } from './kinds.js';
import type { Message } from './schema.js';
import { vector } from './vector.js';
import { vehicleAttributesOf } from './wheels.js';

/** `VehicleClassification.Role`, `LightState.IndicatorState` and `LightState.GenericLightState`. */
const ROLE_CIVIL = 2;
const INDICATOR_OFF = 2;
const LIGHT = { off: 2, on: 3 } as const;

/** What does not change while a sample lasts. */
export interface Thing {
  readonly spec: BodySpec;
  readonly kind: Kind;
  readonly attributes?: Message<'MovingObject.VehicleAttributes'>;
}

export function thingOf(spec: BodySpec, bodies?: Bodies): Thing {
  const kind = kindOf(spec.class);
  const attributes = kind.vehicle === undefined ? undefined : vehicleAttributesOf(spec, bodies);
  return { spec, kind, ...(attributes === undefined ? {} : { attributes }) };
}

/** @param medium where it is known @param acceleration of the body's origin, m/s^2, where it is known */
export function movingObject(thing: Thing, body: BodyPose, medium?: Medium, acceleration?: Vec3): Message<'MovingObject'> {
  const { spec, kind, attributes } = thing;
  return {
    id: { value: spec.instance },
    base: { ...baseOf(spec, body), ...(acceleration === undefined ? {} : { acceleration: vector(acceleration) }) },
    type: kind.type,
    ...(attributes === undefined ? {} : { vehicle_attributes: attributes }),
    ...(kind.vehicle === undefined ? {} : { vehicle_classification: classificationOf(spec, kind.vehicle, medium) }),
    model_reference: spec.look.asset,
    source_reference: [{ type: 'nearmiss', identifier: [spec.id, spec.class] }],
    ...(kind.type === OBJECT.pedestrian ? { pedestrian_attributes: rootOf(spec) } : {}),
  };
}

/** The centre of the box moves with the body and by its turning. */
function baseOf({ box }: BodySpec, { worldFromBody, velocity, angularVelocity }: BodyPose): Message<'BaseMoving'> {
  const { position, orientation } = worldFromBody;
  const arm = rotate(orientation, box.center);
  const [length, width, height] = box.size;
  const angles = orientationOf(orientation);
  const rate = orientationRateOf(angles, angularVelocity);
  return {
    dimension: { length, width, height },
    position: vector(add(position, arm)),
    orientation: angles,
    velocity: vector(add(velocity, cross(angularVelocity, arm))),
    ...(rate === undefined ? {} : { orientation_rate: rate }),
  };
}

/** Postures stand in the body's frame: its origin, between the feet, is the root. */
function rootOf({ box }: BodySpec): Message<'MovingObject.PedestrianAttributes'> {
  return { bbcenter_to_root: vector(scale(box.center, -1)) };
}

function classificationOf(
  { role }: BodySpec,
  vehicle: NonNullable<Kind['vehicle']>,
  medium: Medium | undefined,
): Message<'MovingObject.VehicleClassification'> {
  const lit = medium?.lampsOn === true && role !== 'prop' ? LIGHT.on : LIGHT.off;
  const unknown = medium === undefined || vehicle === VEHICLE.bicycle;
  return {
    type: vehicle,
    ...(unknown ? {} : { light_state: { indicator_state: INDICATOR_OFF, head_light: lit } }),
    has_trailer: false,
    role: ROLE_CIVIL,
  };
}

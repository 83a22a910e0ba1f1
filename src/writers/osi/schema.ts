/**
 * The fields that are written, as ASAM Open Simulation Interface 3.7.0 numbers them on the wire (`osi_groundtruth.proto`,
 * `osi_version.proto`, `osi_common.proto`, `osi_object.proto`, `osi_environment.proto`). Names are OSI's own; nested messages
 * have a dot. Each message's fields ascend by number.
 */

/** An `enum` is an int32 on the wire. */
type Scalar = 'double' | 'uint32' | 'uint64' | 'int64' | 'enum' | 'bool' | 'string';

export const MESSAGES = {
  GroundTruth: {
    version: [1, 'InterfaceVersion'],
    timestamp: [2, 'Timestamp'],
    host_vehicle_id: [3, 'Identifier'],
    moving_object: [5, 'MovingObject', 'repeated'],
    environmental_conditions: [12, 'EnvironmentalConditions'],
  },
  InterfaceVersion: { version_major: [1, 'uint32'], version_minor: [2, 'uint32'], version_patch: [3, 'uint32'] },
  /** Since the start of the simulation, s and ns. */
  Timestamp: { seconds: [1, 'int64'], nanos: [2, 'uint32'] },
  Identifier: { value: [1, 'uint64'] },
  ExternalReference: { type: [2, 'string'], identifier: [3, 'string', 'repeated'] },
  /** m, m/s or m/s^2 */
  Vector3d: { x: [1, 'double'], y: [2, 'double'], z: [3, 'double'] },
  /** m */
  Dimension3d: { length: [1, 'double'], width: [2, 'double'], height: [3, 'double'] },
  /** rad or rad/s */
  Orientation3d: { roll: [1, 'double'], pitch: [2, 'double'], yaw: [3, 'double'] },
  MovingObject: {
    id: [1, 'Identifier'],
    base: [2, 'BaseMoving'],
    type: [3, 'enum'],
    vehicle_attributes: [5, 'MovingObject.VehicleAttributes'],
    vehicle_classification: [6, 'MovingObject.VehicleClassification'],
    model_reference: [7, 'string'],
    source_reference: [10, 'ExternalReference', 'repeated'],
    pedestrian_attributes: [12, 'MovingObject.PedestrianAttributes'],
  },
  BaseMoving: {
    dimension: [1, 'Dimension3d'],
    position: [2, 'Vector3d'],
    orientation: [3, 'Orientation3d'],
    velocity: [4, 'Vector3d'],
    acceleration: [5, 'Vector3d'],
    orientation_rate: [6, 'Orientation3d'],
  },
  'MovingObject.VehicleAttributes': {
    number_wheels: [3, 'uint32'],
    bbcenter_to_rear: [4, 'Vector3d'],
    bbcenter_to_front: [5, 'Vector3d'],
  },
  'MovingObject.VehicleClassification': {
    type: [1, 'enum'],
    light_state: [2, 'MovingObject.VehicleClassification.LightState'],
    has_trailer: [3, 'bool'],
    role: [5, 'enum'],
  },
  'MovingObject.VehicleClassification.LightState': { indicator_state: [1, 'enum'], head_light: [4, 'enum'] },
  'MovingObject.PedestrianAttributes': { bbcenter_to_root: [1, 'Vector3d'] },
  EnvironmentalConditions: {
    ambient_illumination: [1, 'enum'],
    precipitation: [6, 'enum'],
    fog: [7, 'enum'],
    clouds: [10, 'EnvironmentalConditions.CloudLayer'],
    wind: [11, 'EnvironmentalConditions.Wind'],
    sun: [12, 'EnvironmentalConditions.Sun'],
  },
  'EnvironmentalConditions.CloudLayer': { fractional_cloud_cover: [1, 'enum'] },
  /** rad, m/s */
  'EnvironmentalConditions.Wind': { origin_direction: [1, 'double'], speed: [2, 'double'] },
  /** rad, rad, lx */
  'EnvironmentalConditions.Sun': { azimuth: [1, 'double'], elevation: [2, 'double'], intensity: [3, 'double'] },
} as const;

type Messages = typeof MESSAGES;
export type MessageName = keyof Messages;
export type FieldType = Scalar | MessageName;
export type Field = readonly [number: number, type: FieldType, repeated?: 'repeated'];

type Value<T> = T extends MessageName
  ? Message<T>
  : T extends 'string'
    ? string
    : T extends 'bool'
      ? boolean
      : T extends Scalar
        ? number
        : never;
type ValueOf<F> = F extends readonly [number, infer T, 'repeated']
  ? readonly Value<T>[]
  : F extends readonly [number, infer T]
    ? Value<T>
    : never;
/** What a message may hold; what is left out is not on the wire. */
export type Message<N extends MessageName> = { readonly [F in keyof Messages[N]]?: ValueOf<Messages[N][F]> };

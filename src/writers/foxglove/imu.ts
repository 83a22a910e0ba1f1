/**
 * An inertial measurement. Foxglove has no message for it, and a ROS message would need ROS's own encoding beside protobuf, so this is
 * ROS's `sensor_msgs/msg/Imu` field by field in protobuf: same names, same units (rad/s, m/s², at rest +9.81 along up, REP 103 and 145).
 */
import type { Quaternion, Time, Vector3 } from '@foxglove/schemas';
import type { FoxgloveMessageField } from '@foxglove/schemas/internal.js';
import { type Definition, nested, OWN_PACKAGE, text } from './descriptors.js';

export interface Imu {
  timestamp: Time;
  frame_id: string;
  orientation: Quaternion;
  /** Row-major 3 x 3; a first element of -1 says that there is no orientation. */
  orientation_covariance: number[];
  angular_velocity: Vector3;
  angular_velocity_covariance: number[];
  linear_acceleration: Vector3;
  linear_acceleration_covariance: number[];
}

export const imuDefinition: Definition = {
  package: OWN_PACKAGE,
  message: {
    type: 'message',
    name: 'Imu',
    description: '',
    fields: [
      nested('timestamp', 'Timestamp'),
      text('frame_id'),
      nested('orientation', 'Quaternion'),
      covariance('orientation_covariance'),
      nested('angular_velocity', 'Vector3'),
      covariance('angular_velocity_covariance'),
      nested('linear_acceleration', 'Vector3'),
      covariance('linear_acceleration_covariance'),
    ],
  },
};

function covariance(name: string): FoxgloveMessageField {
  return { name, type: { type: 'primitive', name: 'float64' }, array: 9, description: '' };
}

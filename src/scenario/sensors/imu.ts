/** Inertial measurement units. */
import type { InertialNoise } from '#contracts/rig';
import type { Draw } from '../draw/values.js';
import { may, need, record, word } from '../language/combinators.js';
import type { Read } from '../language/context.js';
import { value } from '../language/value.js';
import { drawMount, mounting, numbers, type SensorKind } from './kind.js';

/**
 * White noise: PX4's Gazebo model of an IIM-42653. The rest: RotorS' model of an ADIS16448 (gazebo_imu_plugin.h), bias
 * instability from that part's data sheet (14.5 deg/h, 0.25 mg in run).
 */
const GYRO: InertialNoise = { white: 8.727e-4, biasInstability: 7.03e-5, randomWalk: 3.8785e-5, turnOnBias: 8.727e-3 };
const ACCELEROMETER: InertialNoise = { white: 6.37e-3, biasInstability: 2.45e-3, randomWalk: 6e-3, turnOnBias: 0.196 };

function triad(doc: string, kind: 'turnRate' | 'acceleration', unit: string, missing: InertialNoise) {
  const words = kind === 'turnRate' ? 'rad/s' : 'm/s^2';
  return record(doc, {
    white: may(
      value(`White noise N in ${words} per sqrt(Hz), whose sd is N / sqrt(dt); ${missing.white}.`, 'number', { least: 0 }),
    ),
    biasInstability: may(
      value(`B, where the Allan deviation is flat at 0.6643 B; ${missing.biasInstability} ${unit}.`, kind, { least: 0 }),
    ),
    randomWalk: may(
      value(`K in ${words} per sqrt(s), random walk of the bias; ${missing.randomWalk}.`, 'number', { least: 0 }),
    ),
    turnOnBias: may(value(`Standard deviation of the bias at switch-on; ${missing.turnOnBias} ${unit}.`, kind, { least: 0 })),
  });
}
const gyro = triad('errors of the gyroscopes', 'turnRate', 'rad/s', GYRO);
const accelerometer = triad('errors of the accelerometers', 'acceleration', 'm/s^2', ACCELEROMETER);

const declaration = record('an inertial measurement unit', {
  type: need(word('Kind of sensor.', ['imu'])),
  ...mounting('Samples a second; 100 Hz.'),
  gyro: may(gyro),
  accelerometer: may(accelerometer),
});

export const imu: SensorKind<'imu', Read<typeof declaration>> = {
  type: 'imu',
  declaration,
  draw: (id, tree, draw) => ({
    type: 'imu',
    ...drawMount(id, tree, 100, draw),
    gyro: drawNoise(tree.gyro, GYRO, draw),
    accelerometer: drawNoise(tree.accelerometer, ACCELEROMETER, draw),
  }),
};

function drawNoise(tree: Read<typeof gyro> | undefined, missing: InertialNoise, draw: Draw): InertialNoise {
  const number = numbers(draw);
  return {
    white: number(tree?.white, missing.white),
    biasInstability: number(tree?.biasInstability, missing.biasInstability),
    randomWalk: number(tree?.randomWalk, missing.randomWalk),
    turnOnBias: number(tree?.turnOnBias, missing.turnOnBias),
  };
}

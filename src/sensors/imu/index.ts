/** Inertial measurement units: specific force and angular rate as means over the interval that ends at the sample. */
import { OBSERVATIONS } from '#contracts/observation';
import type { InertialNoise } from '#contracts/rig';
import type { SensorModel } from '#contracts/sensor';
import { add, scale, type Vec3 } from '#core/pose';
import type { RandomStream } from '#core/random';
import { sensorMotion } from '../motion.js';
import { bodyIn } from '../mount.js';
import { headingAt } from '../observed.js';
import { type AxisNoise, axisNoise } from './noise.js';
import { incrementBetween } from './strapdown.js';

export const imu: SensorModel<'imu'> = {
  type: 'imu',
  about: OBSERVATIONS.imu.about,
  open(input) {
    const { sensor, carrier, timeline, random } = input;
    const intervalNs = Math.round(1e9 / sensor.rateHz);
    const interval = intervalNs / 1e9;
    const motionAt = (timeNs: number) => sensorMotion(sensor, bodyIn(timeline.at(timeNs), carrier));
    const gyro = triad(sensor.gyro, random.child('gyro'));
    const accelerometer = triad(sensor.accelerometer, random.child('accelerometer'));
    let last: number | undefined;
    return {
      observe(index, timeNs) {
        const elapsed = last === undefined ? 0 : (timeNs - last) / 1e9;
        last = timeNs;
        const { deltaVelocity, deltaAngle } = incrementBetween(motionAt(timeNs - intervalNs), motionAt(timeNs), interval);
        const [force, rate] = [scale(deltaVelocity, 1 / interval), scale(deltaAngle, 1 / interval)];
        const [forceError, rateError] = [accelerometer(elapsed, interval), gyro(elapsed, interval)];
        return {
          kind: 'imu',
          ...headingAt(input, index, timeNs),
          count: 0,
          columns: {},
          values: {
            interval: [interval],
            specificForce: add(force, forceError.total),
            angularRate: add(rate, rateError.total),
            trueSpecificForce: force,
            trueAngularRate: rate,
            accelerometerBias: forceError.bias,
            gyroBias: rateError.bias,
          },
        };
      },
    };
  },
};

type Triad = (elapsed: number, interval: number) => { readonly total: Vec3; readonly bias: Vec3 };

function triad(noise: InertialNoise, random: RandomStream): Triad {
  const axes = [0, 1, 2].map((axis) => axisNoise(noise, random.child(axis))) as [AxisNoise, AxisNoise, AxisNoise];
  return (elapsed, interval) => {
    const [x, y, z] = [axes[0].next(elapsed, interval), axes[1].next(elapsed, interval), axes[2].next(elapsed, interval)];
    const bias: Vec3 = [x.bias, y.bias, z.bias];
    return { total: add(bias, [x.white, y.white, z.white]), bias };
  };
}

/** A lidar's turn of given points, its other columns filled with numbers of their own. */
import type { ObservationOf } from '#contracts/observation';
import type { Pose, Vec3 } from '#core/pose';

/** @param points sensor frame at firing, m @param times of firing, s from the turn's own */
export function made(worldFromSensor: Pose, points: readonly Vec3[], times: readonly number[]): ObservationOf<'lidar'> {
  const count = points.length;
  const numbers = (offset: number) => Array.from({ length: count }, (_, i) => i + offset);
  return {
    kind: 'lidar',
    sensor: 'top',
    index: 0,
    timeNs: 1e9,
    arrivalNs: 1.05e9,
    worldFromSensor,
    worldFromEgo: worldFromSensor,
    count,
    columns: {
      xyz: Float32Array.from(points.flat()),
      intensity: Float32Array.from(numbers(0.1)),
      ring: Uint8Array.from(numbers(1)),
      time: Float32Array.from(times),
      instance: Uint16Array.from(numbers(2)),
      semantic: Uint8Array.from(numbers(3)),
      origin: new Uint8Array(count),
      flow: new Float32Array(3 * count),
    },
    values: {},
  };
}

/** What of a lidar's turn is held against pictures. */
import { type ObservationOf, RETURN_ORIGIN } from '#contracts/observation';
import { transformPoint, type Vec3 } from '#core/pose';

/** Fired within this long of the picture, s: at 40 m/s a body moves 8 cm. */
const SAME_TIME_S = 0.002;

export interface KeptPoints {
  readonly sensor: string;
  readonly timeNs: number;
  readonly world: readonly Vec3[];
  readonly instance: readonly number[];
  readonly semantic: readonly number[];
}

/** Surface points that were fired at about the observation's time. */
export function keepPoints({ sensor, timeNs, worldFromSensor, count, columns }: ObservationOf<'lidar'>): KeptPoints {
  const [world, instance, semantic]: [Vec3[], number[], number[]] = [[], [], []];
  for (let i = 0; i < count; i++) {
    if (columns.origin[i] !== RETURN_ORIGIN.surface || Math.abs(columns.time[i] as number) > SAME_TIME_S) continue;
    const [x, y, z] = [columns.xyz[3 * i] as number, columns.xyz[3 * i + 1] as number, columns.xyz[3 * i + 2] as number];
    world.push(transformPoint(worldFromSensor, [x, y, z]));
    instance.push(columns.instance[i] as number);
    semantic.push(columns.semantic[i] as number);
  }
  return { sensor, timeNs, world, instance, semantic };
}

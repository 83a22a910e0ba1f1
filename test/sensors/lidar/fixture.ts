/** A laser scanner on a car on the test track, and what it sees at an instant. */
import type { FrameState, Medium } from '#contracts/frame';
import type { ObservationOf } from '#contracts/observation';
import type { LidarSensor } from '#contracts/rig';
import type { Run } from '#contracts/run';
import type { ConcreteActor, Environment } from '#contracts/scenario';
import { type Pose, quatConjugate, rotate, type Vec3 } from '#core/pose';
import { randomRoot } from '#core/random';
import { semanticIds } from '#labels/index';
import { createRayCaster } from '#renderers/raycast/index';
import { openSensor } from '#sensors/index';
import { simulate } from '#world/simulate';
import { NOON, scenario } from '../../world/fixture.js';

export type Cloud = ObservationOf<'lidar'>;

export function lidarSensor(more: Partial<LidarSensor> = {}): LidarSensor {
  return {
    id: 'top',
    type: 'lidar',
    model: 'VLP-16',
    position: [0, 0, 1.9],
    orientation: [0, 0, 0],
    gimbalReach: 0,
    rateHz: 10,
    latency: 0,
    ...more,
  };
}
/** Neither noise nor losses nor width. */
export const EXACT = { rangeNoiseM: 0, dropout: 0, divergence: 0 } as const;

export function runOf(actors: readonly ConcreteActor[], environment: Partial<Environment> = {}, sensor = lidarSensor()): Run {
  const [first, ...rest] = actors as [ConcreteActor, ...ConcreteActor[]];
  const carried = [{ ...first, sensors: [sensor] }, ...rest];
  const concrete = scenario(carried, [], { duration: 4, environment: { ...NOON, ...environment } });
  return simulate(concrete, { traceHz: 10, semanticIds, withCaptures: true });
}

/** Keeps the place between scans. */
const rays = createRayCaster();

/** One turn of the first actor's lidar. @param medium instead of the run's own */
export function scan(run: Run, timeNs: number, more: Partial<LidarSensor> = {}, medium: Partial<Medium> = {}, seed = 1): Cloud {
  const carrier = run.scenario.actors[0]?.id as string;
  const at = (ns: number): FrameState => {
    const frame = run.timeline.at(ns);
    return { ...frame, medium: { ...frame.medium, ...medium } };
  };
  const session = openSensor({
    sensor: lidarSensor(more),
    carrier,
    scenario: run.scenario,
    scene: run.scene,
    timeline: { ...run.timeline, endNs: run.timeline.endNs, at },
    rays,
    draw: () => Promise.reject(new Error('a lidar draws nothing')),
    random: randomRoot(seed),
  });
  return session.observe(0, timeNs) as Cloud;
}

export function point({ columns }: Cloud, row: number): Vec3 {
  return [0, 1, 2].map((k) => columns.xyz[3 * row + k] as number) as unknown as Vec3;
}
export function flow({ columns }: Cloud, row: number): Vec3 {
  return [0, 1, 2].map((k) => columns.flow[3 * row + k] as number) as unknown as Vec3;
}
export function length([x, y, z]: Vec3): number {
  return Math.hypot(x, y, z);
}
export function rowsOf(cloud: Cloud, keep: (row: number) => boolean): number[] {
  return Array.from({ length: cloud.count }, (_, row) => row).filter(keep);
}
/** A point in the world, for a sensor that was at that pose when it fired. */
export function worldOf(pose: Pose, local: Vec3): Vec3 {
  const turned = rotate(pose.orientation, local);
  return [0, 1, 2].map((k) => (pose.position[k as 0] as number) + (turned[k as 0] as number)) as unknown as Vec3;
}
export function turnedBack(pose: Pose, world: Vec3): Vec3 {
  return rotate(quatConjugate(pose.orientation), world);
}

export function bytesOf(cloud: Cloud): string {
  return Object.values(cloud.columns)
    .map((list) => Buffer.from(list.buffer, list.byteOffset, list.byteLength).toString('base64'))
    .join(' ');
}

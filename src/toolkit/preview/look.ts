/** Further looks at a run that was made: a camera's picture as the dataset has it, another sensor's measurement. */

import type { Observation } from '#contracts/observation';
import type { CaptureReply, ObservationReply } from '#contracts/preview';
import { type Pose, transformPoint, type Vec3 } from '#core/pose';
import { randomRoot } from '#core/random';
import { captureRequest } from '#pipeline/index';
import { createRayCaster } from '#renderers/raycast/index';
import { cameraView } from '#sensors/camera';
import { openSensor } from '#sensors/index';
import { bodyIn, worldFromSensor } from '#sensors/mount';
import type { Made } from './run.js';

/** Points fired within this long of each other are placed by one pose, ns. */
const POSE_STEP_NS = 2_000_000;

/** @param width of the picture, px; as declared where it is wider than that */
export function captureOf({ run }: Made, sensor: string, timeNs: number, width: number): CaptureReply | undefined {
  const capture = run.captures.find((each) => each.sensor === sensor && each.frame.timeNs === timeNs);
  const declared = run.scenario.actors.flatMap(({ sensors }) => sensors).find(({ id }) => id === sensor);
  if (capture === undefined || declared?.type !== 'camera') return undefined;
  const wide = Math.min(width, declared.width);
  const size = { width: wide, height: Math.round((wide * declared.height) / declared.width) };
  return { request: captureRequest({ run, layers: ['rgb'], cameraView, size }, capture) };
}

/** What a scanner sees at its look nearest to that time, in the world. */
export async function observationOf(
  { run, bodies }: Made,
  sensorId: string,
  timeNs: number,
): Promise<ObservationReply | undefined> {
  const carrier = run.scenario.actors.find(({ sensors }) => sensors.some(({ id }) => id === sensorId));
  const sensor = carrier?.sensors.find(({ id }) => id === sensorId);
  if (carrier === undefined || (sensor?.type !== 'lidar' && sensor?.type !== 'radar')) return undefined;
  const index = Math.round((timeNs / 1e9) * sensor.rateHz);
  const at = Math.min(Math.round((index / sensor.rateHz) * 1e9), run.timeline.endNs);
  const { scenario, scene, timeline } = run;
  const random = randomRoot(scenario.seed).child('sensor').child(scenario.draw).child(sensorId);
  const draw = (): never => {
    throw new Error(`a ${sensor.type} draws no pictures`);
  };
  const rays = createRayCaster(bodies);
  const session = openSensor({ sensor, carrier: carrier.id, scenario, scene, timeline, rays, bodies, draw, random });
  const observation = await session.observe(index, at);
  const poseAt = (time: number): Pose =>
    worldFromSensor(sensor, bodyIn(run.timeline.at(Math.min(time, timeline.endNs)), carrier.id).worldFromBody);
  return { sensor: sensorId, kind: sensor.type, timeNs: at, ...tableOf(observation, at, poseAt) };
}

type Table = Pick<ObservationReply, 'points' | 'instances' | 'origins' | 'strengths' | 'speeds'>;
type Columns = Readonly<Partial<Record<string, ArrayLike<number>>>>;

function tableOf({ columns }: Observation, at: number, poseAt: (timeNs: number) => Pose): Table {
  const { xyz = [], time, instance, origin, intensity, rcs, radialVelocityCompensated } = columns as Columns;
  const poses = new Map<number, Pose>();
  const points = Array.from({ length: xyz.length / 3 }, (_, i): Vec3 => {
    const step = Math.round(((time?.[i] ?? 0) * 1e9) / POSE_STEP_NS);
    const pose = poses.get(step) ?? poseAt(at + step * POSE_STEP_NS);
    poses.set(step, pose);
    return transformPoint(pose, [xyz[3 * i] as number, xyz[3 * i + 1] as number, xyz[3 * i + 2] as number]);
  });
  return {
    points: points.flat().map((value) => Math.round(value * 1000) / 1000),
    instances: Array.from(instance ?? []),
    origins: Array.from(origin ?? []),
    strengths: Array.from(intensity ?? rcs ?? []),
    speeds: Array.from(radialVelocityCompensated ?? []),
  };
}

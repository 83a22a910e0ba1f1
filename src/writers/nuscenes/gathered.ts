/** What a sample's records are made of, kept until all its files are written. */
import type { Intrinsics } from '#contracts/camera';
import type { FrameAnnotations } from '#contracts/label';
import type { BodyPose } from '#contracts/observation';
import { compose, invert, NO_ROTATION, type Pose, ZERO } from '#core/pose';
import { type Channel, SENSOR_FROM_AXES } from './channels.js';
import type { DataFile, PointObservation } from './files.js';
import { pointsByInstance } from './points.js';
import type { Shot } from './schedule.js';

/** One sample_data record in the making. */
export interface Taken {
  readonly shot: Shot;
  readonly file: DataFile;
  readonly worldFromCarrier: Pose;
  readonly carrierFromSensor: Pose;
  /** Of pictures. */
  readonly intrinsics?: Intrinsics;
  /** Of key frames of the lidar on top: nuScenes-lidarseg's label of each point. */
  readonly labels?: Uint8Array;
}

/** One key frame: what its sensors saw of each instance. */
export interface KeyFrame {
  /** From the reference channel. */
  bodies: readonly BodyPose[];
  worldFromEgo: Pose | undefined;
  hasPictures: boolean;
  /** Share of each instance that nothing hides, 0..1, in the camera that sees most of it. */
  readonly shares: Map<number, number>;
  readonly lidarPoints: Map<number, number>;
  readonly radarPoints: Map<number, number>;
}

export function keyFrame(): KeyFrame {
  return {
    bodies: [],
    worldFromEgo: undefined,
    hasPictures: false,
    shares: new Map(),
    lidarPoints: new Map(),
    radarPoints: new Map(),
  };
}

export function noteBodies(key: KeyFrame, bodies: readonly BodyPose[], worldFromEgo: Pose): void {
  key.bodies = bodies;
  key.worldFromEgo = worldFromEgo;
}

export function notePicture(key: KeyFrame, { objects }: FrameAnnotations): void {
  key.hasPictures = true;
  for (const { track, occlusion } of objects) key.shares.set(track, Math.max(key.shares.get(track) ?? 0, 1 - occlusion));
}

export function notePoints(key: KeyFrame, { kind, columns }: PointObservation): void {
  const into = kind === 'lidar' ? key.lidarPoints : key.radarPoints;
  for (const [instance, count] of pointsByInstance(columns.instance)) into.set(instance, (into.get(instance) ?? 0) + count);
}

export function takenPicture(shot: Shot, file: DataFile, { view, bodies, worldFromEgo }: FrameAnnotations): Taken {
  const worldFromCarrier = carrierPose(shot.channel, bodies, worldFromEgo);
  const fixed = shot.channel.carrierFromSensor;
  const carrierFromSensor = fixed ?? compose(invert(worldFromCarrier), view.worldFromCamera);
  return { shot, file, worldFromCarrier, carrierFromSensor, intrinsics: view.intrinsics };
}

export function takenPoints(shot: Shot, file: DataFile, observation: PointObservation, bodies: readonly BodyPose[]): Taken {
  const worldFromCarrier = carrierPose(shot.channel, bodies, observation.worldFromEgo);
  const turned = compose(observation.worldFromSensor, {
    position: ZERO,
    orientation: SENSOR_FROM_AXES[shot.channel.modality] ?? NO_ROTATION,
  });
  const carrierFromSensor = shot.channel.carrierFromSensor ?? compose(invert(worldFromCarrier), turned);
  return { shot, file, worldFromCarrier, carrierFromSensor };
}

function carrierPose({ carrier }: Channel, bodies: readonly BodyPose[], worldFromEgo: Pose): Pose {
  return bodies.find(({ id }) => id === carrier)?.worldFromBody ?? worldFromEgo;
}

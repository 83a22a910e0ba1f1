/** Which channels a rig gives: nuScenes' names, where each is mounted, whose body carries it. */
import type { Mount, Sensor } from '#contracts/rig';
import type { ConcreteScenario } from '#contracts/scenario';
import { BODY_FROM_CAMERA_AXES, NO_ROTATION, type Pose, type Quat, quatFromHeadingPitchRoll, quatMultiply } from '#core/pose';

export type Modality = 'camera' | 'lidar' | 'radar';

export interface Channel {
  /** The sensor's own id. */
  readonly sensor: string;
  /** `CAM_FRONT`, `LIDAR_TOP`, `RADAR_FRONT`, ... */
  readonly name: string;
  readonly modality: Modality;
  /** Id of the body that carries it. */
  readonly carrier: string;
  /** In nuScenes' axes of that modality; missing where a gimbal moves it. */
  readonly carrierFromSensor?: Pose;
}

const PREFIX: Readonly<Record<Modality, string>> = { camera: 'CAM', lidar: 'LIDAR', radar: 'RADAR' };

/** nuScenes' lidar looks along y, x to the right: a quarter turn to the right of ours. */
export const SENSOR_FROM_LIDAR_AXES: Quat = [0, 0, -Math.SQRT1_2, Math.SQRT1_2];

/** Our sensor axes (x forward, y left, z up) from nuScenes' axes of that modality. */
export const SENSOR_FROM_AXES: Readonly<Record<Modality, Quat>> = {
  camera: BODY_FROM_CAMERA_AXES,
  lidar: SENSOR_FROM_LIDAR_AXES,
  radar: NO_ROTATION,
};

/** In the order of actors and their sensors; what nuScenes has no channel for is left out. */
export function channelsOf({ actors }: Pick<ConcreteScenario, 'actors'>): readonly Channel[] {
  const found = actors.flatMap((actor) => actor.sensors.map((sensor) => ({ sensor, carrier: actor.id })));
  const kept = found.flatMap(({ sensor, carrier }) => {
    const modality = modalityOf(sensor.type);
    return modality === undefined ? [] : [{ sensor, carrier, modality }];
  });
  const ids = kept.map(({ sensor }) => sensor.id);
  const first = kept.find(({ modality }) => modality === 'lidar')?.sensor.id;
  const taken = new Set<string>();
  return kept.map(({ sensor, carrier, modality }) => {
    const top = sensor.id === first && !ids.includes('LIDAR_TOP');
    const name = free(top ? 'LIDAR_TOP' : nameOf(sensor.id, modality), taken);
    return {
      sensor: sensor.id,
      name,
      modality,
      carrier,
      ...(sensor.gimbalReach === 0 ? { carrierFromSensor: mountedAt(sensor, modality) } : {}),
    };
  });
}

function modalityOf(type: Sensor['type']): Modality | undefined {
  return type === 'camera' || type === 'lidar' || type === 'radar' ? type : undefined;
}

/** `CAM_FRONT` stays, `front` becomes `CAM_FRONT`. */
function nameOf(id: string, modality: Modality): string {
  const upper = id.toUpperCase().replaceAll('-', '_');
  return upper.startsWith(`${PREFIX[modality]}_`) ? upper : `${PREFIX[modality]}_${upper}`;
}

function free(wanted: string, taken: Set<string>): string {
  let name = wanted;
  for (let i = 2; taken.has(name); i++) name = `${wanted}_${i}`;
  taken.add(name);
  return name;
}

function mountedAt({ position, orientation: [heading, pitch, roll] }: Mount, modality: Modality): Pose {
  const turned = quatFromHeadingPitchRoll(heading, pitch, roll);
  return { position, orientation: quatMultiply(turned, SENSOR_FROM_AXES[modality]) };
}

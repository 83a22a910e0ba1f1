/** Rows of sample_data, and of what each refers to: the pose of its carrier, the calibration of its sensor. */
import { canonicalJson, type Json } from '#core/hash';
import type { Taken } from './gathered.js';
import { globalFromWorld } from './map.js';
import { microseconds } from './schedule.js';
import type { TableInput } from './tables.js';
import { token } from './tokens.js';
import { cameraMatrix, quaternion } from './values.js';

type Row = { readonly [key: string]: Json };

function calibrationToken({ tokenOf }: TableInput, { shot, carrierFromSensor, intrinsics }: Taken): string {
  return tokenOf('calibrated_sensor', shot.channel.name, canonicalJson([carrierFromSensor, intrinsics ?? null]));
}

/** One a sensor; one a file where a gimbal moves it. */
export function calibrations(input: TableInput): readonly Row[] {
  const rows = new Map<string, Row>();
  for (const each of input.taken) {
    const own = calibrationToken(input, each);
    rows.set(own, {
      token: own,
      sensor_token: token('sensor', each.shot.channel.name),
      translation: each.carrierFromSensor.position,
      rotation: quaternion(each.carrierFromSensor.orientation),
      camera_intrinsic: each.intrinsics === undefined ? [] : cameraMatrix(each.intrinsics),
      ...(each.intrinsics?.lens === undefined ? {} : { lens: { ...each.intrinsics.lens } }),
    });
  }
  return [...rows.values()];
}

export function egoPose({ sample, tokenOf, frame }: TableInput, { shot, worldFromCarrier }: Taken): Row {
  return {
    token: tokenOf('ego_pose', shot.channel.name, shot.index),
    timestamp: microseconds(sample, shot.timeNs),
    rotation: quaternion(worldFromCarrier.orientation),
    translation: globalFromWorld(frame, worldFromCarrier.position),
  };
}

export function sampleData(input: TableInput): readonly Row[] {
  const { taken, tokenOf, sample } = input;
  const tokenAt = (i: number, channel: string): string => {
    const shot = taken[i]?.shot;
    return shot?.channel.name === channel ? tokenOf('sample_data', channel, shot.index) : '';
  };
  return taken.map((each, i) => {
    const { shot, file, intrinsics } = each;
    const { name } = shot.channel;
    return {
      token: tokenAt(i, name),
      sample_token: tokenOf('sample', shot.sample),
      ego_pose_token: tokenOf('ego_pose', name, shot.index),
      calibrated_sensor_token: calibrationToken(input, each),
      timestamp: microseconds(sample, shot.timeNs),
      fileformat: file.fileformat,
      is_key_frame: shot.isKey,
      height: intrinsics?.height ?? 0,
      width: intrinsics?.width ?? 0,
      filename: file.filename,
      prev: tokenAt(i - 1, name),
      next: tokenAt(i + 1, name),
    };
  });
}

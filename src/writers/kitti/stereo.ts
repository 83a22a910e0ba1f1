/** Two cameras of a carrier that are KITTI's left and right eye: rectified as they stand, so that calibration says it with one number. */
import type { CameraSensor } from '#contracts/rig';
import type { ObservationInstant } from '#contracts/run';
import { quatConjugate, quatFromHeadingPitchRoll, rotate, sub, type Vec3 } from '#core/pose';

export interface RightEye {
  readonly camera: string;
  /** m */
  readonly baseline: number;
}

/** How far beside the line through both optical centres a right eye may stand, m: what arithmetic leaves. */
const ASTRAY = 1e-9;
const SAME = ['width', 'height', 'fx', 'fy', 'cx', 'cy', 'rateHz'] as const;

/** The nearest one; undefined where no camera can be. */
export function rightEyeOf(
  left: CameraSensor,
  cameras: readonly CameraSensor[],
  captures: readonly ObservationInstant[],
): RightEye | undefined {
  return cameras
    .filter((camera) => looksAlike(left, camera) && sameInstants(captures, left.id, camera.id))
    .map((camera) => ({ camera: camera.id, away: inSensor(left, camera) }))
    .filter(({ away: [forward, , up] }) => Math.abs(forward) <= ASTRAY && Math.abs(up) <= ASTRAY)
    .map(({ camera, away: [, toTheLeft] }) => ({ camera, baseline: -toTheLeft }))
    .filter(({ baseline }) => baseline > ASTRAY)
    .reduce<RightEye | undefined>((best, eye) => (best === undefined || eye.baseline < best.baseline ? eye : best), undefined);
}

/** A gimbal turns cameras and leaves their places, so they would not stay side by side. */
function looksAlike(left: CameraSensor, camera: CameraSensor): boolean {
  const same = SAME.every((key) => left[key] === camera[key]);
  const turned = left.orientation.some((angle, i) => angle !== camera.orientation[i]);
  return same && !turned && left.gimbalReach === 0 && camera.gimbalReach === 0;
}

function sameInstants(captures: readonly ObservationInstant[], left: string, right: string): boolean {
  const pictures = (id: string) => captures.filter(({ sensor }) => sensor === id);
  const others = pictures(right);
  const mine = pictures(left);
  return mine.length === others.length && mine.every(({ timeNs }, i) => others[i]?.timeNs === timeNs);
}

/** Where the camera stands in the other's sensor frame (x forward, y left, z up). */
function inSensor({ position, orientation: [heading, pitch, roll] }: CameraSensor, camera: CameraSensor): Vec3 {
  return rotate(quatConjugate(quatFromHeadingPitchRoll(heading, pitch, roll)), sub(camera.position, position));
}

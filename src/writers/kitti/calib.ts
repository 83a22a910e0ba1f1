/**
 * Calibration as KITTI's three benchmarks want it. Grey cameras (P0, P1) stand where the coloured ones (P2, P3) do; P1 and P3 are the right eye's
 * where there is one, else like P0 and P2. Pictures are rectified as they come.
 */
import type { Intrinsics } from '#contracts/camera';
import type { Pose } from '#core/pose';
import { compose, IDENTITY_POSE, invert } from '#core/pose';
import { matrix34, numbers } from './text.js';

export interface Calibration {
  readonly intrinsics: Intrinsics;
  readonly cameraFromCarrier: Pose;
  /** The carrier's own frame stands in for a lidar where there is none. */
  readonly carrierFromLidar: Pose;
  /** How far to the right the right eye stands, m; 0 where there is none. */
  readonly baseline: number;
}

export const NO_LIDAR: Pose = IDENTITY_POSE;
const IDENTITY_ROTATION = [1, 0, 0, 0, 1, 0, 0, 0, 1];

/** KITTI's first pixel has its centre at (0, 0), nearmiss's at (0.5, 0.5). */
export const PIXEL_CENTRE = 0.5;

/** Of a camera that stands `offset` m to the right. */
function projection({ fx, fy, cx, cy }: Intrinsics, offset: number): readonly number[] {
  return [fx, 0, cx - PIXEL_CENTRE, -fx * offset, 0, fy, cy - PIXEL_CENTRE, 0, 0, 0, 1, 0];
}
function projections({ intrinsics, baseline }: Calibration): readonly string[] {
  return [0, baseline, 0, baseline].map((offset, i) => `P${i}: ${numbers(projection(intrinsics, offset))}`);
}
const cameraFromLidar = (c: Calibration) => matrix34(compose(c.cameraFromCarrier, c.carrierFromLidar));
const lidarFromCarrier = (c: Calibration) => matrix34(invert(c.carrierFromLidar));

export function objectCalibration(calibration: Calibration): string {
  return lines([
    ...projections(calibration),
    `R0_rect: ${numbers(IDENTITY_ROTATION)}`,
    `Tr_velo_to_cam: ${numbers(cameraFromLidar(calibration))}`,
    `Tr_imu_to_velo: ${numbers(lidarFromCarrier(calibration))}`,
  ]);
}
/** The last three without a colon: so it is in the benchmark's own files. */
export function trackingCalibration(calibration: Calibration): string {
  return lines([
    ...projections(calibration),
    `R_rect ${numbers(IDENTITY_ROTATION)}`,
    `Tr_velo_cam ${numbers(cameraFromLidar(calibration))}`,
    `Tr_imu_velo ${numbers(lidarFromCarrier(calibration))}`,
  ]);
}
export function odometryCalibration(calibration: Calibration): string {
  return lines([...projections(calibration), `Tr: ${numbers(cameraFromLidar(calibration))}`]);
}
function lines(all: readonly string[]): string {
  return `${all.join('\n')}\n`;
}

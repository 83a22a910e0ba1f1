/** Our numbers in nuScenes' order. */
import type { Intrinsics } from '#contracts/camera';
import type { Quat } from '#core/pose';

/** Scalar first, not negative. */
export function quaternion([x, y, z, w]: Quat): readonly number[] {
  return w < 0 ? [-w, -x, -y, -z] : [w, x, y, z];
}

/** The devkit draws with pixel middles at whole numbers; ours lie half a pixel further. */
export function cameraMatrix({ fx, fy, cx, cy }: Intrinsics): readonly (readonly number[])[] {
  return [
    [fx, 0, cx - 0.5],
    [0, fy, cy - 0.5],
    [0, 0, 1],
  ];
}

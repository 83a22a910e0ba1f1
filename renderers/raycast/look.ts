/** A camera at one instant, ready for points. */
import type { CameraView } from '#contracts/camera';
import { type Lens, lensOf } from '#core/lens';
import { invert, type Pose } from '#core/pose';

export interface Look {
  readonly view: CameraView;
  readonly lens: Lens;
  readonly cameraFromWorld: Pose;
}

export function lookOf(view: CameraView): Look {
  return { view, lens: lensOf(view.intrinsics), cameraFromWorld: invert(view.worldFromCamera) };
}

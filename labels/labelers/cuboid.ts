/** 3-D boxes: centre, orientation and size, in the world and in the camera frame. */
import type { Cuboid } from '#contracts/label';
import type { Box } from '#contracts/scene';
import { compose, NO_ROTATION, type Pose } from '#core/pose';

/** @param frameFromBody of the frame that the cuboid is wanted in */
export function cuboidIn(frameFromBody: Pose, box: Box): Cuboid {
  return { pose: compose(frameFromBody, { position: box.center, orientation: NO_ROTATION }), size: box.size };
}

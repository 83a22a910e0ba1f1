/** Keypoints with COCO's visibility: 2 seen, 1 in the picture but hidden, 0 outside (x = y = 0). */
import type { Keypoint } from '#contracts/label';
import type { LayerSet } from '#contracts/layers';
import type { Model, ModelPose } from '#contracts/model';
import { depthOf, type Lens, project, reachOf } from '#core/lens';
import { type Pose, transformPoint, type Vec3 } from '#core/pose';

/** A joint lies at most this deep under its own skin, m. */
const FLESH = 0.25;

export function keypointsOf(
  model: Model,
  pose: ModelPose,
  cameraFromBody: Pose,
  { lens, near }: { readonly lens: Lens; readonly near: number },
  layers: LayerSet,
  instance: number,
): Keypoint[] {
  return model.keypoints.map((name, i) => {
    const point = transformPoint(cameraFromBody, pose.keypoints[i] as Vec3);
    const { width, height } = lens;
    const [u, v] = project(lens, point) ?? [-1, -1];
    if (reachOf(lens, point) <= near || u < 0 || v < 0 || u >= width || v >= height) return { name, x: 0, y: 0, visibility: 0 };
    const pixel = Math.floor(v) * width + Math.floor(u);
    const own = layers.instance?.[pixel] === instance;
    const behind = depthOf(lens, point) - (layers.depth?.[pixel] ?? 0);
    return { name, x: u, y: v, visibility: own && behind <= FLESH ? 2 : 1 };
  });
}

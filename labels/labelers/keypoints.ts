/** Keypoints with COCO's visibility: 2 seen, 1 in the picture but hidden, 0 outside (x = y = 0). */
import type { Keypoint } from '#contracts/label';
import type { LayerSet } from '#contracts/layers';
import type { Model } from '#contracts/model';
import { depthOf, type Lens, project, reachOf } from '#core/lens';
import { transformPoint, type Vec3 } from '#core/pose';
import type { Stand } from '../amodal.js';

/** A joint lies at most this deep under its own skin, m. */
const FLESH = 0.25;

export function keypointsOf(
  model: Model,
  stands: readonly Stand[],
  { lens, near }: { readonly lens: Lens; readonly near: number },
  layers: LayerSet,
  instance: number,
): Keypoint[] {
  const { width, height } = lens;
  return model.keypoints.map((name, i) => {
    const { point, at } = seenBy(stands, i, lens);
    const [u, v] = at ?? [-1, -1];
    if (reachOf(lens, point) <= near || u < 0 || v < 0 || u >= width || v >= height) return { name, x: 0, y: 0, visibility: 0 };
    const pixel = Math.floor(v) * width + Math.floor(u);
    const own = layers.instance?.[pixel] === instance;
    const behind = depthOf(lens, point) - (layers.depth?.[pixel] ?? 0);
    return { name, x: u, y: v, visibility: own && behind <= FLESH ? 2 : 1 };
  });
}

/** Where the rows that are exposed just then see the joint; the middle ones where none does. */
function seenBy(stands: readonly Stand[], joint: number, lens: Lens) {
  const seen = stands.map(({ rows, pose, cameraFromBody }) => {
    const point = transformPoint(cameraFromBody, pose.keypoints[joint] as Vec3);
    return { rows, point, at: project(lens, point) };
  });
  const found = seen.find(({ rows: [from, to], at }) => at !== undefined && at[1] >= from && at[1] < to);
  return found ?? (seen[seen.length >> 1] as (typeof seen)[number]);
}

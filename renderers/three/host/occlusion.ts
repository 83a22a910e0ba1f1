/** Forward occlusion from two pictures' depth: where a point will be, and what the next picture sees there. */
import { swayerIn } from '#assets/index';
import type { BodyState } from '#contracts/frame';
import type { LayerSet } from '#contracts/layers';
import type { RenderRequest } from '#contracts/renderer';
import { depthOf, lensOf, unproject } from '#core/lens';
import { compose, invert, type Pose, scale, transformPoint } from '#core/pose';

const HIDDEN = 255;
/** What is seen this little before the point is its own surface: m, and share of the distance. */
const SKIN_M = 0.03;
const SKIN_SHARE = 3e-3;
/** Limbs move beside the body, and boughs in the wind, by as much between two pictures, m. */
const LIMBS_M = 0.25;

/**
 * @param now depth, instance and flow, and in wind the classes
 * @param then depth of the next picture
 * @returns 255 where the point is hidden or out of the picture in the next one. Bodies are taken to move as a whole.
 */
export function forwardOcclusion({ scene, frame, view, next }: RenderRequest, now: LayerSet, then: LayerSet): Uint8Array {
  const { width, height, depth, instance, flow } = now;
  const nextDepth = then.depth;
  if (depth === undefined || instance === undefined || flow === undefined || nextDepth === undefined)
    throw new TypeError('forward occlusion needs depth, instance and flow');
  const [lens, nextLens] = [lensOf(view.intrinsics), lensOf(next.view.intrinsics)];
  const moves = motions({ scene, frame, view, next });
  const swaying = swayerIn(frame.medium) === undefined ? undefined : scene.semanticIds.vegetation;
  const out = new Uint8Array(width * height);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const d = depth[i] as number;
      if (d === 0) continue;
      const [u, v] = [x + (flow[2 * i] as number), y + (flow[2 * i + 1] as number)];
      if (!(u >= -0.5 && v >= -0.5 && u < width - 0.5 && v < height - 0.5)) {
        out[i] = HIDDEN;
        continue;
      }
      const ray = unproject(lens, x + 0.5, y + 0.5);
      if (ray === undefined) continue;
      const id = instance[i] as number;
      const point = scale(ray, lens.model === 'fisheye' ? d : d / ray[2]);
      const expected = depthOf(nextLens, transformPoint(moves(id), point));
      const skin =
        SKIN_M + SKIN_SHARE * expected + (id === 0 && (swaying === undefined || now.semantic?.[i] !== swaying) ? 0 : LIMBS_M);
      if (farthest(nextDepth, u, v, width, height) < expected - skin) out[i] = HIDDEN;
    }
  }
  return out;
}

/** Depth of the farthest of the four pixels round a place; the sky is farther than anything. */
function farthest(depth: Float32Array, u: number, v: number, width: number, height: number): number {
  const [x0, y0] = [Math.max(0, Math.floor(u)), Math.max(0, Math.floor(v))];
  const [x1, y1] = [Math.min(width - 1, x0 + 1), Math.min(height - 1, y0 + 1)];
  let most = 0;
  for (const y of [y0, y1]) {
    for (const x of [x0, x1]) {
      const d = depth[y * width + x] as number;
      if (d === 0) return Number.POSITIVE_INFINITY;
      if (d > most) most = d;
    }
  }
  return most;
}

/** From the camera's frame to its next one, by instance; 0 for what stands still. */
function motions({ scene, frame, view, next }: Pick<RenderRequest, 'scene' | 'frame' | 'view' | 'next'>): (id: number) => Pose {
  const nextFromWorld = invert(next.view.worldFromCamera);
  const still = compose(nextFromWorld, view.worldFromCamera);
  const later = new Map(next.frame.bodies.map((state) => [state.id, state]));
  const byId = new Map<number, Pose>([[0, still]]);
  for (const spec of scene.bodies) {
    const [a, b] = [frame.bodies.find(({ id }) => id === spec.id), later.get(spec.id)];
    byId.set(spec.instance, compose(nextFromWorld, compose(moved(a, b), view.worldFromCamera)));
  }
  return (id) => byId.get(id) ?? still;
}
function moved(a: BodyState | undefined, b: BodyState | undefined): Pose {
  if (a === undefined || b === undefined) return { position: [0, 0, 0], orientation: [0, 0, 0, 1] };
  return compose(b.worldFromBody, invert(a.worldFromBody));
}

/** Forward occlusion: can the next picture see what this one sees? A ray from the next eye to where each surface point will be. */
import type { RenderRequest } from '#contracts/renderer';
import { project } from '#core/lens';
import { norm, rotate, scale, sub, transformPoint, type Vec3 } from '#core/pose';
import type { Look } from './look.js';
import { nearest } from './nearest.js';
import type { Scenes } from './scenes.js';
import { createTiles } from './tiles.js';

export interface NextPoint {
  readonly pixel: number;
  /** World, at the next instant. */
  readonly point: Vec3;
}

export const HIDDEN = 255;
/** What is hit this little before the point is its own surface: m, and share of the distance (levels of detail change with it). */
const SKIN_M = 0.03;
const SKIN_SHARE = 3e-3;

/** @returns a function that is told the points of one tile after the other */
export function writeOcclusion(
  out: Uint8Array,
  { scene, next }: RenderRequest,
  scenes: Scenes,
  look: Look,
): (points: readonly NextPoint[]) => void {
  const { position: eye } = next.view.worldFromCamera;
  const { width, height } = next.view.intrinsics;
  const targets = scenes.targets({ scene, frame: next.frame, next: next.frame, eye, hides: next.view.hides });
  const toCamera = look.cameraFromWorld.orientation;
  const tiles = createTiles(targets, eye, (d) => rotate(toCamera, d));
  return (points) => {
    const inside: { readonly pixel: number; readonly direction: Vec3; readonly distance: number }[] = [];
    for (const { pixel, point } of points) {
      const at = project(look.lens, transformPoint(look.cameraFromWorld, point));
      const outside = at === undefined || at[0] < 0 || at[1] < 0 || at[0] >= width || at[1] >= height;
      if (outside) {
        out[pixel] = HIDDEN;
        continue;
      }
      const away = sub(point, eye);
      const distance = norm(away);
      inside.push({ pixel, direction: scale(away, 1 / distance), distance });
    }
    const candidates = tiles.candidates(inside.map(({ direction }) => rotate(toCamera, direction)));
    for (const { pixel, direction, distance } of inside) {
      const until = distance - SKIN_M - SKIN_SHARE * distance;
      if (until > 0 && nearest(candidates, eye, direction, 0, until) !== undefined) out[pixel] = HIDDEN;
    }
  };
}

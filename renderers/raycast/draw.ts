/** Layers from rays. */
import { LAYERS, type LayerSet } from '#contracts/layers';
import type { RenderRequest, ShutterSlice } from '#contracts/renderer';
import { infrastructureError } from '#core/errors';
import { type Lens, reachOf, unproject } from '#core/lens';
import { matrixOfQuat, rotate } from '#core/pose';
import { lookOf } from './look.js';
import { nearest } from './nearest.js';
import { type NextPoint, writeOcclusion } from './occlusion.js';
import { emptyLayers, type Looks, type Ray, type Writable, writePixel } from './pixel.js';
import type { Scenes } from './scenes.js';
import { createTiles, TILE } from './tiles.js';

export function drawLayers(request: RenderRequest, scenes: Scenes): LayerSet {
  const { view, layers, slices } = request;
  const wrong = layers.find((name) => !LAYERS[name].truth);
  if (wrong !== undefined)
    throw infrastructureError(
      'NM4101',
      `the raycast renderer draws no ${wrong}`,
      'use --renderer three, or leave that layer out with --layers',
    );
  const { width, height } = view.intrinsics;
  const out = emptyLayers(width, height, layers);
  if (slices === undefined) drawRows(out, request, scenes, [0, height]);
  for (const slice of slices ?? []) drawRows(out, requestOf(request, slice), scenes, slice.rows);
  return out as LayerSet;
}

/** The middle of a slice's exposure, as a request. */
function requestOf({ scene, layers }: RenderRequest, { look, next, before }: ShutterSlice): RenderRequest {
  return { scene, layers, ...look, next, ...(before === undefined ? {} : { before }) };
}

function drawRows(out: Writable, request: RenderRequest, scenes: Scenes, [from, to]: ShutterSlice['rows']): void {
  const { view, layers, scene, frame, next } = request;
  const { width } = view.intrinsics;
  const { position: eye, orientation } = view.worldFromCamera;
  const before = layers.includes('backwardFlow') ? request.before : undefined;
  const looks: Looks = {
    now: lookOf(view),
    next: lookOf(next.view),
    before: before && lookOf(before.view),
    sky: scene.semanticIds.sky ?? 0,
  };
  const standing = { scene, frame, next: next.frame, eye, hides: view.hides };
  const targets = scenes.targets(before === undefined ? standing : { ...standing, before: before.frame });
  const tiles = createTiles(targets, eye, (d) => rotate(looks.now.cameraFromWorld.orientation, d));
  const occlusion = out.flowOcclusion && writeOcclusion(out.flowOcclusion, request, scenes, looks.next);
  const m = matrixOfQuat(orientation) as readonly number[];
  for (let top = from; top < to; top += TILE) {
    for (let left = 0; left < width; left += TILE) {
      const rays = raysOf(looks.now.lens, m, left, [top, Math.min(top + TILE, to)]);
      const candidates = tiles.candidates(rays.map(({ local }) => local));
      const moved: NextPoint[] = [];
      for (const ray of rays) {
        const reach = reachOf(looks.now.lens, ray.local);
        const hit = nearest(candidates, eye, ray.direction, view.near / reach, view.far / reach);
        const point = writePixel(out, ray, hit, looks);
        if (point !== undefined) moved.push({ pixel: ray.y * width + ray.x, point });
      }
      occlusion?.(moved);
    }
  }
}

/** Rays through the pixel centres of a tile; pixels outside the lens's circle have none and stay empty. @param m world from camera, rows */
function raysOf(lens: Lens, m: readonly number[], left: number, [top, bottom]: ShutterSlice['rows']): Ray[] {
  const rays: Ray[] = [];
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < Math.min(left + TILE, lens.width); x++) {
      const local = unproject(lens, x + 0.5, y + 0.5);
      if (local === undefined) continue;
      const row = (r: number): number =>
        (m[r] as number) * local[0] + (m[r + 1] as number) * local[1] + (m[r + 2] as number) * local[2];
      rays.push({ x, y, local, direction: [row(0), row(3), row(6)] });
    }
  }
  return rays;
}

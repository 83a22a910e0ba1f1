/** Layers from rays. */
import type { CameraView } from '#contracts/camera';
import { LAYERS, type LayerName, type LayerSet } from '#contracts/layers';
import type { RenderRequest } from '#contracts/renderer';
import { infrastructureError } from '#core/errors';
import { depthOf, type Lens, lensOf, project, reachOf, unproject } from '#core/lens';
import { add, invert, matrixOfQuat, type Pose, rotate, scale, transformPoint, type Vec3 } from '#core/pose';
import type { Scenes } from './scenes.js';
import { applyRigid, type Hit, hitTarget, type Target, turnNormal } from './target.js';
import { type Candidate, createTiles, TILE } from './tiles.js';

type Writable = { -readonly [K in LayerName]?: InstanceType<(typeof LAYERS)[K]['array']> } & { width: number; height: number };

export function drawLayers(request: RenderRequest, scenes: Scenes): LayerSet {
  const { view, layers, scene } = request;
  const { width, height } = view.intrinsics;
  const wrong = layers.find((name) => !LAYERS[name].truth);
  if (wrong !== undefined)
    throw infrastructureError(
      'NM4101',
      `the raycast renderer draws no ${wrong}`,
      'use --renderer three, or leave that layer out with --layers',
    );
  const out = emptyLayers(width, height, layers);
  const { position: eye } = view.worldFromCamera;
  const targets = scenes.targets({ scene, frame: request.frame, next: request.next.frame, eye, hides: view.hides });
  const origin = view.worldFromCamera.position;
  const m = matrixOfQuat(view.worldFromCamera.orientation) as readonly number[];
  const camera: Camera = {
    view,
    lens: lensOf(view.intrinsics),
    next: invert(request.next.view.worldFromCamera),
    nextLens: lensOf(request.next.view.intrinsics),
    sky: scene.semanticIds.sky ?? 0,
  };
  const back = invert(view.worldFromCamera).orientation;
  const tiles = createTiles(targets, origin, (d) => rotate(back, d));
  const pixel = (x: number, y: number, local: Vec3, candidates: readonly Candidate[]): void => {
    const direction: Vec3 = [0, 3, 6].map(
      (r) => (m[r] as number) * local[0] + (m[r + 1] as number) * local[1] + (m[r + 2] as number) * local[2],
    ) as unknown as Vec3;
    const reach = reachOf(camera.lens, local);
    const hit = nearest(candidates, origin, direction, view.near / reach, view.far / reach);
    writePixel(out, y * width + x, hit, camera, direction, local, [x + 0.5, y + 0.5]);
  };
  for (let top = 0; top < height; top += TILE) {
    for (let left = 0; left < width; left += TILE) {
      const rays = raysOf(camera.lens, left, top);
      const candidates = tiles.candidates(rays.map(({ ray }) => ray));
      for (const { x, y, ray } of rays) pixel(x, y, ray, candidates);
    }
  }
  return out as LayerSet;
}

/** Rays through the pixel centres of a tile, camera frame; pixels outside the lens's circle have none and stay empty. */
function raysOf(lens: Lens, left: number, top: number): { readonly x: number; readonly y: number; readonly ray: Vec3 }[] {
  const rays: { x: number; y: number; ray: Vec3 }[] = [];
  for (let y = top; y < Math.min(top + TILE, lens.height); y++) {
    for (let x = left; x < Math.min(left + TILE, lens.width); x++) {
      const ray = unproject(lens, x + 0.5, y + 0.5);
      if (ray !== undefined) rays.push({ x, y, ray });
    }
  }
  return rays;
}

interface Camera {
  readonly view: CameraView;
  readonly lens: Lens;
  /** Next camera from world. */
  readonly next: Pose;
  readonly nextLens: Lens;
  readonly sky: number;
}

function emptyLayers(width: number, height: number, layers: readonly LayerName[]): Writable {
  const made = layers.map((name) => [name, new LAYERS[name].array(width * height * LAYERS[name].channels)]);
  return { width, height, ...Object.fromEntries(made) } as Writable;
}

/** @param candidates nearest first */
function nearest(candidates: readonly Candidate[], origin: Vec3, direction: Vec3, near: number, far: number): Hit | undefined {
  let best: Hit | undefined;
  for (const candidate of candidates) {
    if (best !== undefined && candidate.nearest > best.distance) break;
    const hit = hitTarget(candidate.target, origin, direction, near, best?.distance ?? far);
    if (hit !== undefined && (best === undefined || hit.distance < best.distance)) best = hit;
  }
  return best;
}

function writePixel(
  out: Writable,
  i: number,
  hit: Hit | undefined,
  camera: Camera,
  direction: Vec3,
  local: Vec3,
  pixel: readonly [number, number],
): void {
  if (hit === undefined) {
    if (out.semantic !== undefined) out.semantic[i] = camera.sky;
    if (out.flow !== undefined) writeFlow(out.flow, i, rotate(camera.next.orientation, direction), camera.nextLens, pixel);
    return;
  }
  const { target, triangle } = hit;
  if (out.depth !== undefined) out.depth[i] = depthOf(camera.lens, scale(local, hit.distance));
  if (out.instance !== undefined) out.instance[i] = target.instance;
  if (out.semantic !== undefined)
    out.semantic[i] = typeof target.semantic === 'number' ? target.semantic : target.semantic(triangle);
  if (out.normal === undefined && out.flow === undefined) return;
  const corners = [0, 1, 2].map((k) => target.indices[3 * triangle + k] as number) as [number, number, number];
  const weights = barycentric(target.positions, corners, hit.point);
  if (out.normal !== undefined)
    writeNormal(out.normal, i, turnNormal(target.inverse, mixed(target.normals, corners, weights)), direction, camera.view);
  if (out.flow !== undefined) {
    const moved = target.nextPositions === undefined ? hit.point : mixed(target.nextPositions, corners, weights);
    writeFlow(out.flow, i, transformPoint(camera.next, applyRigid(target.next, moved)), camera.nextLens, pixel);
  }
}

function at(values: ArrayLike<number>, vertex: number): Vec3 {
  return [values[3 * vertex] as number, values[3 * vertex + 1] as number, values[3 * vertex + 2] as number];
}
function mixed(values: ArrayLike<number>, corners: readonly [number, number, number], weights: Vec3): Vec3 {
  return add(
    add(scale(at(values, corners[0]), weights[0]), scale(at(values, corners[1]), weights[1])),
    scale(at(values, corners[2]), weights[2]),
  );
}
/** Between its corners' normals, in the target's own frame. */
export function mixedNormal(target: Target, triangle: number, point: Vec3): Vec3 {
  const corners = [0, 1, 2].map((k) => target.indices[3 * triangle + k] as number) as [number, number, number];
  return mixed(target.normals, corners, barycentric(target.positions, corners, point));
}
function barycentric(positions: ArrayLike<number>, corners: readonly [number, number, number], p: Vec3): Vec3 {
  const [a, b, c] = corners.map((vertex) => at(positions, vertex)) as [Vec3, Vec3, Vec3];
  const e = (u: Vec3, v: Vec3): number => u[0] * v[0] + u[1] * v[1] + u[2] * v[2];
  const minus = (u: Vec3, v: Vec3): Vec3 => [u[0] - v[0], u[1] - v[1], u[2] - v[2]];
  const [ab, ac, ap] = [minus(b, a), minus(c, a), minus(p, a)];
  const [d00, d01, d11, d20, d21] = [e(ab, ab), e(ab, ac), e(ac, ac), e(ap, ab), e(ap, ac)];
  const det = d00 * d11 - d01 * d01;
  if (det === 0) return [1, 0, 0];
  const v = (d11 * d20 - d01 * d21) / det;
  const w = (d00 * d21 - d01 * d20) / det;
  return [1 - v - w, v, w];
}

/** Facing the camera, in its frame, as bytes. */
function writeNormal(out: Uint8Array, i: number, world: Vec3, direction: Vec3, view: CameraView): void {
  const [x, y, z] = world;
  const length = Math.sqrt(x * x + y * y + z * z) || 1;
  const away = x * direction[0] + y * direction[1] + z * direction[2] > 0 ? -1 : 1;
  const [qx, qy, qz, qw] = view.worldFromCamera.orientation;
  const local = rotate([-qx, -qy, -qz, qw], [(x * away) / length, (y * away) / length, (z * away) / length]);
  for (let k = 0; k < 3; k++) out[3 * i + k] = Math.round((local[k] as number) * 127.5 + 127.5);
}

function writeFlow(out: Float32Array, i: number, next: Vec3, lens: Lens, [px, py]: readonly [number, number]): void {
  const there = project(lens, next);
  if (there === undefined) return;
  out[2 * i] = there[0] - px;
  out[2 * i + 1] = there[1] - py;
}

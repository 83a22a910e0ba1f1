/** One ray's answer, written into the layers. */
import { LAYERS, type LayerName } from '#contracts/layers';
import { depthOf, project } from '#core/lens';
import { rotate, scale, transformPoint, type Vec3 } from '#core/pose';
import type { Look } from './look.js';
import { mixed, movedPoint, placeOf } from './surface.js';
import { type Hit, turnNormal } from './target.js';

export type Writable = { -readonly [K in LayerName]?: InstanceType<(typeof LAYERS)[K]['array']> } & {
  width: number;
  height: number;
};

export interface Looks {
  readonly now: Look;
  readonly next: Look;
  readonly before: Look | undefined;
  /** Semantic id of the sky. */
  readonly sky: number;
}

export interface Ray {
  readonly x: number;
  readonly y: number;
  /** Unit, camera frame. */
  readonly local: Vec3;
  /** Unit, world. */
  readonly direction: Vec3;
}

export function emptyLayers(width: number, height: number, layers: readonly LayerName[]): Writable {
  const made = layers.map((name) => [name, new LAYERS[name].array(width * height * LAYERS[name].channels)]);
  return { width, height, ...Object.fromEntries(made) } as Writable;
}

/** @returns where the surface point is at the next instant, world, if flow or its occlusion was asked for */
export function writePixel(out: Writable, ray: Ray, hit: Hit | undefined, looks: Looks): Vec3 | undefined {
  const i = ray.y * out.width + ray.x;
  if (hit === undefined) return writeSky(out, i, ray, looks);
  const { target, triangle } = hit;
  if (out.depth !== undefined) out.depth[i] = depthOf(looks.now.lens, scale(ray.local, hit.distance));
  if (out.instance !== undefined) out.instance[i] = target.instance;
  if (out.semantic !== undefined)
    out.semantic[i] = typeof target.semantic === 'number' ? target.semantic : target.semantic(triangle);
  const { flow, backwardFlow, flowOcclusion, normal } = out;
  if (!(flow || backwardFlow || flowOcclusion || normal)) return undefined;
  const place = placeOf(hit);
  if (normal !== undefined) writeNormal(normal, i, turnNormal(target.inverse, mixed(target.normals, place)), ray, looks);
  if (backwardFlow !== undefined && looks.before !== undefined) {
    const { before } = looks;
    const was = movedPoint(hit, place, target.before, target.beforePositions);
    writeFlow(backwardFlow, i, transformPoint(before.cameraFromWorld, was), before, ray);
  }
  if (!(flow || flowOcclusion)) return undefined;
  const next = movedPoint(hit, place, target.next, target.nextPositions);
  if (flow !== undefined) writeFlow(flow, i, transformPoint(looks.next.cameraFromWorld, next), looks.next, ray);
  return next;
}

/** It turns with the camera and is never hidden by what can be told from here: its occlusion stays 0 inside the picture. */
function writeSky(out: Writable, i: number, ray: Ray, { next, before, sky }: Looks): undefined {
  if (out.semantic !== undefined) out.semantic[i] = sky;
  const turned = (look: Look): Vec3 => rotate(look.cameraFromWorld.orientation, ray.direction);
  if (out.flow !== undefined) writeFlow(out.flow, i, turned(next), next, ray);
  if (out.backwardFlow !== undefined && before !== undefined) writeFlow(out.backwardFlow, i, turned(before), before, ray);
}

/** Facing the camera, in its frame, as bytes. */
function writeNormal(out: Uint8Array, i: number, [x, y, z]: Vec3, { direction }: Ray, { now }: Looks): void {
  const length = Math.sqrt(x * x + y * y + z * z) || 1;
  const away = x * direction[0] + y * direction[1] + z * direction[2] > 0 ? -1 : 1;
  const [qx, qy, qz, qw] = now.view.worldFromCamera.orientation;
  const local = rotate([-qx, -qy, -qz, qw], [(x * away) / length, (y * away) / length, (z * away) / length]);
  for (let k = 0; k < 3; k++) out[3 * i + k] = Math.round((local[k] as number) * 127.5 + 127.5);
}

function writeFlow(out: Float32Array, i: number, point: Vec3, { lens }: Look, { x, y }: Ray): void {
  const there = project(lens, point);
  if (there === undefined) return;
  out[2 * i] = there[0] - (x + 0.5);
  out[2 * i + 1] = there[1] - (y + 0.5);
}

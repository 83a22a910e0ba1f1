/** Lines of sight through the world: what bodies and solids leave of a body, and what the air leaves of its contrast. */
import { exp } from '#core/math';
import { add, norm, type Pose, rotate, scale, sub, transformPoint, type Vec3 } from '#core/pose';
import { driftedBank, opticalDepth, plumeOnRay } from '#sensors/plumes';
import type { Body } from './body.js';
import type { Context } from './context.js';
import { blocks } from './geometry/boxes.js';
import type { Snapshot } from './snapshot.js';

/** Contrast below which the air hides a body (the 5 % of the meteorological optical range). */
const LEAST_CONTRAST = 0.05;
const GRID = [-1, -0.5, 0, 0.5, 1] as const;

/** A driver's eye behind the front of its vehicle, on its middle line: where science.md 3.5.4 has it, m. */
const BEHIND_FRONT = 2;
/** Height of the eye over that of the vehicle, and of the highest: AASHTO's 1.08 m of cars 1.35 m high, and 2.33 m of trucks. */
const EYE_SHARE = 0.8;
const HIGHEST_EYE = 2.33;

/** Where the driver of a body looks from. World, m. */
export function driverEye({ spec: { box } }: Body, worldFromBody: Pose): Vec3 {
  const [length, , height] = box.size;
  const bottom = box.center[2] - height / 2;
  const forward = box.center[0] + length / 2 - Math.min(BEHIND_FRONT, length / 2);
  return transformPoint(worldFromBody, [forward, box.center[1], bottom + Math.min(HIGHEST_EYE, EYE_SHARE * height)]);
}

/** Whether the driver of one body sees any of another. */
export function driverSees(context: Context, now: Snapshot, driver: number, target: number): boolean {
  const eye = driverEye(context.bodies[driver] as Body, now.of(driver));
  return (
    contrastLeft(context, now, eye, target) &&
    pointsInSight(context, now, { eye, carrier: driver, target }).next().done !== true
  );
}

export function contrastLeft(context: Context, now: Snapshot, eye: Vec3, target: number): boolean {
  return exp(-opticalDepthTo(context, now, eye, now.of(target).position)) >= LEAST_CONTRAST;
}

export interface Look {
  readonly eye: Vec3;
  /** Whose eye it is: its own body hides nothing. */
  readonly carrier: number;
  readonly target: number;
}

/** Those points on a body's box that nothing lies before. */
export function* pointsInSight(context: Context, now: Snapshot, { eye, carrier, target }: Look): Generator<Vec3> {
  const near = now.of(target).box;
  const others = context.bodies.map((_, i) => i).filter((i) => i !== carrier && i !== target);
  const occluders = [...others.map((i) => now.of(i).box), ...context.solids].filter((box) =>
    reaches(box.x, box.y, box.halfLength + box.halfWidth, eye, [near.x, near.y, 0]),
  );
  for (const point of surfacePoints(context.bodies[target] as Body, now.of(target)))
    if (!occluders.some((box) => blocks(box, eye, point))) yield point;
}

/** Through the air and through clouds near the ground. */
function opticalDepthTo({ medium }: Context, now: Snapshot, eye: Vec3, target: Vec3): number {
  const line = sub(target, eye);
  const range = norm(line);
  const clouds = (medium.banks ?? []).map((bank) => {
    const onRay = plumeOnRay(driftedBank(bank, medium, now.time), eye, scale(line, 1 / range));
    return onRay === undefined ? 0 : opticalDepth(onRay, range);
  });
  return medium.extinctionPerM * range + clouds.reduce((sum, depth) => sum + depth, 0);
}

/** Points on the box's upright faces and top. */
export function surfacePoints(body: Body, pose: Pose): Vec3[] {
  const { center, size } = body.spec.box;
  const points: Vec3[] = [];
  for (const i of GRID) {
    for (const j of GRID) {
      if (Math.abs(i) !== 1 && Math.abs(j) !== 1) continue;
      for (const k of GRID) {
        const local: Vec3 = [
          center[0] + (i * size[0]) / 2,
          center[1] + (j * size[1]) / 2,
          center[2] + (k * size[2] * 0.98) / 2,
        ];
        points.push(add(pose.position, rotate(pose.orientation, local)));
      }
    }
  }
  return points;
}

/** Whether a circle comes near the segment from eye to target on the ground. */
function reaches(x: number, y: number, radius: number, eye: Vec3, target: Vec3): boolean {
  const dx = target[0] - eye[0];
  const dy = target[1] - eye[1];
  const length2 = dx * dx + dy * dy || 1;
  const t = Math.min(1, Math.max(0, ((x - eye[0]) * dx + (y - eye[1]) * dy) / length2));
  const gx = eye[0] + dx * t - x;
  const gy = eye[1] + dy * t - y;
  const reach = radius + 4;
  return gx * gx + gy * gy <= reach * reach;
}

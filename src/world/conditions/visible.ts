/** Holds while a sensor can see enough of a body: in its field of view, not hidden, not lost in the air. */
import type { CameraSensor } from '#contracts/rig';
import type { Condition } from '#contracts/scenario';
import { type Lens, lensOf, project, reachOf } from '#core/lens';
import { exp } from '#core/math';
import { add, invert, norm, type Pose, rotate, scale, sub, transformPoint, type Vec3 } from '#core/pose';
import { worldFromCamera } from '#sensors/camera';
import { driftedBank, opticalDepth, plumeOnRay } from '#sensors/plumes';
import type { Body } from '../body.js';
import type { Context, Measure } from '../context.js';
import { blocks } from '../geometry/boxes.js';
import type { Snapshot } from '../snapshot.js';

/** Contrast below which the air hides a body (the 5 % of the meteorological optical range). */
const LEAST_CONTRAST = 0.05;
const GRID = [-1, -0.5, 0, 0.5, 1] as const;

export function visible({ actor, sensor, fraction }: Extract<Condition, { type: 'visible' }>, context: Context): Measure {
  const target = context.indexOf(actor);
  const { carrier, camera } = cameraOf(context, sensor);
  const lens = lensOf(camera);
  return (now) => {
    const share = visibleShare(context, now, carrier, { camera, lens }, target);
    return share > 0 && share >= fraction ? 1 : -1;
  };
}

function cameraOf(context: Context, id: string): { carrier: number; camera: CameraSensor } {
  for (const actor of context.scenario.actors) {
    const camera = actor.sensors.find((each) => each.id === id);
    if (camera?.type === 'camera') return { carrier: context.indexOf(actor.id), camera };
  }
  throw new Error(`no sensor is called ${id}`);
}

/** Share of points on the body's box that the camera sees, 0..1. */
function visibleShare(
  context: Context,
  now: Snapshot,
  carrier: number,
  { camera, lens }: { readonly camera: CameraSensor; readonly lens: Lens },
  target: number,
): number {
  const pose = worldFromCamera(camera, now.of(carrier));
  const cameraFromWorld = invert(pose);
  const eye = pose.position;
  const points = surfacePoints(context.bodies[target] as Body, now.of(target));
  const near = now.of(target).box;
  const others = context.bodies.map((_, i) => i).filter((i) => i !== carrier && i !== target);
  const occluders = [...others.map((i) => now.of(i).box), ...context.solids].filter((box) =>
    reaches(box.x, box.y, box.halfLength + box.halfWidth, eye, [near.x, near.y, 0]),
  );
  const seen = points.filter(
    (p) => inPicture(camera, lens, transformPoint(cameraFromWorld, p)) && !occluders.some((box) => blocks(box, eye, p)),
  );
  const air = exp(-opticalDepthTo(context, now, eye, now.of(target).position));
  return air < LEAST_CONTRAST ? 0 : seen.length / points.length;
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

function inPicture({ near, far }: CameraSensor, lens: Lens, point: Vec3): boolean {
  const reach = reachOf(lens, point);
  if (reach < near || reach > far) return false;
  const pixel = project(lens, point);
  if (pixel === undefined) return false;
  const [u, v] = pixel;
  return u >= 0 && u <= lens.width && v >= 0 && v <= lens.height;
}

/** Points on the box's upright faces and top. */
function surfacePoints(body: Body, pose: Pose): Vec3[] {
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

/** Holds while a sensor can see enough of a body: in its field of view, not hidden, not lost in the air. */
import type { CameraSensor } from '#contracts/rig';
import type { Condition } from '#contracts/scenario';
import { type Lens, lensOf, project, reachOf } from '#core/lens';
import { invert, transformPoint, type Vec3 } from '#core/pose';
import { worldFromCamera } from '#sensors/camera';
import type { Body } from '../body.js';
import type { Context, Measure } from '../context.js';
import { contrastLeft, pointsInSight, surfacePoints } from '../sight.js';
import type { Snapshot } from '../snapshot.js';

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
  const eye = pose.position;
  if (!contrastLeft(context, now, eye, target)) return 0;
  const cameraFromWorld = invert(pose);
  const all = surfacePoints(context.bodies[target] as Body, now.of(target)).length;
  let seen = 0;
  for (const point of pointsInSight(context, now, { eye, carrier, target }))
    if (inPicture(camera, lens, transformPoint(cameraFromWorld, point))) seen++;
  return seen / all;
}

function inPicture({ near, far }: CameraSensor, lens: Lens, point: Vec3): boolean {
  const reach = reachOf(lens, point);
  if (reach < near || reach > far) return false;
  const pixel = project(lens, point);
  if (pixel === undefined) return false;
  const [u, v] = pixel;
  return u >= 0 && u <= lens.width && v >= 0 && v <= lens.height;
}

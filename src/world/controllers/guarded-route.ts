/**
 * A route follower that keeps inside its drone's geofence and out of too much wind. It slows down so that v tau + v^2 / (2 g tan(tilt)) (science.md 2.3)
 * ends before the fence, and reads the wind off its own tilt. It knows of itself what its positioning believes, wrong or not.
 */
import type { Controller, Geofence, WindGuard } from '#contracts/scenario';
import { tan } from '#core/math';
import { add, norm, scale, sub, type Vec3 } from '#core/pose';
import { tiltStopDistance } from '#validate/metrics/flight';
import { fenceMargin } from '#validate/metrics/geofence';
import type { QuadMotion } from '../body.js';
import type { Stage } from '../context.js';
import { QUAD } from '../motion/quadrotor.js';
import { routePoint } from '../motion/route.js';
import type { Snapshot } from '../snapshot.js';
import { firstOutside } from './fence-ahead.js';
import type { Steer } from './index.js';
import { route } from './route.js';
import { windByTilt } from './wind-by-tilt.js';

type Guarded = Extract<Controller, { type: 'guarded-route' }>;

/** Landing where it is, m/s. */
const DESCENT = 1;

export function guardedRoute(stage: Stage, index: number, controller: Guarded): Steer | undefined {
  route(stage, index, { ...controller, type: 'route' });
  const body = stage.bodies[index];
  const id = body?.spec.id ?? '';
  const fence = body?.actor?.geofence;
  const fenceSpeed = fence === undefined ? () => Number.POSITIVE_INFINITY : speedInside(fence, controller);
  const wind = watchWind(controller.wind);
  const home = stage.now.of(index).position;
  let path: QuadMotion['route'] = [];
  let wanted = controller.speed;
  let told = false;
  return (at, now) => {
    const motion = now.motions[index];
    if (motion?.mode !== 'quad' || motion.landing !== undefined) return;
    // The story may have sent it elsewhere, as fast as it says.
    if (motion.route !== path) [path, wanted] = [motion.route, motion.speed];
    const asked = wind.see(motion, now);
    if (asked === 'land' || asked === 'return') {
      at.record({ name: `wind limit: ${asked}`, kind: 'controller', bodies: [id], detail: { windMPerS: wind.speed() } });
      const here = now.of(index).position;
      if (asked === 'land') return at.setMotion(index, { ...motion, route: [here], progress: 0, landing: DESCENT });
      path = [here, ...passed(motion), home];
      wanted = controller.speed;
      return at.setMotion(index, { ...motion, route: path, progress: 0, speed: wanted });
    }
    if (asked === 'hold')
      at.record({ name: 'wind limit: hold', kind: 'controller', bodies: [id], detail: { windMPerS: wind.speed() } });
    const inside = fenceSpeed(motion, now.time);
    if (inside < wanted && !told) {
      told = true;
      at.record({ name: 'geofence: slows down', kind: 'controller', bodies: [id] });
    }
    const speed = wind.holds() ? 0 : Math.min(wanted, inside);
    if (speed !== motion.speed) at.setMotion(index, { ...motion, speed });
  };
}

/** Corners behind it, the last first. */
function passed({ route: points, progress }: QuadMotion): readonly Vec3[] {
  let reached = 0;
  const behind: Vec3[] = [];
  for (let i = 1; i < points.length; i++) {
    reached += norm(sub(points[i] as Vec3, points[i - 1] as Vec3));
    if (reached < progress) behind.unshift(points[i] as Vec3);
  }
  return behind;
}

/** The fastest that it may fly now, m/s. */
function speedInside(fence: Geofence, { margin, reaction, tilt }: Guarded): (motion: QuadMotion, time: number) => number {
  const braking = QUAD.gravity * tan(tilt);
  let known: { readonly route: QuadMotion['route']; readonly end: number } | undefined;
  return (motion, time) => {
    if (known?.route !== motion.route) known = { route: motion.route, end: firstOutside(motion.route, fence, margin) };
    const { velocity } = motion.quad;
    const speed = norm(velocity);
    const here = believed(motion, time);
    // Blown towards the fence faster than it could stop: the point it chases waits, and all of its tilt goes into coming back.
    const stop = speed > 0 ? add(here, scale(velocity, tiltStopDistance(speed, reaction, tilt) / speed)) : here;
    const { point } = routePoint(motion.route, motion.progress);
    if (fenceMargin(fence, stop) < 0 && fenceMargin(fence, stop) < fenceMargin(fence, point)) return 0;
    const left = known.end - motion.progress;
    if (left <= 0) return 0;
    const lost = braking * reaction;
    return Math.sqrt(lost * lost + 2 * braking * left) - lost;
  };
}

function believed({ quad, gnss }: QuadMotion, time: number): Vec3 {
  const lost = gnss !== undefined && time >= gnss.from && time < gnss.until;
  return lost ? add(quad.position, scale(gnss.drift, time - gnss.from)) : quad.position;
}

/** Says once what is to be done when the wind has been too much for long enough; holding ends when it has been less for as long. */
function watchWind({ limit, time: patience, response }: WindGuard) {
  const measured = windByTilt();
  let since: number | undefined;
  let holding = false;
  let done = false;
  return {
    speed: measured.speed,
    holds: () => holding,
    see(motion: QuadMotion, now: Snapshot): WindGuard['response'] | undefined {
      measured.see(motion.quad, now.time);
      if (done) return undefined;
      const over = measured.speed() > limit;
      if (over === holding) since = undefined;
      else since ??= now.time;
      if (since === undefined || now.time - since < patience) return undefined;
      since = undefined;
      if (holding) {
        holding = false;
        return undefined;
      }
      if (response === 'hold') holding = true;
      else done = true;
      return response;
    },
  };
}

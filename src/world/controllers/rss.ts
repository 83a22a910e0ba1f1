/**
 * Responsibility-sensitive safety (Shalev-Shwartz et al. 2017, arXiv 1708.06374): where the distance to somebody is dangerous both along and across, the
 * brakes go on a response time later, and off when it is safe again.
 */
import type { Controller } from '#contracts/scenario';
import { RSS_EGO, type RssParameters, rssLateral, rssSameDirection } from '#validate/metrics/rss';
import type { Measure, Stage } from '../context.js';
import { surroundingsOf } from '../geometry/conflict.js';
import { driverSees } from '../sight.js';
import type { Snapshot } from '../snapshot.js';

type Rss = Extract<Controller, { type: 'rss' }>;

/** Nobody farther ahead matters, m; and what is beside or behind is none of its business. */
const HORIZON = 400;
const NOTHING = -1000;

export function rss(stage: Stage, index: number, controller: Rss): undefined {
  const others = stage.bodies.filter((body) => body.index !== index).map((body) => body.index);
  const parameters = parametersOf(controller);
  const seen = (now: Snapshot, i: number): boolean => controller.sight === undefined || driverSees(stage, now, index, i);
  const danger: Measure = (now) => {
    let worst = NOTHING;
    for (const i of others) {
      const one = dangerOf(parameters, now, index, i);
      if (one > worst && (one < 0 || seen(now, i))) worst = one;
    }
    return worst;
  };
  whenDangerous(stage, index, controller, danger);
}

function whenDangerous(stage: Stage, index: number, controller: Rss, danger: Measure): void {
  const bodies = [stage.bodies[index]?.spec.id ?? ''];
  stage.watch('rss danger', danger, (dangerous) => {
    dangerous.record({ name: 'rss danger', kind: 'controller', bodies });
    const due = dangerous.now.time + controller.responseTime;
    dangerous.watch(
      'rss brake',
      (now) => now.time - due,
      (later) => {
        brake(later, index, controller.braking * later.medium.frictionScale);
        later.record({ name: 'rss brake', kind: 'controller', bodies });
        later.watch(
          'rss safe',
          // Strictly safe: on the limit it still brakes.
          (now) => -danger(now) - 1e-9,
          (safe) => {
            brake(safe, index, 0);
            safe.record({ name: 'rss safe', kind: 'controller', bodies });
            whenDangerous(safe, index, controller, danger);
          },
        );
      },
    );
  });
}

/** @param deceleration 0 lets go */
function brake(stage: Stage, index: number, deceleration: number): void {
  const motion = stage.now.motions[index];
  if (motion?.mode !== 'path') return;
  stage.setMotion(index, {
    ...motion,
    command: deceleration > 0 ? { type: 'brake', deceleration, jerk: 0 } : { type: 'cruise' },
  });
}

/** By how much both safe distances are undercut, m: the lesser of the two. Negative: safe. Who comes towards us counts as standing. */
function dangerOf(p: RssParameters, now: Snapshot, index: number, other: number): number {
  const { gap, speed, closing, sideGap, sideClosing } = surroundingsOf(now.of(index), now.of(other));
  if (gap < 0 || gap > HORIZON) return NOTHING;
  const along = rssSameDirection(speed, Math.max(0, speed - closing), p) - gap;
  return Math.min(along, rssLateral(Math.max(0, sideClosing), 0, p, p) - sideGap);
}

function parametersOf(c: Rss): RssParameters {
  return {
    ...RSS_EGO,
    response: c.responseTime,
    maxAcceleration: c.acceleration,
    minBraking: c.minBraking,
    maxBraking: c.maxBraking,
    maxLateralAcceleration: c.lateralAcceleration,
    minLateralBraking: c.lateralBraking,
    lateralMargin: c.margin,
  };
}

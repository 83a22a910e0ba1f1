/** Watches drones of which more is asked than where they are: fence, battery, walls, tilt, arrival. Nothing where nobody asks. */
import type { ConcreteScenario, Controller } from '#contracts/scenario';
import { acos, clamp } from '#core/math';
import { norm, rotate, sub, type Vec3 } from '#core/pose';
import type { FlightFigures } from '#validate/flight-criteria';
import { breachTime, fenceMargin } from '#validate/metrics/geofence';
import { USUAL_EFFICIENCY } from '#validate/metrics/power';
import type { Body, QuadMotion } from './body.js';
import type { Stage } from './context.js';
import { type FlatBox, gapBetween } from './geometry/boxes.js';
import { powerDrawn } from './motion/power.js';
import type { Snapshot } from './snapshot.js';

export interface FlightWatch {
  see(now: Snapshot): void;
  of(id: string): FlightFigures | undefined;
}

const ASKING = new Set(['geofence', 'energy-left', 'wall-clearance', 'max-tilt']);

export function watchFlights(scenario: ConcreteScenario, bodies: readonly Body[], stage: Stage): FlightWatch | undefined {
  const asked = new Set(scenario.criteria.filter(({ type }) => ASKING.has(type)).map(({ of }) => of));
  const watches = bodies
    .filter(({ kind, actor }) => kind === 'quadrotor' && actor !== undefined)
    .filter(({ actor }) => actor?.geofence !== undefined || actor?.battery !== undefined || asked.has(actor?.id ?? ''))
    .map((body) => watchOne(body, stage));
  if (watches.length === 0) return undefined;
  return {
    see: (now) => {
      for (const watch of watches) watch.see(now);
    },
    of: (id) => watches.find((watch) => watch.id === id)?.figures(),
  };
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

function watchOne({ index, spec, actor }: Body, stage: Stage) {
  const { geofence, battery, controller } = actor ?? {};
  const figures: Mutable<FlightFigures> = { usedWh: 0 };
  const efficiency = battery?.efficiency ?? USUAL_EFFICIENCY;
  const goal = goalOf(controller);
  let before: { readonly time: number; readonly position: Vec3; readonly power: number } | undefined;
  const see = (now: Snapshot): void => {
    const { position, box } = now.of(index);
    const { time } = now;
    const timeNs = Math.round(time * 1e9);
    const motion = now.motions[index];
    const power = motion?.mode === 'quad' ? powerDrawn(motion.quad, stage.windAt(position, time), efficiency) : 0;
    if (before !== undefined) figures.usedWh += (((before.power + power) / 2) * (time - before.time)) / 3600;
    if (geofence !== undefined) {
      const margin = fenceMargin(geofence, position);
      const left = figures.fence?.breachNs ?? breachNs(geofence, before ?? { time, position }, { time, position });
      const least = figures.fence !== undefined && figures.fence.value <= margin ? figures.fence : { value: margin, timeNs };
      figures.fence = { value: least.value, timeNs: least.timeNs, ...(left === undefined ? {} : { breachNs: left }) };
    }
    const gap = nearestGap(box, stage.solids, figures.clearance?.value ?? Number.POSITIVE_INFINITY);
    if (gap !== undefined) figures.clearance = { value: gap, timeNs };
    if (motion?.mode === 'quad') {
      const tilt = tiltOf(motion);
      if (figures.tilt === undefined || tilt > figures.tilt.value) figures.tilt = { value: tilt, timeNs };
    }
    if (figures.arrival === undefined && goal !== undefined && norm(sub(position, goal.point)) <= goal.radius)
      figures.arrival = { timeNs, usedWh: figures.usedWh };
    before = { time, position, power };
  };
  return {
    id: spec.id,
    see,
    figures(): FlightFigures {
      if (battery === undefined) return figures;
      return { ...figures, left: battery.charge - figures.usedWh / battery.capacityWh };
    },
  };
}

type Sample = { readonly time: number; readonly position: Vec3 };
function breachNs(fence: NonNullable<Body['actor']>['geofence'] & object, from: Sample, to: Sample): number | undefined {
  const time = breachTime(fence, [from, to]);
  return time === undefined ? undefined : Math.round(time * 1e9);
}

function goalOf(controller: Controller | undefined): { readonly point: Vec3; readonly radius: number } | undefined {
  if (controller?.type !== 'route' && controller?.type !== 'guarded-route') return undefined;
  return { point: controller.waypoints.at(-1) as Vec3, radius: controller.arrivalRadius };
}

function tiltOf({ quad }: QuadMotion): number {
  return acos(clamp(rotate(quad.orientation, [0, 0, 1])[2], -1, 1));
}

/** Undefined where none is nearer than `known`. */
function nearestGap(box: FlatBox, solids: readonly FlatBox[], known: number): number | undefined {
  let least = known;
  const reach = Math.sqrt(box.halfLength * box.halfLength + box.halfWidth * box.halfWidth);
  for (const solid of solids) {
    const [dx, dy] = [solid.x - box.x, solid.y - box.y];
    const far = reach + solid.halfLength + solid.halfWidth + least;
    if (dx * dx + dy * dy < far * far) least = Math.min(least, Math.max(0, gapBetween(box, solid)));
  }
  return least < known ? least : undefined;
}

/** Routes, fences, batteries and criteria of what flies, drawn. */
import type { Place, Vec2 } from '#contracts/place';
import type { Battery, Controller, FlightCriterion, Geofence, WindGuard } from '#contracts/scenario';
import type { battery, flightControllers, flightCriteria, geofence } from '../declare/flight.js';
import { BATTERY, GUARD, windGuardFor } from '../drone-figures.js';
import type { Name } from '../language/combinators.js';
import type { Read } from '../language/context.js';
import type { Value } from '../language/value.js';
import { drawPoint } from './points.js';
import type { Draw } from './values.js';

type Guarded = Read<(typeof flightControllers)['guardedRoute']>;

export function drawRoute(
  { waypoints, speed, corridor, arrival }: Pick<Guarded, 'waypoints' | 'speed' | 'corridor' | 'arrival'>,
  place: Place,
  draw: Draw,
): Omit<Extract<Controller, { type: 'route' }>, 'type'> {
  return {
    waypoints: waypoints.map((each) => drawPoint(each, place, draw)),
    speed: draw.number(speed),
    corridorRadius: orElse(corridor, 1e6, draw),
    arrivalRadius: orElse(arrival, 2, draw),
  };
}

export function drawGuardedRoute(tree: Guarded, place: Place, draw: Draw): Extract<Controller, { type: 'guarded-route' }> {
  const tilt = orElse(tree.tilt, GUARD.tilt, draw);
  return {
    type: 'guarded-route',
    ...drawRoute(tree, place, draw),
    margin: orElse(tree.margin, GUARD.margin, draw),
    reaction: orElse(tree.reaction, GUARD.reaction, draw),
    tilt,
    wind: drawWindGuard(tree.wind, tilt, draw),
  };
}

function drawWindGuard(tree: Guarded['wind'], tilt: number, draw: Draw): WindGuard {
  const usual = windGuardFor(tilt);
  if (tree === undefined) return usual;
  return {
    limit: orElse(tree.limit, usual.limit, draw),
    time: orElse(tree.for, usual.time, draw),
    response: (tree.do ?? usual.response) as WindGuard['response'],
  };
}

export function drawGeofence({ polygon, floor, ceiling }: Read<typeof geofence>, place: Place, draw: Draw): Geofence {
  return {
    polygon: polygon.map((corner): Vec2 => {
      const [x, y] = drawPoint(corner, place, draw);
      return [x, y];
    }),
    floor: orElse(floor, 0, draw),
    ceiling: draw.number(ceiling),
  };
}

export function drawBattery({ capacity, charge, efficiency }: Read<typeof battery>, draw: Draw): Battery {
  return {
    capacityWh: draw.number(capacity) / 3600,
    charge: orElse(charge, BATTERY.charge, draw),
    efficiency: orElse(efficiency, BATTERY.efficiency, draw),
  };
}

type CriterionNode = {
  readonly [T in keyof typeof flightCriteria]: { readonly type: T; readonly value: Read<(typeof flightCriteria)[T]> };
}[keyof typeof flightCriteria];

export function drawFlightCriterion(node: CriterionNode, draw: Draw): FlightCriterion {
  const of = (node.value.of as Name | undefined)?.name ?? 'ego';
  switch (node.type) {
    case 'stay in geofence':
      return { type: 'geofence', of };
    case 'energy left':
      return { type: 'energy-left', of, above: draw.number(node.value.above) };
    case 'wall clearance':
      return { type: 'wall-clearance', of, above: draw.number(node.value.above) };
    case 'maximum tilt':
      return { type: 'max-tilt', of, below: draw.number(node.value.below) };
  }
}

function orElse(value: Value | undefined, missing: number, draw: Draw): number {
  return value === undefined ? missing : draw.number(value);
}

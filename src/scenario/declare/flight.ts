/** What flies: routes, fences, batteries, and what is asked of a flight. */
import { list, may, name, need, record, word } from '../language/combinators.js';
import { value } from '../language/value.js';
import { point } from './points.js';

const route = {
  waypoints: need(list('points to pass', point, 1)),
  speed: need(value('Along the route.', 'speed', { least: 0.1, most: 40 })),
  corridor: may(value('Radius round the route it must stay within.', 'length', { least: 0.1 })),
  arrival: may(value('Radius round the last point that counts as arrived; 2 m.', 'length', { least: 0.1 })),
};

export const flightControllers = {
  route: record('flies along points', route),
  guardedRoute: record('flies along points, stops inside its geofence, and gives up in too much wind', {
    ...route,
    margin: may(value('Kept from the fence; 1 m.', 'length', { least: 0 })),
    reaction: may(value('From when it should brake until it does; 0.5 s.', 'time', { least: 0, most: 5 })),
    tilt: may(value('By which it brakes; 20 deg.', 'angle', { least: 0.02, most: 0.61 })),
    wind: may(
      record('what it does in too much wind', {
        limit: may(value('By its tilt; what takes all of its tilt to hold against when missing.', 'speed', { least: 0.1 })),
        for: may(value('So long, before it does anything; 1 s.', 'time', { least: 0 })),
        do: may(
          word('Waits until it is over, flies back to its start, or lands where it is; hold.', ['hold', 'return', 'land']),
        ),
      }),
    ),
  }),
};

export const geofence = record('where it must stay: an upright prism', {
  polygon: need(list('corners, either way round', point, 3)),
  floor: may(value('Lowest height; 0 m.', 'length')),
  ceiling: need(value('Greatest height.', 'length')),
});

export const battery = record('what it flies on', {
  capacity: need(value('When full.', 'energy', { least: 1 })),
  charge: may(value('At the start; 100 %.', 'ratio', { least: 0, most: 1 })),
  efficiency: may(value('Ideal induced power over what is drawn for it; 75 %.', 'ratio', { least: 0.05, most: 1 })),
});

const of = may(name('Whom it judges; the ego when missing.', 'actor'));
export const flightCriteria = {
  'stay in geofence': record('never leaves its geofence', { of }),
  'energy left': record('share of its battery at the end', {
    of,
    above: need(value('Limit.', 'ratio', { least: 0, most: 1 })),
  }),
  'wall clearance': record('least distance to what stands there', { of, above: need(value('Limit.', 'length', { least: 0 })) }),
  'maximum tilt': record('farthest from upright', { of, below: need(value('Limit.', 'angle', { least: 0 })) }),
};

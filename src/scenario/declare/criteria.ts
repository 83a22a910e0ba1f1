/** What a run must fulfil to pass. */
import { DRIVERS } from '../drivers.js';
import { may, name, need, oneKey, record, text, word } from '../language/combinators.js';
import { oneOf, otherwise, whenKey, whenText } from '../language/union.js';
import { value } from '../language/value.js';
import { condition } from './conditions.js';
import { runFigureLimit } from './figures.js';
import { flightCriteria } from './flight.js';
import { point } from './points.js';

export const PLAIN_CRITERIA = ['no collision', 'stay in corridor', 'stay in geofence', 'no near mid-air collision'] as const;

export const within = may(value('Only up to then.', 'time', { least: 0 }));
export const label = may(text('Name in reports.', 80));
const of = may(name('Whom it judges; the ego when missing.', 'actor'));

const kinds = oneKey('a criterion', {
  'no collision': record('nobody is touched', { of }),
  'minimum ttc': record('least time to collision', { of, above: need(value('Limit.', 'time', { least: 0 })) }),
  'minimum distance': record('least gap to another body', {
    of,
    to: need(name('Other body.', 'actor', 'deer')),
    above: need(value('Limit.', 'length', { least: 0 })),
  }),
  'maximum impact speed': record('speed at first contact', { of, below: need(value('Limit.', 'speed', { least: 0 })) }),
  'maximum deceleration': record('hardest braking', { of, below: need(value('Limit.', 'acceleration', { least: 0 })) }),
  'stay in corridor': record('never leaves the corridor of its route', { of }),
  reach: record('gets to a point', {
    of,
    point: need(point),
    radius: need(value('Near enough.', 'length', { least: 0.01 })),
    within: need(value('In time.', 'time', { least: 0 })),
  }),
  'no near mid-air collision': record('no aircraft comes within 152.4 m and 30.48 m of height', { of }),
  threshold: runFigureLimit,
  'no worse than': record('no collision, or one that this driver has too, at no lower relative speed', {
    of,
    driver: need(word('In its place.', Object.keys(DRIVERS))),
  }),
  'brake within': record('brakes soon after an event', {
    of,
    after: need(name('Event of the story, or contact.', 'event')),
    within: need(value('So long after it.', 'time', { least: 0 })),
    deceleration: may(value('At least; 0.5 m/s^2.', 'acceleration', { least: 0.01, most: 15 })),
  }),
  ...flightCriteria,
});

export const criterion = oneOf('a criterion', [
  whenText('no collision', word('A criterion without figures.', PLAIN_CRITERIA)),
  whenKey('always', '{always: {...}}', record('holds all the time', { always: need(condition), within, label })),
  whenKey(
    'eventually',
    '{eventually: {...}, within: 3 s}',
    record('holds at some time', { eventually: need(condition), within, label }),
  ),
  whenKey(
    'hold',
    '{hold: {...}, until: {...}}',
    record('holds until something else does', { hold: need(condition), until: need(condition), within, label }),
  ),
  otherwise('{minimum ttc: {above: 0.95 s}}', kinds),
]);

/** The whole file. */
import { list, may, name, need, oneKey, record, text, whole, word } from '../language/combinators.js';
import { oneOf, otherwise, whenKey, whenText } from '../language/union.js';
import { value } from '../language/value.js';
import { actorsDeclaration, ego } from './actors.js';
import { condition } from './conditions.js';
import { environment } from './environment.js';
import { flightCriteria } from './flight.js';
import { parameters } from './parameters.js';
import { point } from './points.js';
import { randomize } from './randomize.js';
import { road } from './road.js';
import { storyTree } from './story.js';
import { test } from './tests.js';
import { traffic } from './traffic.js';

const within = may(value('Only up to then.', 'time', { least: 0 }));
const probability = may(
  value('Enforced in this share of draws (a soft constraint); always when missing.', 'ratio', { least: 0, most: 1 }),
);
const label = may(text('Name in reports.', 80));
const requirement = oneOf('a requirement', [
  whenText('$gap > 10 m', test),
  whenKey(
    'that',
    "{that: '$gap > 10 m', probability: 80 %}",
    record('a requirement on parameters', { that: need(test), probability, label }),
  ),
  whenKey('always', '{always: {...}}', record('holds all the time', { always: need(condition), within, probability, label })),
  whenKey(
    'eventually',
    '{eventually: {...}, within: 10 s}',
    record('holds at some time', { eventually: need(condition), within, probability, label }),
  ),
  whenKey(
    'hold',
    '{hold: {...}, until: {...}}',
    record('holds until something else does', { hold: need(condition), until: need(condition), within, probability, label }),
  ),
]);

const of = may(name('Whom it judges; the ego when missing.', 'actor'));
const criterion = oneOf('a criterion', [
  whenText('no collision', word('A criterion without figures.', ['no collision', 'stay in corridor', 'stay in geofence'])),
  otherwise(
    '{minimum ttc: {above: 0.95 s}}',
    oneKey('a criterion', {
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
      ...flightCriteria,
    }),
  ),
]);

const anchor = oneOf('when it starts', [
  whenText('start', word('From the start.', ['start'])),
  whenKey(
    'before',
    '{before: flush, by: 1 s}',
    record('before an event', {
      before: need(name('Event, contact or start.', 'event')),
      by: may(value('This long.', 'time', { least: 0 })),
    }),
  ),
  whenKey(
    'after',
    '{after: flush, by: 1 s}',
    record('after an event', {
      after: need(name('Event, contact or start.', 'event')),
      by: may(value('This long.', 'time', { least: 0 })),
    }),
  ),
  whenKey('at', '{at: 2 s}', record('at a time', { at: need(value('Since the start.', 'time', { least: 0 })) })),
]);
const windowFields = { from: need(anchor), for: need(value('How long.', 'time', { least: 0 })) };
const capture = record('what to capture', {
  rate: may(value("Pictures a second; the sensor's own rate when missing.", 'frequency', { least: 0.01, most: 1000 })),
  from: may(anchor),
  for: may(value('How long.', 'time', { least: 0 })),
  windows: may(list('several stretches', record('a stretch', windowFields), 1)),
  maxFrames: may(whole('most frames a sensor', 1, 100_000)),
});

export const scenarioDeclaration = record('a nearmiss scenario', {
  nearmiss: need(whole('version of the language', 1, 1)),
  title: need(text('A short name.', 120)),
  stream: may(
    text(
      'Name of its random streams: files with the same one (or none) draw alike from the same seed, so that they can be compared.',
      60,
    ),
  ),
  hazard: need(text('What happens, in a sentence.')),
  assets: may(name('File with bodies of your own, beside this one; see docs/own-assets.md.')),
  sources: may(list('where the figures come from', text('Source.'))),
  parameters: may(parameters),
  environment: may(environment),
  randomize: may(randomize),
  road: need(road),
  ego: need(ego),
  actors: may(actorsDeclaration),
  traffic: may(traffic),
  story: may(list('the storyboard', storyTree)),
  require: may(list('what draws and runs must fulfil', requirement)),
  pass: may(list('what the ego must fulfil', criterion)),
  capture: may(capture),
  duration: may(value('Of the run; 12 s.', 'time', { least: 0.1, most: 600 })),
  step: may(value('Of the integration; 1/60 s.', 'time', { least: 0.0005, most: 0.1 })),
});
export type RequirementNode = Exclude<NonNullable<ReturnType<typeof requirement.read>>, never>;
export type CriterionNode = NonNullable<ReturnType<typeof criterion.read>>;
export type ScenarioTree = NonNullable<ReturnType<typeof scenarioDeclaration.read>>;

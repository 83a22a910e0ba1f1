/** Who takes part: kind, where it stands, what it carries, who drives it. */
import { kinds } from '../kinds.js';
import { anySchema } from '../language/any-schema.js';
import { type Choice, kindChoice, readChoice } from '../language/choice.js';
import { may, name, named, need, oneKey, record, whole, word } from '../language/combinators.js';
import type { Declaration } from '../language/context.js';
import { described } from '../language/context.js';
import { oneOf, otherwise, whenKey, whenText } from '../language/union.js';
import { readValue, type Value, value } from '../language/value.js';
import { rig } from '../sensors/index.js';
import { battery, flightControllers, geofence } from './flight.js';
import { isWords } from './parameters.js';

const speed = may(value('Speed at the start.', 'speed', { least: 0, most: 120 }));
const heading = may(
  value("Instead of the heading that goes with the place, counter-clockwise from the road's direction.", 'angle'),
);
const facing = may(word('Which way it looks at first.', ['along', 'against', 'road', 'away']));

const onLane = record('a place on a lane', {
  lane: need(name('Lane id of the layout.', 'lane')),
  s: may(value("Station of the body's origin along the lane.", 'length')),
  front: may(value('Station of its front end, instead of s.', 'length')),
  offset: may(value("To the left of the lane's middle.", 'length')),
  altitude: may(value('Height above the ground, for what flies.', 'length')),
  speed,
  heading,
  facing,
});
const besideRoad = record('a place beside the road', {
  beside: need(word('Which side, seen along the road.', ['right', 'left'])),
  s: need(value('Station along the main lane.', 'length')),
  offset: need(value('Outwards from the edge of the road.', 'length')),
  altitude: may(value('Height above the ground.', 'length')),
  speed,
  heading,
  facing,
});
const relative = {
  by: need(value('Gap between the two bodies.', 'length')),
  lateral: may(value("To the left of the other's line.", 'length')),
  altitude: may(value('Height above the ground.', 'length')),
  speed,
  heading,
  facing,
};
const ahead = record('a place ahead of another actor', { ahead: need(name('Of whom.', 'actor')), ...relative });
const behind = record('a place behind another actor', { behind: need(name('Whom.', 'actor')), ...relative });
const leftOf = record('a place left of another actor', { leftOf: need(name('Of whom.', 'actor')), ...relative });
const rightOf = record('a place right of another actor', { rightOf: need(name('Of whom.', 'actor')), ...relative });
const byHeadway = record('a place ahead of another actor by time', {
  headwayTo: need(name('Who follows.', 'actor')),
  by: need(value('Time headway of the follower.', 'time', { least: 0 })),
  speed,
  heading,
  facing,
});
const onTop = record('a place on top of another actor, carried by it', {
  on: need(name('Carrier.', 'actor')),
  forward: may(value("From the carrier's middle.", 'length')),
  lateral: may(value('To its left.', 'length')),
  height: may(value('Above the ground; on its roof when missing.', 'length')),
});
const atCoordinates = record('a place by world coordinates', {
  x: need(value('Along the road from its start.', 'length')),
  y: need(value("To the left of the road's middle.", 'length')),
  z: may(value('Height above the ground.', 'length')),
  speed,
  heading,
});
export const placement = oneOf('where it is at first', [
  whenKey('lane', '{lane: right, s: 40 m}', onLane),
  whenKey('beside', '{beside: right, s: 40 m, offset: 3 m}', besideRoad),
  whenKey('ahead', '{ahead: ego, by: 30 m}', ahead),
  whenKey('behind', '{behind: van, by: 1 m}', behind),
  whenKey('leftOf', '{leftOf: van, by: 1 m}', leftOf),
  whenKey('rightOf', '{rightOf: van, by: 1 m}', rightOf),
  whenKey('headwayTo', '{headwayTo: ego, by: 1.5 s}', byHeadway),
  whenKey('on', '{on: van}', onTop),
  otherwise('{x: 40 m, y: -4 m}', atCoordinates),
]);

const aebTrigger = oneOf('what starts the braking clock', [
  whenText('path entry', word("A body enters the ego's path.", ['path entry'])),
  whenKey('ttc', '{ttc: 1.6 s}', record('time to collision', { ttc: need(value('Starts below this.', 'time', { least: 0 })) })),
  whenKey(
    'visible',
    '{visible: front}',
    record('first visibility', { visible: need(name('Sensor that must see a moving actor.', 'sensor')) }),
  ),
]);
const r157Trigger = oneOf('when a conflict is near', [
  whenKey('ttc', '{ttc: 2 s}', record('time to collision', { ttc: need(value('Near below this.', 'time', { least: 0 })) })),
  whenKey(
    'visible',
    '{visible: front}',
    record('first visibility', { visible: need(name('Sensor that must see a moving actor.', 'sensor')) }),
  ),
]);
const SIGHTS = ['in sight', 'everybody'] as const;
/** @param missing what it is where nothing is said */
const reactsTo = (missing: (typeof SIGHTS)[number]) =>
  may(word(`Whom it reacts to: whoever its driver can see, or everybody; ${missing}.`, SIGHTS));
export const controller = oneOf('a controller', [
  whenText('constant', word('Keeps its speed.', ['constant'])),
  otherwise(
    '{aeb: {latency: 0.9 s, deceleration: 7.5 m/s^2}}',
    oneKey('a controller', {
      constant: record('keeps its speed', {}),
      aeb: record('reference emergency braking: full deceleration a latency after its trigger', {
        latency: need(value('From trigger to braking.', 'time', { least: 0, most: 10 })),
        deceleration: need(value('On a dry road.', 'acceleration', { least: 0.1, most: 15 })),
        jerk: may(value('How fast deceleration builds up; at once when missing.', 'jerk', { least: 0 })),
        trigger: may(aebTrigger),
        reactsTo: reactsTo('everybody'),
      }),
      idm: record('Intelligent Driver Model', {
        desiredSpeed: need(value('On a free road.', 'speed', { least: 0.1 })),
        timeGap: may(value('Wanted time gap; 1.6 s.', 'time', { least: 0 })),
        minGap: may(value('Gap when standing; 2 m.', 'length', { least: 0 })),
        acceleration: may(value('0.73 m/s^2.', 'acceleration', { least: 0.01 })),
        comfortDeceleration: may(value('1.67 m/s^2.', 'acceleration', { least: 0.01 })),
        reactsTo: reactsTo('everybody'),
      }),
      r157: record('careful and competent driver of UN R157', {
        perception: may(value('From a conflict being in sight until it is perceived; 0.4 s.', 'time', { least: 0, most: 10 })),
        delay: may(value('From a perceived one being near until braking; 0.75 s.', 'time', { least: 0, most: 10 })),
        release: may(value('While the throttle is let go; 0.4 m/s^2.', 'acceleration', { least: 0, most: 3 })),
        deceleration: may(value('On a dry road; 7.59294 m/s^2.', 'acceleration', { least: 0.1, most: 15 })),
        jerk: may(value('How fast it builds up; 12.65 m/s^3.', 'jerk', { least: 0 })),
        trigger: may(r157Trigger),
        reactsTo: reactsTo('in sight'),
      }),
      rss: record('responsibility-sensitive safety', {
        responseTime: may(value('1 s.', 'time', { least: 0, most: 5 })),
        acceleration: may(value('At most, while it responds; 3.5 m/s^2.', 'acceleration', { least: 0 })),
        minBraking: may(value('Braking that others can count on; 4 m/s^2.', 'acceleration', { least: 0.1 })),
        braking: may(value('Braking that it uses; 8 m/s^2.', 'acceleration', { least: 0.1, most: 15 })),
        maxBraking: may(value('Of whoever is ahead, at most; 8 m/s^2.', 'acceleration', { least: 0.1 })),
        lateralAcceleration: may(value('0.2 m/s^2.', 'acceleration', { least: 0 })),
        lateralBraking: may(value('0.8 m/s^2.', 'acceleration', { least: 0.01 })),
        margin: may(value('Left between both across; 0.1 m.', 'length', { least: 0 })),
        reactsTo: reactsTo('everybody'),
      }),
      fsm: record('fuzzy safety model', {
        reactionTime: may(value('0.75 s.', 'time', { least: 0, most: 5 })),
        comfortBraking: may(value('4 m/s^2.', 'acceleration', { least: 0.1 })),
        braking: may(value('At most; 6 m/s^2.', 'acceleration', { least: 0.1, most: 15 })),
        leaderBraking: may(value('Of whoever is ahead, at most; 7 m/s^2.', 'acceleration', { least: 0.1 })),
        margin: may(value('Gap when standing; 2 m.', 'length', { least: 0 })),
        jerk: may(value('How fast braking builds up; 12.65 m/s^3.', 'jerk', { least: 0 })),
        reactsTo: reactsTo('everybody'),
      }),
      ...flightControllers,
    }),
  ),
]);

export const sensors = oneOf('sensors', [
  whenText('rigs/front-camera', name('A rig of the catalogue.', 'rig')),
  otherwise('{front: {fov: 60 deg}}', rig),
]);

/** A trait: a number with a unit, or a word. */
export const trait: Declaration<{ readonly number: Value } | { readonly words: Choice }> = {
  doc: 'A number with a unit, or a word.',
  read(node, context) {
    const source = node.kind === 'scalar' ? String(node.value) : '';
    if (/^[A-Za-z]/.test(source) || isWords(node, context)) {
      const words = readChoice(node, context);
      return words && { words };
    }
    const number = readValue(node, context, undefined);
    return number && { number };
  },
  example: () => '...',
  schema: (definitions) => described('A trait of the look.', anySchema('trait', '^[A-Za-z]', definitions)),
};

/** What the built-in kinds are. */
export const KINDS = Object.fromEntries(Object.entries(kinds).map(([name, { about }]) => [name, about]));

const common = {
  kind: need(kindChoice('What it is.', KINDS)),
  at: need(placement),
  controller: may(controller),
  geofence: may(geofence),
  battery: may(battery),
  look: may(
    named('Traits of how it looks, such as height or paint; see the reference of its kind.', trait, { called: 'paint' }),
  ),
  seed: may(whole('Fixes how it looks.', 0, 4294967295)),
};
export const ego = record('the vehicle under test', { ...common, sensors: need(sensors) });
const follows = oneOf('whom it follows', [
  whenText('doe', name('Leader.', 'actor')),
  otherwise(
    '{leader: doe, delay: 0.8 s}',
    record('whom it follows', {
      leader: need(name('Leader.', 'actor')),
      delay: may(value('Moves this long after the leader; 0.7 s.', 'time', { least: 0 })),
    }),
  ),
]);
export const actor = record('an actor', {
  ...common,
  follows: may(follows),
  group: may(
    record('more of the same that follow it', {
      count: need(whole('how many more', 1, 30)),
      spacing: may(value('Between one and the next; 2 m.', 'length', { least: 0 })),
      spread: may(value('Sideways, at most; 1 m.', 'length', { least: 0 })),
      delay: may(value('Each moves this long after the leader.', 'time', { least: 0 })),
    }),
  ),
  sensors: may(sensors),
});
export const actorsDeclaration = named('actors by name', actor, { called: 'deer' });

/** The storyboard: events, their triggers and actions, in sequence, side by side, or by choice. */
import { list, mapped, may, name, named, need, oneKey, record, recursive, text, whole, word } from '../language/combinators.js';
import type { Declaration, Read } from '../language/context.js';
import { oneOf, otherwise, whenKey, whenList, whenText } from '../language/union.js';
import { type Value, value } from '../language/value.js';
import type { Position } from '../node.js';
import { condition } from './conditions.js';
import { point } from './points.js';

export const GOALS = [
  'left verge',
  'right verge',
  'left sidewalk',
  'right sidewalk',
  'left edge',
  'right edge',
  'left lane',
  'right lane',
  'other side',
] as const;
const goal = oneOf('where to', [
  whenText('left verge', word('A strip of the road, straight across from where it stands.', GOALS)),
  otherwise('{x: 40 m, y: 6 m}', point),
]);
const pace = {
  speed: need(value('Speed to reach.', 'speed', { least: 0, most: 60 })),
  acceleration: may(value('How fast it is reached; at once when missing.', 'acceleration', { least: 0 })),
  over: may(value('Distance over which it is reached, instead of acceleration.', 'length', { least: 0 })),
};
const velocity = record('a velocity of the body itself', {
  forward: may(value('Ahead.', 'speed')),
  left: may(value('To its left.', 'speed')),
  up: may(value('Upwards.', 'speed')),
});
export const action = oneKey('an action', {
  speed: record('change speed', {
    to: need(value('Speed to reach.', 'speed', { least: 0, most: 120 })),
    acceleration: may(value('At once when missing.', 'acceleration', { least: 0 })),
  }),
  brake: record('brake to a standstill', {
    deceleration: need(value('Full deceleration.', 'acceleration', { least: 0.01, most: 15 })),
    jerk: may(value('How fast it builds up; at once when missing.', 'jerk', { least: 0 })),
  }),
  followLane: record('drive along a lane', {
    lane: need(name('Lane.', 'lane')),
    speed: need(value('Speed.', 'speed', { least: 0 })),
    offset: may(value('Left of its middle.', 'length')),
  }),
  changeLane: record('move to another lane', {
    to: need(name('Lane.', 'lane')),
    over: need(value('Duration.', 'time', { least: 0.2, most: 30 })),
  }),
  followPath: record('move through points', { points: need(list('points to pass', point, 1)), ...pace }),
  cross: record('cross the road', {
    to: need(goal),
    ahead: may(value('This much farther along the road at the other side.', 'length')),
    ...pace,
  }),
  dart: record('sprint suddenly', {
    toward: need(goal),
    ahead: may(value('This much farther along the road.', 'length')),
    ...pace,
  }),
  flee: record('run away from somebody', { from: need(name('From whom.', 'actor')), ...pace }),
  freeze: record('stop and stand still', { for: need(value('How long.', 'time', { least: 0 })) }),
  fly: record('fly through points', {
    route: need(list('points to pass', point, 1)),
    speed: need(value('Speed.', 'speed', { least: 0.1, most: 60 })),
    corridor: may(value('Radius to stay within.', 'length', { least: 0.1 })),
  }),
  hold: record('hover', { for: need(value('How long.', 'time', { least: 0 })) }),
  land: record('land where it is', { rate: may(value('Descent; 1 m/s.', 'speed', { least: 0.05, most: 10 })) }),
  gust: record('a gust on everything that flies (1-cosine)', {
    speed: need(value('On top of the wind.', 'speed', { least: 0, most: 60 })),
    from: need(value('Direction it comes from, clockwise from north.', 'angle')),
    up: may(value('Vertical part.', 'speed')),
    rise: may(value('Time to build up and to fade; 0.4 s.', 'time', { least: 0.01 })),
    for: may(value('Time at full strength; 1 s.', 'time', { least: 0 })),
  }),
  rotorFailure: record('a rotor fails', {
    rotor: need(whole('which, 0 to 3', 0, 3)),
    remaining: may(value('Thrust that is left; none.', 'ratio', { least: 0, most: 1 })),
  }),
  gnssLoss: record('satellite positioning is lost', {
    for: need(value('How long.', 'time', { least: 0 })),
    drift: may(value('How fast the position estimate walks away; 1.5 m/s.', 'speed', { least: 0 })),
  }),
  release: record('come loose and fall', { velocity: may(velocity), spin: may(value('About the axis across.', 'turnRate')) }),
});
export type ActionNode = Read<typeof action>;

const doing = named(
  'what each actor does',
  oneOf('actions', [
    whenList('[{freeze: {for: 1 s}}, {land: {}}]', list('actions at once', action, 1)),
    otherwise(
      '{freeze: {for: 1 s}}',
      mapped(action, (one) => [one] as const),
    ),
  ]),
  { called: 'deer', of: 'actor' },
);
/** One without actions is there to be referred to. */
const event = record('an event', {
  name: may(text('To refer to it.', 60)),
  when: may(condition),
  do: may(doing),
});

export type StoryTree =
  | { readonly type: 'event'; readonly event: NonNullable<ReturnType<typeof event.read>> }
  | {
      readonly type: 'serial' | 'parallel';
      readonly children: readonly StoryTree[];
      readonly name?: string;
      readonly at: Position;
    }
  | {
      readonly type: 'choice';
      readonly options: readonly { readonly weight?: Value; readonly story: readonly StoryTree[] }[];
      readonly at: Position;
      readonly name?: string;
    };

export const storyTree: Declaration<StoryTree> = recursive(
  'story',
  '{name: flush, when: {time: {after: 2 s}}, do: {ego: {freeze: {for: 1 s}}}}',
  () =>
    oneOf('a part of the story', [
      whenKey(
        'serial',
        '{serial: [...]}',
        mapped(
          record('one after the other', { name: may(text('Name.', 60)), serial: need(list('parts', storyTree, 1)) }),
          (r): StoryTree => ({
            type: 'serial',
            children: r.serial,
            at: r.at,
            ...(r.name === undefined ? {} : { name: r.name }),
          }),
        ),
      ),
      whenKey(
        'parallel',
        '{parallel: [...]}',
        mapped(
          record('side by side', { name: may(text('Name.', 60)), parallel: need(list('parts', storyTree, 1)) }),
          (r): StoryTree => ({
            type: 'parallel',
            children: r.parallel,
            at: r.at,
            ...(r.name === undefined ? {} : { name: r.name }),
          }),
        ),
      ),
      whenKey(
        'choice',
        '{choice: [...]}',
        mapped(
          record('one of several stories', {
            name: may(text('Name.', 60)),
            choice: need(
              list(
                'options',
                record('an option', {
                  weight: may(value('How likely, relative; 1.', 'number', { least: 0 })),
                  story: need(list('its parts', storyTree, 1)),
                }),
                1,
              ),
            ),
          }),
          (r): StoryTree => ({
            type: 'choice',
            options: r.choice,
            at: r.at,
            ...(r.name === undefined ? {} : { name: r.name }),
          }),
        ),
      ),
      otherwise(
        '{name: flush, when: {...}, do: {...}}',
        mapped(event, (e): StoryTree => ({ type: 'event', event: e })),
      ),
    ]),
);

/** Weather and light in physical units; ISO 34503 names as presets over them. */
import { choice } from '../language/choice.js';
import { list, may, named, need, record, text, word } from '../language/combinators.js';
import { oneOf, otherwise, whenKey } from '../language/union.js';
import { value } from '../language/value.js';
import { presets } from './presets.js';

const sunByAngles = record('the sun by its angles', {
  elevation: need(value('Above the horizon; negative after sunset.', 'angle', { least: -Math.PI / 2, most: Math.PI / 2 })),
  azimuth: may(value('Clockwise from north.', 'angle')),
});
const sunByTime = record('the sun by time and place', {
  time: need(text('UTC, as in 2026-10-21T17:40:00Z.', 40)),
  latitude: need(value('North positive.', 'angle', { least: -Math.PI / 2, most: Math.PI / 2 })),
  longitude: need(value('East positive.', 'angle')),
});

export const environment = record('weather and light', {
  preset: may(
    list(
      'Names of ISO 34503 and OSI, applied in order; what is stated beside them wins.',
      word('a preset', Object.keys(presets)),
    ),
  ),
  sun: may(
    oneOf('the sun', [
      whenKey('time', '{time: 2026-10-21T17:40:00Z, latitude: 48 deg, longitude: 11 deg}', sunByTime),
      otherwise('{elevation: 30 deg, azimuth: 180 deg}', sunByAngles),
    ]),
  ),
  moon: may(
    record('the moon; with the sun by time and place it is where it was', {
      elevation: need(value('Above the horizon.', 'angle', { least: -Math.PI / 2, most: Math.PI / 2 })),
      azimuth: may(value('Clockwise from north.', 'angle')),
      lit: may(value('Share of its disc that is lit; full when missing.', 'ratio', { least: 0, most: 1 })),
    }),
  ),
  illuminance: may(
    value('On the horizontal, instead of what sun and cloud would give.', 'illuminance', { least: 0, most: 150_000 }),
  ),
  cloud: may(value('Share of the sky that is covered (oktas / 8).', 'ratio', { least: 0, most: 1 })),
  rain: may(value('Rain rate.', 'precipitation', { least: 0, most: 300 / 3.6e6 })),
  snow: may(value('Snow rate, as liquid water.', 'precipitation', { least: 0, most: 50 / 3.6e6 })),
  fog: may(
    record('fog', {
      mor: need(
        value('Meteorological optical range: where contrast has fallen to 5 %.', 'length', { least: 5, most: 100_000 }),
      ),
      layer: may(
        record('a layer on the ground on top of that', {
          mor: need(value('At the ground.', 'length', { least: 3, most: 100_000 })),
          height: need(value('Where it has thinned out to an eighth.', 'length', { least: 0.2, most: 500 })),
        }),
      ),
    }),
  ),
  banks: may(
    named(
      'clouds near the ground, by name; they go with the wind',
      record('a soft cloud', {
        of: need(choice('What it is.', ['fog', 'dust', 'smoke'])),
        x: need(value('Its middle along the road.', 'length')),
        y: may(value("To the left of the road's middle; on it when missing.", 'length')),
        z: may(value('Above the ground; a third of its height when missing.', 'length')),
        heading: may(value('Of its length, counter-clockwise from the road.', 'angle')),
        length: need(value('Where it has thinned out to an eighth, end to end.', 'length', { least: 0.2, most: 5000 })),
        width: may(value('As long as wide when missing.', 'length', { least: 0.2, most: 5000 })),
        height: need(value('Top to bottom.', 'length', { least: 0.2, most: 500 })),
        mor: need(value('Meteorological optical range in its middle.', 'length', { least: 0.5, most: 10_000 })),
      }),
      { called: 'low' },
    ),
  ),
  wind: may(
    record('wind', {
      speed: need(value('Mean speed.', 'speed', { least: 0, most: 60 })),
      from: may(value('Where it comes from, clockwise from north.', 'angle')),
      gusts: may(value('Standard deviation of gusts over the mean.', 'speed', { least: 0, most: 20 })),
      buildings: may(
        word(
          'Whether what flies meets the lee of buildings, gusts at their edges, and more wind higher up; ignored when missing.',
          ['ignored', 'felt'],
        ),
      ),
    }),
  ),
  leaves: may(
    value('How many leaves a tree of ten metres sheds in autumn; by the wind when missing, none in still air.', 'frequency', {
      least: 0,
      most: 7,
    }),
  ),
  wetness: may(value('Of the road: 0 dry, 100 % standing water. Rain wets it by itself.', 'ratio', { least: 0, most: 1 })),
  snowCover: may(
    value('Share of level ground that snow lies on; falling snow covers it by itself.', 'ratio', { least: 0, most: 1 }),
  ),
  lamps: may(choice('Headlights and street lamps; auto lights them below 1000 lx.', ['auto', 'on', 'off'])),
  north: may(value("Heading of north from the road's own direction, counter-clockwise.", 'angle')),
});

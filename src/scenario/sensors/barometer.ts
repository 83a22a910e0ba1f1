/** Barometers. */
import { may, need, record, word } from '../language/combinators.js';
import type { Read } from '../language/context.js';
import { value } from '../language/value.js';
import { drawMount, mounting, numbers, type SensorKind } from './kind.js';

const declaration = record('a barometer', {
  type: need(word('Kind of sensor.', ['barometer'])),
  ...mounting('Samples a second; 50 Hz.'),
  groundHeight: may(value("Height of the world's ground over the sea; 500 m.", 'length', { least: -500, most: 9000 })),
  seaLevelPressure: may(value("Today's pressure at sea level, Pa; 101325.", 'number', { least: 85_000, most: 110_000 })),
  noise: may(value('White noise, 1 sigma, Pa; 2.', 'number', { least: 0 })),
  drift: may(value('Slow error, 1 sigma, Pa; 15.', 'number', { least: 0 })),
  driftTime: may(value('Correlation time of the slow error; 600 s.', 'time', { least: 0.01 })),
  windShare: may(
    value("Share of the passing air's dynamic pressure that gets in, negative for suction; -10 %.", 'ratio', {
      least: -1,
      most: 1,
    }),
  ),
});

export const barometer: SensorKind<'barometer', Read<typeof declaration>> = {
  type: 'barometer',
  declaration,
  draw(id, tree, draw) {
    const number = numbers(draw);
    return {
      type: 'barometer',
      ...drawMount(id, tree, 50, draw),
      groundHeight: number(tree.groundHeight, 500),
      seaLevelPressure: number(tree.seaLevelPressure, 101_325),
      noise: number(tree.noise, 2),
      drift: number(tree.drift, 15),
      driftTime: number(tree.driftTime, 600),
      windShare: number(tree.windShare, -0.1),
    };
  },
};

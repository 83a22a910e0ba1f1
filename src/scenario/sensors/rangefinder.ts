/** Laser rangefinders. */
import { may, need, record, word } from '../language/combinators.js';
import type { Read } from '../language/context.js';
import { value } from '../language/value.js';
import { drawMount, mounting, numbers, type SensorKind } from './kind.js';

const declaration = record('a laser rangefinder', {
  type: need(word('Kind of sensor.', ['rangefinder'])),
  ...mounting('Samples a second; 50 Hz.'),
  pitch: may(value('Nose down positive; 90 deg, straight down.', 'angle')),
  range: may(
    value('Farthest return of a surface that gives back 20 %, in clear air; 100 m.', 'length', { least: 1, most: 5000 }),
  ),
  near: may(value('Nearest return; 0.1 m.', 'length', { least: 0.001 })),
  noise: may(value('White noise, 1 sigma; 0.02 m.', 'length', { least: 0 })),
  noiseShare: may(value('What noise grows by with the distance; 0.1 %.', 'ratio', { least: 0, most: 0.2 })),
  resolution: may(value('Steps of the range; 0.01 m.', 'length', { least: 0 })),
});

export const rangefinder: SensorKind<'rangefinder', Read<typeof declaration>> = {
  type: 'rangefinder',
  declaration,
  draw(id, tree, draw) {
    const number = numbers(draw);
    const mount = drawMount(id, tree, 50, draw);
    const [heading, , roll] = mount.orientation;
    return {
      type: 'rangefinder',
      ...mount,
      orientation: [heading, number(tree.pitch, Math.PI / 2), roll],
      rangeM: number(tree.range, 100),
      nearM: number(tree.near, 0.1),
      noise: number(tree.noise, 0.02),
      noiseShare: number(tree.noiseShare, 0.001),
      resolution: number(tree.resolution, 0.01),
    };
  },
};

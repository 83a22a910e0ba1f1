/** Laser scanners. */
import { list, may, need, record, whole, word } from '../language/combinators.js';
import type { Read } from '../language/context.js';
import { value } from '../language/value.js';
import { drawMount, mounting, numbers, type SensorKind, stated } from './kind.js';

const declaration = record('a lidar', {
  type: need(word('Kind of sensor.', ['lidar'])),
  model: may(word('Whose table of beams; VLP-16.', ['VLP-16', 'HDL-32E', 'HDL-64E', 'OS1-128', 'generic'])),
  ...mounting('Turns a second; 10 Hz.'),
  range: may(
    value("Farthest detection of a surface that sends back a tenth of the light, instead of the model's.", 'length', {
      least: 1,
      most: 500,
    }),
  ),
  minRange: may(value("Nearest return, instead of the model's.", 'length', { least: 0, most: 50 })),
  columns: may(whole("directions in a turn, instead of the model's", 8, 4096)),
  channels: may(whole('beams of a generic lidar, evenly between fovDown and fovUp; 32', 1, 256)),
  fovUp: may(value('Elevation of the highest beam of a generic lidar; 15 deg.', 'angle', { least: -1.5, most: 1.5 })),
  fovDown: may(
    value('Elevation of the lowest beam of a generic lidar, negative below; -25 deg.', 'angle', { least: -1.5, most: 1.5 }),
  ),
  elevations: may(
    list('elevations of the beams of a generic lidar, one by one', value('Elevation.', 'angle', { least: -1.5, most: 1.5 }), 1),
  ),
  noise: may(
    value("Standard deviation of a range in plenty of light, instead of the model's.", 'length', { least: 0, most: 1 }),
  ),
  dropout: may(value("Share of returns that get lost anyway, instead of the model's.", 'ratio', { least: 0, most: 1 })),
  divergence: may(value("Full angle of a beam, instead of the model's; 0 makes it a line.", 'angle', { least: 0, most: 0.1 })),
  returns: may(word('Which of several returns of a shot is kept; strongest.', ['strongest'] as const)),
  rain: may(
    word(
      "How rain attenuates: medium (the scene's one extinction, as cameras see it) or goodin (0.01 R^0.6 per m, much stronger); medium.",
      ['medium', 'goodin'] as const,
    ),
  ),
});

export const lidar: SensorKind<'lidar', Read<typeof declaration>> = {
  type: 'lidar',
  declaration,
  draw(id, tree, draw) {
    const number = numbers(draw);
    const may = (each: Parameters<typeof number>[0]): number | undefined =>
      each === undefined ? undefined : draw.number(each);
    const evenly = [tree.channels, tree.fovUp, tree.fovDown].some((each) => each !== undefined);
    const elevations =
      tree.elevations?.map((each) => draw.number(each)) ??
      (evenly ? between(number(tree.fovDown, -25 * DEGREE), number(tree.fovUp, 15 * DEGREE), tree.channels ?? 32) : undefined);
    return {
      type: 'lidar',
      model: tree.model ?? 'VLP-16',
      ...stated({
        rangeM: may(tree.range),
        minRangeM: may(tree.minRange),
        columns: tree.columns,
        rangeNoiseM: may(tree.noise),
        dropout: may(tree.dropout),
        divergence: may(tree.divergence),
      }),
      ...(elevations === undefined ? {} : { elevations }),
      returns: tree.returns ?? 'strongest',
      rainModel: tree.rain ?? 'medium',
      ...drawMount(id, tree, 10, draw),
    };
  },
};

const DEGREE = Math.PI / 180;

function between(low: number, high: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => (count === 1 ? (low + high) / 2 : low + ((high - low) * i) / (count - 1)));
}

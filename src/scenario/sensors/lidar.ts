/** Laser scanners. */
import { may, need, record, whole, word } from '../language/combinators.js';
import type { Read } from '../language/context.js';
import { value } from '../language/value.js';
import { drawMount, mounting, type SensorKind, stated } from './kind.js';

const declaration = record('a lidar', {
  type: need(word('Kind of sensor.', ['lidar'])),
  model: may(word('Whose table of beams; VLP-16.', ['VLP-16', 'HDL-64E', 'OS1-128', 'generic'])),
  ...mounting('Turns a second; 10 Hz.'),
  range: may(value("Farthest return, instead of the model's.", 'length', { least: 1, most: 500 })),
  columns: may(whole("directions in a turn, instead of the model's", 8, 4096)),
});

export const lidar: SensorKind<'lidar', Read<typeof declaration>> = {
  type: 'lidar',
  declaration,
  draw: (id, tree, draw) => ({
    type: 'lidar',
    model: tree.model ?? 'VLP-16',
    ...stated({ rangeM: tree.range === undefined ? undefined : draw.number(tree.range), columns: tree.columns }),
    ...drawMount(id, tree, 10, draw),
  }),
};

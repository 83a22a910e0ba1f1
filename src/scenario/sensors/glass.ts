/** The pane before a camera, on which drops gather. */
import type { Glass } from '#contracts/rig';
import type { Draw } from '../draw/values.js';
import { may, record } from '../language/combinators.js';
import type { Read } from '../language/context.js';
import { value } from '../language/value.js';
import { numbers } from './kind.js';

export const glass = record('a pane before the lens, on which drops gather when it rains', {
  distance: may(value('From the lens; 40 mm.', 'length', { least: 0.003, most: 1 })),
  wiped: may(
    value('Time between two wipes; nobody wipes it when missing, and drops run off after some seconds.', 'time', {
      least: 0.1,
      most: 60,
    }),
  ),
});

export function drawGlass(tree: Read<typeof glass>, draw: Draw): Glass {
  return {
    distanceM: numbers(draw)(tree.distance, 0.04),
    ...(tree.wiped === undefined ? {} : { wipedEveryS: draw.number(tree.wiped) }),
  };
}

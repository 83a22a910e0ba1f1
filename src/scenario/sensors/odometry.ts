/** Wheel odometry. */
import { may, need, record, whole, word } from '../language/combinators.js';
import type { Read } from '../language/context.js';
import { value } from '../language/value.js';
import { drawMount, mounting, numbers, type SensorKind } from './kind.js';

const declaration = record('wheel odometry', {
  type: need(word('Kind of sensor.', ['odometry'])),
  ...mounting('Samples a second; 50 Hz.'),
  scaleError: may(value("Error of each wheel's circumference, 1 sigma; 0.5 %.", 'ratio', { least: 0, most: 0.2 })),
  ticksPerTurn: may(whole('edges of the ring in a turn; 96', 1, 10_000)),
  speedNoise: may(value("White noise of each wheel's speed, 1 sigma; 0.02 m/s.", 'speed', { least: 0 })),
  slipStiffness: may(
    value('Force over load by slip on a dry road; 15. 0 for wheels that never slip.', 'number', { least: 0, most: 100 }),
  ),
});

export const odometry: SensorKind<'odometry', Read<typeof declaration>> = {
  type: 'odometry',
  declaration,
  draw(id, tree, draw) {
    const number = numbers(draw);
    return {
      type: 'odometry',
      ...drawMount(id, tree, 50, draw),
      scaleError: number(tree.scaleError, 0.005),
      ticksPerTurn: tree.ticksPerTurn ?? 96,
      speedNoise: number(tree.speedNoise, 0.02),
      slipStiffness: number(tree.slipStiffness, 15),
    };
  },
};

/** Radars. */
import { may, need, record, word } from '../language/combinators.js';
import type { Read } from '../language/context.js';
import { value } from '../language/value.js';
import { drawMount, mounting, numbers, type SensorKind } from './kind.js';

const DEGREE = Math.PI / 180;

const declaration = record('a radar', {
  type: need(word('Kind of sensor.', ['radar'])),
  ...mounting('Scans a second; 20 Hz.'),
  range: may(value('Farthest detection; 200 m.', 'length', { least: 1, most: 500 })),
  fov: may(value('Horizontal field of view; 120 deg.', 'angle', { least: 0.02, most: 3.1 })),
  elevationFov: may(value('Vertical field of view; 16 deg.', 'angle', { least: 0.02, most: 1.5 })),
  beamwidth: may(value('Directions nearer to each other are one; 2 deg.', 'angle', { least: 0.001, most: 1 })),
  elevationBeamwidth: may(value('Likewise in elevation, for its error; 6 deg.', 'angle', { least: 0.001, most: 1 })),
  rangeResolution: may(value('c / 2B; 0.3 m.', 'length', { least: 0.02, most: 10 })),
  speedResolution: may(value('lambda / 2T; 0.1 m/s.', 'speed', { least: 0.01, most: 10 })),
  mostSpeed: may(value('Faster closing or opening comes back at the other end; 70 m/s.', 'speed', { least: 1, most: 500 })),
  power: may(value('Transmitted, dBm; 10.', 'number')),
  gain: may(value('Of each antenna, dBi; 25.', 'number')),
  noiseFigure: may(value('Of the receiver, dB; 15.', 'number', { least: 0 })),
  loss: may(value('In radome and processing, dB; 12.', 'number', { least: 0 })),
  falseAlarms: may(value('In a scan on average; 1. Sets the threshold.', 'number', { least: 0, most: 200 })),
});

export const radar: SensorKind<'radar', Read<typeof declaration>> = {
  type: 'radar',
  declaration,
  draw(id, tree, draw) {
    const number = numbers(draw);
    return {
      type: 'radar',
      ...drawMount(id, tree, 20, draw),
      rangeM: number(tree.range, 200),
      fieldOfView: number(tree.fov, 120 * DEGREE),
      elevationField: number(tree.elevationFov, 16 * DEGREE),
      beamwidth: number(tree.beamwidth, 2 * DEGREE),
      elevationBeamwidth: number(tree.elevationBeamwidth, 6 * DEGREE),
      rangeResolution: number(tree.rangeResolution, 0.3),
      speedResolution: number(tree.speedResolution, 0.1),
      mostSpeed: number(tree.mostSpeed, 70),
      powerDbm: number(tree.power, 10),
      gainDbi: number(tree.gain, 25),
      noiseFigureDb: number(tree.noiseFigure, 15),
      lossDb: number(tree.loss, 12),
      falseAlarms: number(tree.falseAlarms, 1),
    };
  },
};

/** Satellite receivers. */
import { may, need, record, word } from '../language/combinators.js';
import type { Read } from '../language/context.js';
import { value } from '../language/value.js';
import { drawMount, mounting, numbers, type SensorKind } from './kind.js';

const DEGREE = Math.PI / 180;

const reference = record("where the world's origin lies on the WGS84 ellipsoid", {
  latitude: may(value('North positive; 48 deg.', 'angle', { least: -1.56, most: 1.56 })),
  longitude: may(value('East positive; 11 deg.', 'angle', { least: -Math.PI, most: Math.PI })),
  height: may(value('Over the ellipsoid; 500 m.', 'length', { least: -500, most: 9000 })),
});

const declaration = record('a satellite receiver', {
  type: need(word('Kind of sensor.', ['gnss'])),
  ...mounting('Positions a second; 10 Hz.'),
  reference: may(reference),
  mask: may(value('Satellites lower than this are not used; 10 deg.', 'angle', { least: 0, most: 1.5 })),
  rangeNoise: may(value('White noise of a pseudo-range, 1 sigma; 0.4 m.', 'length', { least: 0 })),
  rangeBias: may(value('Slow error of a pseudo-range, 1 sigma; 1.2 m.', 'length', { least: 0 })),
  rangeBiasTime: may(value('Correlation time of the slow error; 600 s.', 'time', { least: 0.01 })),
  rateNoise: may(value('White noise of a range rate, 1 sigma; 0.05 m/s.', 'speed', { least: 0 })),
  reflection: may(value("A reflection's amplitude over the direct signal's; 0.3.", 'ratio', { least: 0, most: 1 })),
  multipathTime: may(value('Correlation time of what reflections do to a range; 5 s.', 'time', { least: 0.01 })),
});

export const gnss: SensorKind<'gnss', Read<typeof declaration>> = {
  type: 'gnss',
  declaration,
  draw(id, tree, draw) {
    const number = numbers(draw);
    return {
      type: 'gnss',
      ...drawMount(id, tree, 10, draw),
      reference: {
        latitude: number(tree.reference?.latitude, 48 * DEGREE),
        longitude: number(tree.reference?.longitude, 11 * DEGREE),
        height: number(tree.reference?.height, 500),
      },
      mask: number(tree.mask, 10 * DEGREE),
      rangeNoise: number(tree.rangeNoise, 0.4),
      rangeBias: number(tree.rangeBias, 1.2),
      rangeBiasTime: number(tree.rangeBiasTime, 600),
      rateNoise: number(tree.rateNoise, 0.05),
      reflection: number(tree.reflection, 0.3),
      multipathTime: number(tree.multipathTime, 5),
    };
  },
};

/** Event cameras. */
import type { EventCameraSensor } from '#contracts/rig';
import type { Draw } from '../draw/values.js';
import { may, need, record, whole, word } from '../language/combinators.js';
import type { Read } from '../language/context.js';
import { value } from '../language/value.js';
import { drawMount, mounting, numbers, type SensorKind } from './kind.js';
import { drawProjection, optics } from './lens.js';

const frequency = (doc: string) => may(value(doc, 'frequency', { least: 0, most: 1e6 }));

const declaration = record('an event camera', {
  type: need(word('Kind of sensor.', ['event-camera'])),
  width: may(whole('width in px; 346', 8, 2048)),
  height: may(whole('height in px; 260', 8, 2048)),
  ...optics,
  ...mounting('Packets of events a second, without gaps between them; 20 Hz.'),
  on: may(value("Rise of light's natural logarithm that makes an event, mean over pixels; 0.2.", 'ratio', { least: 0.01 })),
  off: may(value('Its fall that does; 0.2.', 'ratio', { least: 0.01 })),
  spread: may(value('Of both over the pixels, 1 sigma; 0.03.', 'ratio', { least: 0, most: 1 })),
  refractory: may(value('A pixel is held after an event for; 0.1 ms.', 'time', { least: 0, most: 1 })),
  leak: frequency('Events upwards by leak where nothing changes, a pixel; 0.1 Hz.'),
  noise: frequency('Events of either sign by noise in the dark, a pixel; 0.5 Hz.'),
  bandwidth: may(value('A pixel follows its light up to; 3000 Hz.', 'frequency', { least: 1, most: 1e6 })),
  bandwidthPerNit: may(value('In the dark, for each cd/m^2, up to; 30 Hz.', 'frequency', { least: 0.001, most: 1e6 })),
  dark: may(value("What a pixel's dark current is worth in cd/m^2; 0.01.", 'number', { least: 1e-6, most: 100 })),
  step: may(value('Shortest time between two pictures; 1 ms.', 'time', { least: 1e-5, most: 1 })),
  travel: may(value('Farthest that anything moves between two pictures, px; 1. 0: always a step.', 'number', { least: 0 })),
  oversample: may(whole('pictures are this many times wider and higher than the sensor; 2', 1, 4)),
});

export const eventCamera: SensorKind<'event-camera', Read<typeof declaration>> = {
  type: 'event-camera',
  declaration,
  draw(id, tree, draw: Draw): EventCameraSensor {
    const number = numbers(draw);
    return {
      type: 'event-camera',
      ...drawProjection(`event camera ${id}`, tree, { width: tree.width ?? 346, height: tree.height ?? 260 }, draw),
      near: number(tree.near, 0.1),
      far: number(tree.far, 1000),
      ...drawMount(id, tree, 20, draw),
      on: number(tree.on, 0.2),
      off: number(tree.off, 0.2),
      spread: number(tree.spread, 0.03),
      refractory: number(tree.refractory, 1e-4),
      leakHz: number(tree.leak, 0.1),
      noiseHz: number(tree.noise, 0.5),
      bandwidthHz: number(tree.bandwidth, 3000),
      bandwidthHzPerNit: number(tree.bandwidthPerNit, 30),
      darkNits: number(tree.dark, 0.01),
      step: number(tree.step, 0.001),
      travel: number(tree.travel, 1),
      oversample: tree.oversample ?? 2,
    };
  },
};

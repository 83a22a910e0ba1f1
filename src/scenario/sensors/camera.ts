/** Cameras. */
import type { CameraSensor } from '#contracts/rig';
import type { Draw } from '../draw/values.js';
import { may, record, whole, word } from '../language/combinators.js';
import type { Read } from '../language/context.js';
import { value } from '../language/value.js';
import { development, drawDevelopment } from './development.js';
import { drawGlass, glass } from './glass.js';
import { drawMount, mounting, numbers, type SensorKind } from './kind.js';
import { drawProjection, optics } from './lens.js';
import { drawImager, drawShutter, imager, shutter } from './shutter.js';

const declaration = record('a camera', {
  type: may(word('Kind of sensor.', ['camera'])),
  width: may(whole('picture width in px; 1280', 16, 8192)),
  height: may(whole('picture height in px; 720', 16, 8192)),
  ...optics,
  ...mounting('Pictures a second; 10 Hz.'),
  ev: may(value('Exposure value at ISO 100; automatic when missing.', 'number', { least: -10, most: 20 })),
  shutter: may(shutter),
  imager: may(imager),
  glass: may(glass),
  development: may(development),
});

export const camera: SensorKind<'camera', Read<typeof declaration>> = {
  type: 'camera',
  declaration,
  draw(id, tree, draw: Draw): CameraSensor {
    const number = numbers(draw);
    return {
      type: 'camera',
      ...drawProjection(`camera ${id}`, tree, { width: tree.width ?? 1280, height: tree.height ?? 720 }, draw),
      near: number(tree.near, 0.1),
      far: number(tree.far, 1000),
      ...drawMount(id, tree, 10, draw),
      exposure: tree.ev === undefined ? 'auto' : { ev100: draw.number(tree.ev) },
      ...(tree.shutter === undefined ? {} : { shutter: drawShutter(tree.shutter, draw) }),
      ...(tree.imager === undefined ? {} : { imager: drawImager(tree.imager, draw) }),
      ...(tree.glass === undefined ? {} : { glass: drawGlass(tree.glass, draw) }),
      ...(tree.development === undefined ? {} : { development: drawDevelopment(tree.development, draw) }),
    };
  },
};

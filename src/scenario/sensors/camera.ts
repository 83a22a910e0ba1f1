/** Cameras. */
import type { CameraSensor } from '#contracts/rig';
import { tan } from '#core/math';
import type { Draw } from '../draw/values.js';
import { list, may, record, whole, word } from '../language/combinators.js';
import type { Read } from '../language/context.js';
import { value } from '../language/value.js';
import { drawMount, mounting, numbers, type SensorKind } from './kind.js';

const declaration = record('a camera', {
  type: may(word('Kind of sensor.', ['camera'])),
  width: may(whole('picture width in px; 1280', 16, 8192)),
  height: may(whole('picture height in px; 720', 16, 8192)),
  fov: may(value('Horizontal field of view; 60 deg.', 'angle', { least: 0.02, most: 2.8 })),
  focal: may(value('Focal length in px, instead of fov.', 'number', { least: 1 })),
  center: may(list('principal point in px, x and y; the middle', value('px', 'number'))),
  ...mounting('Pictures a second; 10 Hz.'),
  near: may(value('Nearest distance drawn; 0.1 m.', 'length', { least: 0.01 })),
  far: may(value('Farthest distance drawn; 1000 m.', 'length', { least: 1, most: 5000 })),
  ev: may(value('Exposure value at ISO 100; automatic when missing.', 'number', { least: -10, most: 20 })),
});

export const camera: SensorKind<'camera', Read<typeof declaration>> = {
  type: 'camera',
  declaration,
  draw(id, tree, draw: Draw): CameraSensor {
    const number = numbers(draw);
    const width = tree.width ?? 1280;
    const height = tree.height ?? 720;
    const focal = tree.focal === undefined ? width / 2 / tan(number(tree.fov, Math.PI / 3) / 2) : draw.number(tree.focal);
    const [cx, cy] = [tree.center?.[0], tree.center?.[1]];
    return {
      type: 'camera',
      width,
      height,
      fx: focal,
      fy: focal,
      cx: number(cx, width / 2),
      cy: number(cy, height / 2),
      near: number(tree.near, 0.1),
      far: number(tree.far, 1000),
      ...drawMount(id, tree, 10, draw),
      exposure: tree.ev === undefined ? 'auto' : { ev100: draw.number(tree.ev) },
    };
  },
};

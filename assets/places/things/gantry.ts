/** A sign gantry over both carriageways: its own width. */
import { GALVANISED, part, plain, type ThingPart } from './thing.js';

export function gantry(width: number, height: number): readonly ThingPart[] {
  const boards = [-width * 0.36, -width * 0.22, width * 0.22, width * 0.36];
  return [
    part('pole', GALVANISED, (b) => {
      for (const side of [1, -1]) b.box([0, (side * width) / 2, height / 2], [0.35, 0.35, height]);
      b.box([0, 0, height], [0.4, width, 0.5]);
    }),
    part('traffic-sign', { ...plain('motorway-blue', [0.03, 0.08, 0.27], 0.55), retroReflection: 0.6 }, (b) => {
      for (const y of boards) b.box([y < 0 ? 0.28 : -0.28, y, height + 0.9], [0.06, width * 0.12, 2.6]);
    }),
    part('traffic-sign', { ...plain('lettering', [0.45, 0.45, 0.43], 0.55), retroReflection: 0.6 }, (b) => {
      for (const y of boards)
        for (const z of [0.3, 0.9, 1.5]) b.box([y < 0 ? 0.315 : -0.315, y, height + z], [0.012, width * 0.075, 0.22]);
    }),
  ];
}

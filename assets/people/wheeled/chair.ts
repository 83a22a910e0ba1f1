/**
 * A manual wheelchair: seat 0.5 m up, 0.45 m wide, 1.06 m long and 0.64 m wide over all (ISO 7193: at most 1.2 x 0.7 m), rear wheels 0.61 m,
 * castors 0.15 m. Origin on the ground below the box's middle, x forward.
 */
import type { Vec3 } from '#core/pose';
import type { RandomStream } from '#core/random';
import type { Detail } from '../flesh/weave.js';
import { fixed, painted, type Thing, TUBES, tube, wheel } from './things.js';

export const SEAT: Vec3 = [-0.22, 0, 0.53];
export const FOOTREST: Vec3 = [0.4, 0, 0.13];
const AXLE: Vec3 = [-0.21, 0, 0.305];

/** Tubes of either side, x and z: back and seat down to the footrest, the lower rail, the axle's post, the armrest. */
const RAILS: readonly { readonly line: readonly (readonly [number, number])[]; readonly upTo: Detail }[] = [
  {
    line: [
      [-0.52, 0.92],
      [-0.42, 0.92],
      [-0.4, 0.49],
      [0.18, 0.49],
      [0.3, 0.3],
      [0.4, 0.1],
    ],
    upTo: 2,
  },
  {
    line: [
      [-0.38, 0.3],
      [0.22, 0.3],
      [0.24, 0.12],
    ],
    upTo: 2,
  },
  {
    line: [
      [-0.4, 0.49],
      [-0.38, 0.2],
    ],
    upTo: 0,
  },
  {
    line: [
      [-0.4, 0.7],
      [-0.08, 0.7],
      [-0.04, 0.49],
    ],
    upTo: 0,
  },
];

const COLOURS: readonly Vec3[] = [
  [0.02, 0.02, 0.022],
  [0.03, 0.04, 0.09],
  [0.14, 0.02, 0.03],
];

export function wheelchair(random: RandomStream, detail: Detail): Thing[] {
  const cloth = painted('upholstery', random.child('colour').pick(COLOURS), 0.9, 'cloth');
  const wheels = [0.28, -0.28].flatMap((y) => [
    wheel({ name: 'wheel', at: [AXLE[0], y, AXLE[2]], radius: 0.305, thick: 0.016, spokes: 24 }, detail),
    ...(detail === 0
      ? [wheel({ name: 'rim', at: [AXLE[0], y * 1.13, AXLE[2]], radius: 0.262, thick: 0.009, spokes: 0 }, detail)]
      : []),
    wheel({ name: 'castor', at: [0.24, y * 0.86, 0.075], radius: 0.075, thick: 0.014, spokes: 0, small: true }, detail),
  ]);
  const frame = fixed('chair frame', TUBES, [0, 0, 0], (b) => {
    for (const y of [0.225, -0.225])
      for (const { line, upTo } of RAILS)
        if (upTo >= detail)
          tube(
            b,
            line.map(([x, z]): Vec3 => [x, y, z]),
            0.013,
            detail,
          );
  });
  const seat = fixed('upholstery', cloth, [0, 0, 0], (b) => {
    b.box([-0.11, 0, 0.485], [0.46, 0.43, 0.04]);
    b.box([-0.405, 0, 0.69], [0.03, 0.43, 0.38]);
    for (const y of [0.12, -0.12]) b.box([0.42, y, 0.095], [0.15, 0.13, 0.014]);
  });
  return [...wheels, frame, seat];
}

/**
 * A pushchair: handle 1 m over the ground (EN 1888: 0.95 to 1.1 m), 0.6 m wide, 0.95 m long, wheels 0.2 m.
 * Origin on the ground below the hands that push it, x forward.
 */
import { cos, sin, TAU } from '#core/math';
import type { Vec3 } from '#core/pose';
import type { RandomStream } from '#core/random';
import type { Detail } from '../flesh/weave.js';
import { fixed, painted, type Thing, TUBES, tube, wheel } from './things.js';

const COLOURS: readonly Vec3[] = [
  [0.02, 0.02, 0.024],
  [0.05, 0.055, 0.07],
  [0.02, 0.03, 0.06],
  [0.18, 0.03, 0.04],
  [0.2, 0.2, 0.19],
  [0.08, 0.1, 0.08],
];

export function pram(random: RandomStream, handle: number, detail: Detail): Thing[] {
  const color = random.child('colour').pick(COLOURS);
  const cloth = painted('pram', color, 0.9, 'cloth');
  const wheels = [0.28, -0.28].flatMap((y) => [
    wheel({ name: 'pram wheel', at: [0.16, y, 0.11], radius: 0.11, thick: 0.018, spokes: 6, small: true }, detail),
    wheel({ name: 'pram wheel', at: [0.78, y, 0.09], radius: 0.09, thick: 0.018, spokes: 6, small: true }, detail),
  ]);
  const frame = fixed('pram frame', TUBES, [0, 0, 0], (b) => {
    for (const y of [0.25, -0.25]) {
      tube(
        b,
        [
          [0, y, handle],
          [0.3, y, 0.62],
          [0.78, y, 0.1],
        ],
        0.012,
        detail,
      );
      tube(
        b,
        [
          [0.16, y, 0.11],
          [0.46, y, 0.52],
        ],
        0.011,
        detail,
      );
    }
    tube(
      b,
      [
        [0, -0.25, handle],
        [0, 0.25, handle],
      ],
      0.016,
      detail,
    );
    tube(
      b,
      [
        [0.16, -0.28, 0.11],
        [0.16, 0.28, 0.11],
      ],
      0.01,
      detail,
    );
  });
  const seat = fixed('pram seat', cloth, [0, 0, 0], (b) => {
    // The hood's bows turn about one axis, from behind the child to over its head.
    const bow = (angle: number): Vec3[] =>
      Array.from({ length: 5 }, (_, i): Vec3 => {
        const out = 0.32 * sin((i / 4) * (TAU / 2));
        return [0.46 + out * cos(angle), 0.21 * cos((i / 4) * (TAU / 2)), 0.6 + out * sin(angle)];
      });
    b.loft([bow(3.3), bow(2.6), bow(1.9), bow(1.25)], { closed: false });
    b.quad([0.2, 0.2, 0.62], [0.2, -0.2, 0.62], [0.32, -0.2, 0.42], [0.32, 0.2, 0.42]);
    b.quad([0.32, 0.2, 0.42], [0.32, -0.2, 0.42], [0.66, -0.2, 0.46], [0.66, 0.2, 0.46]);
    b.quad([0.66, 0.2, 0.46], [0.66, -0.2, 0.46], [0.76, -0.17, 0.26], [0.76, 0.17, 0.26]);
    for (const y of [0.2, -0.2]) b.quad([0.2, y, 0.62], [0.32, y, 0.42], [0.66, y, 0.46], [0.5, y, 0.62]);
    if (detail < 2) b.box([0.45, 0, 0.25], [0.34, 0.34, 0.16]);
  });
  return [...wheels, frame, seat];
}

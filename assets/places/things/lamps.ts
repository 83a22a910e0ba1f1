/** Street lamps: masts with an arm, and low posts with a lantern on top. */
import type { Material } from '#contracts/model';
import { GALVANISED, part, plain, postPaint, type Thing, tube } from './thing.js';

const LAMP: Material = {
  ...plain('lantern', [0.6, 0.58, 0.52], 0.3),
  emission: { color: [1, 0.86, 0.66], luminanceCdPerM2: 22_000, lamp: 'street' },
};

export const lampPost: Thing = {
  variants: 5,
  stretchedFrom: 7.5,
  build(random) {
    const paint = postPaint(random.child('paint'));
    const reach = 1.4;
    const bent = random.child('bent').chance(0.5);
    return [
      part('pole', paint, (b) => {
        tube(
          b,
          [
            [0, 0, 0],
            [0, 0, 1.2],
            [0, 0, 7.3],
          ],
          [0.1, 0.08, 0.05],
        );
        if (bent)
          tube(
            b,
            [
              [0, 0, 6.6],
              [0.35, 0, 7.3],
              [reach - 0.3, 0, 7.52],
            ],
            [0.045, 0.04, 0.03],
            6,
          );
        else
          tube(
            b,
            [
              [0, 0, 7.25],
              [0.5, 0, 7.42],
              [reach - 0.25, 0, 7.5],
            ],
            [0.045, 0.035, 0.03],
            6,
          );
        tube(
          b,
          [
            [0, 0, 0],
            [0, 0, 0.9],
          ],
          [0.12, 0.115],
        );
        b.box([reach, 0, 7.5], [0.6, 0.24, 0.1]);
      }),
      part('pole', LAMP, (b) => b.box([reach + 0.02, 0, 7.44], [0.42, 0.17, 0.03])),
    ];
  },
};

export const lowLampPost: Thing = {
  variants: 4,
  stretchedFrom: 4.6,
  build(random) {
    const paint = postPaint(random.child('paint'));
    const globe = random.child('globe').chance(0.5);
    return [
      part('pole', paint, (b) => {
        tube(
          b,
          [
            [0, 0, 0],
            [0, 0, 0.7],
            [0, 0, 0.75],
            [0, 0, 4.2],
          ],
          [0.11, 0.1, 0.06, 0.045],
        );
        tube(
          b,
          [
            [0, 0, 4.62],
            [0, 0, 4.72],
          ],
          [0.2, 0.05],
          8,
        );
      }),
      part('pole', LAMP, (b) => {
        if (globe)
          tube(
            b,
            [
              [0, 0, 4.18],
              [0, 0, 4.26],
              [0, 0, 4.42],
              [0, 0, 4.58],
              [0, 0, 4.64],
            ],
            [0.06, 0.16, 0.21, 0.15, 0.05],
            10,
          );
        else
          tube(
            b,
            [
              [0, 0, 4.2],
              [0, 0, 4.62],
            ],
            [0.11, 0.18],
            6,
          );
      }),
    ];
  },
};

/** A wooden pole with cross-arm; wires to the next one, `span` m along +x. */
function wirePole(span: number | undefined): Thing {
  return {
    build: () => [
      part('pole', plain('pole-wood', [0.095, 0.075, 0.06], 0.95, 0, 'bark'), (b) => {
        tube(
          b,
          [
            [0, 0, 0],
            [0, 0, 8.2],
          ],
          [0.14, 0.1],
        );
        b.box([0, 0, 7.7], [0.1, 1.7, 0.1]);
      }),
      part('pole', GALVANISED, (b) => {
        for (const y of [-0.75, 0, 0.75]) b.box([0, y, 7.83], [0.05, 0.05, 0.16]);
      }),
      ...(span === undefined
        ? []
        : [
            part('unlabeled', plain('wire', [0.012, 0.012, 0.013], 0.7), (b) => {
              for (const y of [-0.75, 0.75]) {
                const sag = (t: number): number => 7.9 - 2.4 * t * (1 - t);
                const points = Array.from({ length: 9 }, (_, i) => [(i / 8) * span, y, sag(i / 8)] as const);
                b.tube(
                  points,
                  points.map(() => 0.014),
                  3,
                );
              }
            }),
          ]),
    ],
  };
}
export const pole = wirePole(undefined);
export const poleWithWires = wirePole(34);

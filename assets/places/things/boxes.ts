/** Boxes of services: cabinets, hydrants, post boxes, parking meters, phone boxes. */
import { BLACK, part, plain, postPaint, type Thing, tube } from './thing.js';

const cabinet: Thing = {
  variants: 4,
  build: (random) => [
    part(
      'wall',
      plain(
        'cabinet',
        random.pick([
          [0.14, 0.16, 0.15],
          [0.05, 0.07, 0.055],
          [0.24, 0.24, 0.23],
          [0.18, 0.18, 0.19],
        ] as const),
        0.7,
      ),
      (b) => {
        const [w, h] = [random.child('w').between(0.6, 1.5), random.child('h').between(0.9, 1.5)];
        b.box([0, 0, h / 2 + 0.08], [0.38, w, h]);
        b.box([0, 0, h + 0.11], [0.44, w + 0.06, 0.06]);
      },
    ),
    part('wall', plain('plinth', [0.2, 0.2, 0.19], 0.95), (b) => b.box([0, 0, 0.05], [0.42, 0.8, 0.1])),
  ],
};

const hydrant: Thing = {
  build: () => [
    part('wall', plain('hydrant', [0.25, 0.03, 0.025], 0.6), (b) => {
      tube(
        b,
        [
          [0, 0, 0],
          [0, 0, 0.55],
          [0, 0, 0.62],
          [0, 0, 0.72],
        ],
        [0.11, 0.1, 0.12, 0.05],
        10,
      );
      tube(
        b,
        [
          [0, -0.18, 0.45],
          [0, 0.18, 0.45],
        ],
        [0.055, 0.055],
      );
    }),
  ],
};

const postBox: Thing = {
  variants: 3,
  build(random) {
    const color = random.pick([
      [0.25, 0.02, 0.02],
      [0.33, 0.24, 0.02],
      [0.04, 0.06, 0.18],
    ] as const);
    return [
      part('wall', plain('post-box', color, 0.5), (b) => {
        tube(
          b,
          [
            [0, 0, 0],
            [0, 0, 0.1],
          ],
          [0.27, 0.27],
          14,
        );
        tube(
          b,
          [
            [0, 0, 0.1],
            [0, 0, 1.4],
            [0, 0, 1.52],
            [0, 0, 1.6],
          ],
          [0.23, 0.23, 0.28, 0.12],
          14,
        );
      }),
      part('wall', BLACK, (b) => b.box([0.22, 0, 1.25], [0.04, 0.25, 0.04])),
    ];
  },
};

const meter: Thing = {
  variants: 2,
  build: (random) => [
    part('pole', postPaint(random), (b) =>
      tube(
        b,
        [
          [0, 0, 0],
          [0, 0, 1.1],
        ],
        [0.04, 0.04],
      ),
    ),
    part('pole', plain('meter', [0.06, 0.065, 0.07], 0.5), (b) => b.box([0, 0, 1.3], [0.18, 0.24, 0.42])),
  ],
};

const phoneBox: Thing = {
  variants: 2,
  build(random) {
    const color = random.pick([
      [0.2, 0.02, 0.02],
      [0.08, 0.085, 0.09],
    ] as const);
    return [
      part('wall', plain('phone-box', color, 0.5), (b) => {
        for (const x of [-0.42, 0.42]) for (const y of [-0.42, 0.42]) b.box([x, y, 1.15], [0.09, 0.09, 2.3]);
        b.box([0, 0, 2.32], [0.95, 0.95, 0.2]);
        b.box([0, 0, 0.15], [0.9, 0.9, 0.3]);
      }),
      part('wall', plain('phone-glass', [0.05, 0.055, 0.06], 0.1, 0, 'window'), (b) => b.box([0, 0, 1.25], [0.84, 0.84, 1.9])),
    ];
  },
};

export const boxes: Readonly<Record<string, Thing>> = {
  cabinet,
  hydrant,
  'post-box': postBox,
  'parking-meter': meter,
  'phone-box': phoneBox,
};

/** Bins and what is put out for collection. */
import type { Vec3 } from '#core/pose';
import { BLACK, part, plain, type Thing, tube } from './thing.js';

const BIN_COLORS: readonly Vec3[] = [
  [0.02, 0.022, 0.02],
  [0.03, 0.06, 0.04],
  [0.08, 0.085, 0.09],
  [0.03, 0.05, 0.1],
  [0.1, 0.065, 0.045],
];

const bin: Thing = {
  variants: 4,
  build: (random) => [
    part('wall', plain('bin', random.pick(BIN_COLORS), 0.6), (b) => {
      if (random.child('round').chance(0.5))
        tube(
          b,
          [
            [0, 0, 0],
            [0, 0, 0.1],
            [0, 0, 0.92],
            [0, 0, 1.0],
          ],
          [0.2, 0.23, 0.26, 0.14],
          12,
        );
      else {
        b.box([0, 0, 0.5], [0.42, 0.5, 1]);
        b.box([0, 0, 1.06], [0.5, 0.56, 0.12]);
      }
    }),
    part('wall', BLACK, (b) => b.box([0.22, 0, 0.82], [0.03, 0.3, 0.16])),
  ],
};

const wheelieBin: Thing = {
  variants: 4,
  build: (random) => [
    part('wall', plain('wheelie', random.pick(BIN_COLORS), 0.5), (b) => {
      b.loft(
        [0, 0.95].map((z, i): Vec3[] => {
          const [w, d] = i === 0 ? [0.2, 0.22] : [0.28, 0.34];
          return [
            [d, -w, z],
            [d, w, z],
            [-0.26, w, z],
            [-0.26, -w, z],
          ];
        }),
        { caps: true },
      );
      b.box([0.03, 0, 1.0], [0.66, 0.6, 0.09]);
    }),
    part('wall', BLACK, (b) => {
      for (const y of [-0.25, 0.25])
        b.tube(
          [
            [-0.26, y - 0.03, 0.1],
            [-0.26, y + 0.03, 0.1],
          ],
          [0.1, 0.1],
          10,
        );
    }),
  ],
};

const bags: Thing = {
  variants: 3,
  build: (random) => [
    part(
      'wall',
      plain(
        'bags',
        random.pick([
          [0.012, 0.012, 0.013],
          [0.3, 0.3, 0.29],
          [0.04, 0.07, 0.09],
        ] as const),
        0.35,
      ),
      (b) => {
        for (let i = 0; i < 4; i++) {
          const own = random.child(i);
          const [x, y, r] = [own.between(-0.3, 0.3), own.between(-0.5, 0.5), own.between(0.2, 0.32)];
          tube(
            b,
            [
              [x, y, 0],
              [x, y, r * 0.4],
              [x, y, r * 1.1],
              [x, y, r * 1.7],
              [x, y, r * 2],
            ],
            [r * 0.8, r, r * 0.9, r * 0.3, r * 0.15],
            7,
          );
        }
      },
      0,
    ),
  ],
};

export const waste: Readonly<Record<string, Thing>> = { bin, 'wheelie-bin': wheelieBin, 'bin-bags': bags };

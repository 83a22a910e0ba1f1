/** What guards or marks an edge: bollards, cones, delineators, rails, fence posts. */
import type { Vec3 } from '#core/pose';
import { BLACK, DARK, GALVANISED, part, plain, type Thing, tube } from './thing.js';

const bollard: Thing = {
  variants: 4,
  build(random) {
    const paint = random.pick([
      DARK,
      DARK,
      GALVANISED,
      plain('bollard-wood', [0.1, 0.08, 0.06], 0.9),
      plain('bollard-stone', [0.25, 0.24, 0.22], 0.95),
    ]);
    const r = random.child('r').between(0.05, 0.1);
    return [
      part('pole', paint, (b) =>
        tube(
          b,
          [
            [0, 0, 0],
            [0, 0, 0.85],
            [0, 0, 0.92],
            [0, 0, 1],
          ],
          [r * 1.1, r * 0.9, r * 1.1, r * 0.4],
          9,
        ),
      ),
      ...(random.child('band').chance(0.5)
        ? [
            part('pole', { ...plain('band', [0.45, 0.45, 0.43], 0.4), retroReflection: 0.5 }, (b) =>
              tube(
                b,
                [
                  [0, 0, 0.66],
                  [0, 0, 0.76],
                ],
                [r * 1.05, r * 1.05],
                9,
              ),
            ),
          ]
        : []),
    ];
  },
};

const cone: Thing = {
  build: () => [
    part('wall', { ...plain('cone', [0.42, 0.09, 0.02], 0.5), retroReflection: 0.1 }, (b) => {
      tube(
        b,
        [
          [0, 0, 0.03],
          [0, 0, 0.75],
        ],
        [0.16, 0.03],
        12,
      );
      b.box([0, 0, 0.02], [0.4, 0.4, 0.04]);
    }),
    part('wall', { ...plain('cone-band', [0.5, 0.5, 0.48], 0.4), retroReflection: 0.6 }, (b) =>
      tube(
        b,
        [
          [0, 0, 0.35],
          [0, 0, 0.52],
        ],
        [0.105, 0.075],
        12,
      ),
    ),
  ],
};

const delineator: Thing = {
  build: () => [
    part('pole', plain('white-post', [0.5, 0.5, 0.48], 0.7), (b) => {
      b.box([0, 0, 0.33], [0.1, 0.12, 0.66]);
      b.box([0, 0, 0.93], [0.1, 0.12, 0.14]);
    }),
    part('pole', BLACK, (b) => b.box([0, 0, 0.76], [0.1, 0.12, 0.2])),
    part('pole', { ...plain('reflector', [0.5, 0.28, 0.05], 0.3), retroReflection: 1 }, (b) =>
      b.box([0, 0, 0.76], [0.112, 0.05, 0.15]),
    ),
  ],
};

const RAIL: readonly (readonly [number, number])[] = [
  [0, 0.5],
  [0.06, 0.54],
  [0.06, 0.58],
  [0.01, 0.62],
  [0.01, 0.65],
  [0.06, 0.69],
  [0.06, 0.73],
  [0, 0.77],
];

const guardRail: Thing = {
  build: () => [
    part(
      'guard-rail',
      GALVANISED,
      (b) => {
        const side = (x: number): Vec3[] => [
          ...RAIL.map(([d, z]): Vec3 => [x, d, z]),
          ...[...RAIL].reverse().map(([d, z]): Vec3 => [x, d - 0.012, z]),
        ];
        b.loft([side(-2), side(2)], { caps: false });
        b.box([-1.9, -0.05, 0.37], [0.1, 0.06, 0.74]);
      },
      0.2,
    ),
  ],
};

const fencePost: Thing = {
  build: () => [
    part('fence', plain('fence', [0.15, 0.12, 0.085], 0.95, 0, 'bark'), (b) => b.box([0, 0, 0.6], [0.1, 0.1, 1.2])),
  ],
};

export const posts: Readonly<Record<string, Thing>> = {
  bollard,
  cone,
  delineator,
  'guard-rail': guardRail,
  'fence-post': fencePost,
};

/** Traffic signals on posts and on arms over the road, beacons of crossings. */
import type { Material } from '#contracts/model';
import type { Vec3 } from '#core/pose';
import type { RandomStream } from '#core/random';
import type { MeshBuilder } from '../../mesh/builder.js';
import { BLACK, disc, part, plain, postPaint, type Thing, type ThingPart, tube } from './thing.js';

const ASPECTS: readonly (readonly [name: string, color: Vec3, dz: number])[] = [
  ['red', [1, 0.04, 0.02], 0.3],
  ['amber', [1, 0.5, 0.05], 0],
  ['green', [0.05, 0.9, 0.45], -0.3],
];

function lens(name: string, [r, g, b]: Vec3, lit: boolean): Material {
  const glass = plain(`${name}-lens`, [0.02 + r * 0.12, 0.02 + g * 0.1, 0.02 + b * 0.1], 0.3);
  return lit ? { ...glass, id: `${name}-lit`, emission: { color: [r, g, b], luminanceCdPerM2: 9000, lamp: 'always' } } : glass;
}

/** A head of three lenses under hoods, on a plate or without. */
function head(x: number, y: number, z: number, random: RandomStream, plate: boolean): ThingPart[] {
  const on = random.child('on').pick(['red', 'red', 'green', 'green', 'amber']);
  const yellow = random.child('yellow').chance(0.15);
  const housing = yellow ? plain('housing-yellow', [0.33, 0.24, 0.03], 0.6) : BLACK;
  return [
    part('traffic-light', housing, (b) => {
      b.box([x, y, z], [0.2, 0.32, 0.96]);
      if (plate) b.box([x - 0.08, y, z], [0.02, 0.62, 1.3]);
      for (const [, , dz] of ASPECTS) hood(b, x + 0.1, y, z + dz);
    }),
    ...ASPECTS.map(([name, color, dz]) =>
      part('traffic-light', lens(name, color, name === on), (b) => disc(b, x + 0.106, y, z + dz, 0.1, 14)),
    ),
  ];
}
function hood(b: MeshBuilder, x: number, y: number, z: number): void {
  b.box([x + 0.08, y, z + 0.115], [0.17, 0.2, 0.015]);
  for (const side of [-1, 1]) b.box([x + 0.06, y + side * 0.105, z + 0.03], [0.13, 0.012, 0.17]);
}

export const trafficLight: Thing = {
  variants: 5,
  build(random) {
    const height = random.child('height').between(2.5, 3.1);
    const both = random.child('walkers').chance(0.5);
    return [
      part('pole', postPaint(random.child('post')), (b) =>
        tube(
          b,
          [
            [0, 0, 0],
            [0, 0, height + 0.3],
          ],
          [0.06, 0.055],
        ),
      ),
      ...head(0.16, 0, height, random, random.child('plate').chance(0.4)),
      ...(both ? [part('traffic-light', BLACK, (b) => b.box([0, 0.2, 2.1], [0.24, 0.18, 0.5]))] : []),
      part('pole', plain('call-box', [0.25, 0.2, 0.04], 0.6), (b) => b.box([0.08, 0, 1.1], [0.1, 0.14, 0.3])),
    ];
  },
};

/** Over the road on an arm of four metres, towards the left of its front (the middle of the road). */
export const trafficLightArm: Thing = {
  variants: 3,
  build: (random) => [
    part('pole', postPaint(random.child('post')), (b) => {
      tube(
        b,
        [
          [0, 0, 0],
          [0, 0, 5.9],
        ],
        [0.11, 0.085],
      );
      tube(
        b,
        [
          [0, 0, 5.8],
          [0, -2, 5.95],
          [0, -4, 5.95],
        ],
        [0.06, 0.05, 0.04],
      );
    }),
    ...head(0.16, -3.9, 5.5, random, true),
  ],
};

export const belisha: Thing = {
  build: () => [
    ...[0, 1, 2, 3, 4].map((i) =>
      part(
        'pole',
        plain(i % 2 === 0 ? 'ring-black' : 'ring-white', i % 2 === 0 ? [0.02, 0.02, 0.02] : [0.42, 0.42, 0.4], 0.6),
        (b) =>
          tube(
            b,
            [
              [0, 0, i * 0.5],
              [0, 0, i * 0.5 + 0.5],
            ],
            [0.05, 0.05],
          ),
      ),
    ),
    part(
      'traffic-light',
      {
        ...plain('beacon', [0.45, 0.25, 0.03], 0.4),
        emission: { color: [1, 0.6, 0.1], luminanceCdPerM2: 1500, lamp: 'street' },
      },
      (b) =>
        tube(
          b,
          [
            [0, 0, 2.5],
            [0, 0, 2.6],
            [0, 0, 2.78],
            [0, 0, 2.9],
          ],
          [0.05, 0.15, 0.15, 0.05],
          10,
        ),
    ),
  ],
};

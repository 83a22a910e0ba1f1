/** Pillars with posters and shops' boards. */
import { cos, sin, TAU } from '#core/math';
import type { Vec3 } from '#core/pose';
import { part, plain, type Thing, tube } from './thing.js';

const board: Thing = {
  variants: 5,
  build(random) {
    const color = random.pick([
      [0.03, 0.03, 0.032],
      [0.35, 0.34, 0.3],
      [0.06, 0.05, 0.14],
      [0.2, 0.06, 0.04],
    ] as const);
    return [
      part('wall', plain('a-board', color, 0.6), (b) => {
        for (const side of [1, -1])
          b.quad(
            [side * 0.3, -side * 0.3, 0],
            [side * 0.3, side * 0.3, 0],
            [side * 0.04, side * 0.3, 1],
            [side * 0.04, -side * 0.3, 1],
          );
      }),
      part('wall', plain('chalk', [0.4, 0.38, 0.33], 0.8), (b) => {
        for (let i = 0; i < 4; i++) {
          const z = 0.25 + i * 0.16;
          const x = 0.3 - z * 0.26 + 0.008;
          const w = random.child(i).between(0.1, 0.22);
          b.quad([x, -w, z], [x, w, z], [x - 0.018, w, z + 0.07], [x - 0.018, -w, z + 0.07]);
        }
      }),
    ];
  },
};

const pillar: Thing = {
  variants: 4,
  build: (random) => [
    part('wall', plain('pillar', [0.12, 0.13, 0.12], 0.8), (b) => {
      tube(
        b,
        [
          [0, 0, 0],
          [0, 0, 0.25],
        ],
        [0.62, 0.62],
        18,
      );
      tube(
        b,
        [
          [0, 0, 2.7],
          [0, 0, 2.8],
          [0, 0, 3.1],
        ],
        [0.7, 0.7, 0.1],
        18,
      );
    }),
    part('wall', plain('posters', [1, 1, 1], 0.7, 0, 'signage'), (b) => {
      const count = 9;
      for (let i = 0; i < count; i++) {
        const own = random.child('poster').child(i);
        const [a0, a1] = [(i / count) * TAU, ((i + 1) / count) * TAU];
        const at = (a: number, z: number): Vec3 => [cos(a) * 0.58, sin(a) * 0.58, z];
        const c: Vec3 = [own.between(0.08, 0.3), own.between(0.08, 0.28), own.between(0.08, 0.28)];
        const split = own.between(1, 2);
        b.quad(at(a0, 0.25), at(a1, 0.25), at(a1, split), at(a0, split), c);
        b.quad(at(a0, split), at(a1, split), at(a1, 2.7), at(a0, 2.7), [c[1], c[2], c[0]]);
      }
    }),
  ],
};

export const adverts: Readonly<Record<string, Thing>> = { 'a-board': board, 'advert-pillar': pillar };

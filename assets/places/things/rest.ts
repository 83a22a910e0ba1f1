/** Where people sit and wait: benches, bus stops, plants in tubs, the grate round a tree. */
import { cos, sin, TAU } from '#core/math';
import type { Vec3 } from '#core/pose';
import type { MeshBuilder } from '../../mesh/builder.js';
import { DARK, GALVANISED, part, plain, type Thing, tube, WOOD } from './thing.js';

const bench: Thing = {
  variants: 3,
  build: () => [
    part('wall', WOOD, (b) => {
      for (let i = 0; i < 4; i++) b.box([0.2 - i * 0.13, 0, 0.45], [0.1, 1.6, 0.035]);
      for (let i = 0; i < 3; i++) b.box([-0.3 - i * 0.02, 0, 0.6 + i * 0.13], [0.03, 1.6, 0.1]);
    }),
    part('wall', DARK, (b) => {
      for (const y of [-0.65, 0.65]) {
        b.box([0, y, 0.22], [0.45, 0.06, 0.06]);
        for (const x of [-0.25, 0.18]) b.box([x, y, 0.22], [0.06, 0.06, 0.44]);
        b.box([-0.3, y, 0.65], [0.05, 0.06, 0.5]);
      }
    }),
  ],
};

const planter: Thing = {
  variants: 3,
  build: (random) => [
    part(
      'wall',
      plain(
        'tub',
        random.pick([
          [0.22, 0.21, 0.19],
          [0.1, 0.075, 0.055],
          [0.05, 0.05, 0.052],
        ] as const),
        0.9,
      ),
      (b) => b.box([0, 0, 0.28], [0.6, 1.3, 0.56]),
    ),
    part('vegetation', plain('planted', [0.055, 0.08, 0.03], 0.95, 0, 'leaves'), (b) => {
      for (let i = 0; i < 46; i++) {
        const own = random.child('leaf').child(i);
        const [x, y, z] = [own.between(-0.28, 0.28), own.between(-0.62, 0.62), own.between(0.5, 0.95)];
        const a = own.between(0, TAU);
        const r = own.between(0.06, 0.14);
        const tone = own.between(0.6, 1.4);
        const c: Vec3 = own.chance(0.12) ? [3.5, 1.2, 1.6] : [tone, tone, tone];
        const p = [0, 1, 2].map((k) =>
          b.vertex([x + r * cos(a + k * 2.1), y + r * sin(a + k * 2.1), z + r * own.between(-0.7, 0.7)], [0, 0], c),
        );
        b.triangle(p[0] as number, p[1] as number, p[2] as number);
      }
    }),
  ],
};

/** A bus stop: roof on posts, glass at the back and one end, a bench, a lit poster. Open towards +x. */
const shelter: Thing = {
  variants: 3,
  build: (random) => [
    part('pole', random.pick([DARK, GALVANISED]), (b) => {
      for (const y of [-1.9, 1.9])
        for (const x of [-0.7, 0.5])
          tube(
            b,
            [
              [x, y, 0],
              [x, y, 2.4],
            ],
            [0.04, 0.04],
            6,
          );
    }),
    part('wall', plain('shelter-roof', [0.12, 0.13, 0.14], 0.4), (b) => b.box([-0.05, 0, 2.45], [1.6, 4.1, 0.12])),
    part('wall', plain('shelter-glass', [0.06, 0.07, 0.072], 0.08, 0, 'window'), (b) =>
      b.box([-0.7, 0, 1.25], [0.02, 3.7, 1.9]),
    ),
    part('wall', plain('shelter-poster', [0.3, 0.22, 0.16], 0.4), (b) => b.box([-0.1, 1.9, 1.2], [1.1, 0.08, 1.8])),
    part('wall', WOOD, (b) => b.box([-0.45, -0.2, 0.48], [0.35, 2.4, 0.05])),
    part('pole', GALVANISED, (b) =>
      tube(
        b,
        [
          [0.6, -2.6, 0],
          [0.6, -2.6, 2.9],
        ],
        [0.035, 0.035],
        6,
      ),
    ),
    part(
      'traffic-sign',
      plain(
        'stop-flag',
        random.child('flag').pick([
          [0.25, 0.04, 0.03],
          [0.04, 0.1, 0.24],
          [0.36, 0.27, 0.03],
        ] as const),
        0.5,
      ),
      (b) => b.box([0.6, -2.6, 2.65], [0.03, 0.45, 0.45]),
    ),
  ],
};

const grate: Thing = {
  build: () => [part('sidewalk', plain('grate', [0.05, 0.045, 0.04], 0.9), flatSquare)],
};

function flatSquare(b: MeshBuilder): void {
  b.quad([-0.55, -0.55, 0.012], [0.55, -0.55, 0.012], [0.55, 0.55, 0.012], [-0.55, 0.55, 0.012]);
}

export const rest: Readonly<Record<string, Thing>> = { bench, planter, shelter, 'tree-grate': grate };

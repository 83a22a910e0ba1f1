/** What else stands on pavements. */
import { cos, sin, TAU } from '#core/math';
import type { Vec3 } from '#core/pose';
import type { MeshBuilder } from '../../mesh/builder.js';
import { BLACK, DARK, GALVANISED, part, plain, postPaint, type Thing, tube, WOOD } from './thing.js';

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

const grate: Thing = {
  build: () => [part('sidewalk', plain('grate', [0.05, 0.045, 0.04], 0.9), flatSquare)],
};
function flatSquare(b: MeshBuilder): void {
  b.quad([-0.55, -0.55, 0.012], [0.55, -0.55, 0.012], [0.55, 0.55, 0.012], [-0.55, 0.55, 0.012]);
}

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

export const clutter: Readonly<Record<string, Thing>> = {
  bin,
  'wheelie-bin': wheelieBin,
  bollard,
  cabinet,
  hydrant,
  'post-box': postBox,
  bench,
  planter,
  'parking-meter': meter,
  'a-board': board,
  'phone-box': phoneBox,
  'advert-pillar': pillar,
  shelter,
  'bin-bags': bags,
  cone,
  'tree-grate': grate,
  delineator,
  'guard-rail': guardRail,
  'fence-post': fencePost,
};

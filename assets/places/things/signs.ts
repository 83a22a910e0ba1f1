/** Signs on posts: shapes and colours of the Vienna Convention, faded, scratched, without words. */
import type { Material } from '#contracts/model';
import { TAU } from '#core/math';
import type { Vec3 } from '#core/pose';
import type { RandomStream } from '#core/random';
import type { MeshBuilder } from '../../mesh/builder.js';
import { disc, GALVANISED, part, plain, postPaint, type Thing, type ThingPart, tube } from './thing.js';

/** Duller than their nominal colours, as signs are after some years (retro-reflection stays). */
const RED: Vec3 = [0.27, 0.03, 0.03];
const BLUE: Vec3 = [0.035, 0.07, 0.2];
const WHITE: Vec3 = [0.42, 0.42, 0.4];
const GREEN: Vec3 = [0.02, 0.09, 0.06];
const YELLOW: Vec3 = [0.4, 0.3, 0.04];
const INK: Vec3 = [0.02, 0.02, 0.022];

type Shape = (b: MeshBuilder, x: number, z: number, k: number) => void;
const round: Shape = (b, x, z, k) => disc(b, x, 0, z, 0.3 * k, 20);
const triangleUp: Shape = (b, x, z, k) => disc(b, x, 0, z - 0.04, 0.4 * k, 3, TAU / 4);
const triangleDown: Shape = (b, x, z, k) => disc(b, x, 0, z + 0.04, 0.4 * k, 3, -TAU / 4);
const diamond: Shape = (b, x, z, k) => disc(b, x, 0, z, 0.4 * k, 4);
const octagon: Shape = (b, x, z, k) => disc(b, x, 0, z, 0.36 * k, 8, TAU / 16);
const rectangle =
  (width: number, height: number): Shape =>
  (b, x, z, k) =>
    b.box([x, 0, z], [0.008, width * k, height * k]);

interface Layer {
  readonly shape: Shape;
  readonly color: Vec3;
  readonly size: number;
}

function sheeting(color: Vec3, fade: number): Material {
  const grey = 0.12;
  const c = color.map((v) => v + (grey - v) * fade) as unknown as Vec3;
  return { ...plain(`sheet-${color.join()}-${fade.toFixed(2)}`, c, 0.6), retroReflection: 0.6 };
}

/** Layers from the back to the front; symbols as blobs. */
function sign(
  layers: readonly Layer[],
  symbol: (b: MeshBuilder, x: number, z: number, random: RandomStream) => void,
  ink: Vec3 = INK,
): Thing {
  return {
    variants: 4,
    build(random) {
      const height = random.child('height').between(2, 2.7);
      const fade = random.child('fade').between(0, 0.35);
      const scale = random.child('scale').between(0.85, 1.15);
      const post = postPaint(random.child('post'));
      const parts: ThingPart[] = [
        part('pole', post, (b) =>
          tube(
            b,
            [
              [-0.05, 0, 0],
              [-0.05, 0, height + 0.3],
            ],
            [0.035, 0.035],
          ),
        ),
        part('traffic-sign', plain('sign-back', [0.2, 0.2, 0.2], 0.7), (b) =>
          (layers[0] as Layer).shape(b, -0.012, height, scale * 0.99),
        ),
      ];
      layers.forEach(({ shape, color, size }, i) => {
        parts.push(part('traffic-sign', sheeting(color, fade), (b) => shape(b, 0.006 * i, height, scale * size)));
      });
      parts.push(
        part('traffic-sign', sheeting(ink, fade), (b) =>
          symbol(b, 0.006 * layers.length + 0.004, height, random.child('symbol')),
        ),
      );
      if (random.child('plate').chance(0.3))
        parts.push(part('traffic-sign', sheeting(WHITE, fade), (b) => b.box([0, 0, height - 0.55], [0.008, 0.5, 0.25])));
      return parts;
    },
  };
}

const bars = (b: MeshBuilder, x: number, z: number, random: RandomStream): void => {
  for (let i = 0; i < 3; i++) {
    const own = random.child(i);
    b.box([x, own.between(-0.08, 0.08), z + own.between(-0.1, 0.1)], [0.006, own.between(0.05, 0.16), own.between(0.05, 0.16)]);
  }
};
const digits = (b: MeshBuilder, x: number, z: number): void => {
  for (const y of [-0.08, 0.08]) {
    b.box([x, y - 0.045, z], [0.006, 0.03, 0.2]);
    b.box([x, y + 0.045, z], [0.006, 0.03, 0.2]);
    for (const v of [-0.09, 0.09]) b.box([x, y, z + v], [0.006, 0.1, 0.03]);
  }
};
const none = (): void => {};
const lines =
  (width: number, rows: number, pitch: number) =>
  (b: MeshBuilder, x: number, z: number, random: RandomStream): void => {
    for (let i = 0; i < rows; i++) {
      const w = width * random.child(i).between(0.5, 0.9);
      b.box([x, (width - w) * 0.3, z + ((rows - 1) / 2 - i) * pitch], [0.006, w, pitch * 0.42]);
    }
  };

export const signs: Readonly<Record<string, Thing>> = {
  'sign-limit': sign(
    [
      { shape: round, color: RED, size: 1 },
      { shape: round, color: WHITE, size: 0.78 },
    ],
    digits,
  ),
  'sign-no-entry': sign([{ shape: round, color: RED, size: 1 }], (b, x, z) => b.box([x, 0, z], [0.006, 0.42, 0.1]), WHITE),
  'sign-mandatory': sign([{ shape: round, color: BLUE, size: 1 }], bars, WHITE),
  'sign-warning': sign(
    [
      { shape: triangleUp, color: RED, size: 1 },
      { shape: triangleUp, color: WHITE, size: 0.72 },
    ],
    (b, x, z, r) => bars(b, x, z - 0.06, r),
  ),
  'sign-give-way': sign(
    [
      { shape: triangleDown, color: RED, size: 1 },
      { shape: triangleDown, color: WHITE, size: 0.68 },
    ],
    none,
  ),
  'sign-priority': sign(
    [
      { shape: diamond, color: WHITE, size: 1 },
      { shape: diamond, color: YELLOW, size: 0.8 },
    ],
    none,
  ),
  'sign-stop': sign([{ shape: octagon, color: RED, size: 1 }], (b, x, z) => b.box([x, 0, z], [0.006, 0.44, 0.14]), WHITE),
  'sign-crossing': sign(
    [
      { shape: rectangle(0.6, 0.6), color: BLUE, size: 1 },
      { shape: triangleUp, color: WHITE, size: 0.56 },
    ],
    (b, x, z, r) => bars(b, x, z - 0.05, r),
  ),
  'sign-parking': sign([{ shape: rectangle(0.42, 0.6), color: BLUE, size: 1 }], digits, WHITE),
  'sign-direction': sign([{ shape: rectangle(1.3, 0.75), color: GREEN, size: 1 }], lines(0.95, 3, 0.2), WHITE),
  'sign-works': sign(
    [
      { shape: triangleUp, color: RED, size: 1 },
      { shape: triangleUp, color: YELLOW, size: 0.72 },
    ],
    (b, x, z, r) => bars(b, x, z - 0.06, r),
  ),
  'sign-street': {
    variants: 3,
    build: (random) => [
      part('pole', GALVANISED, (b) => {
        for (const y of [-0.35, 0.35])
          tube(
            b,
            [
              [-0.03, y, 0],
              [-0.03, y, 1.1],
            ],
            [0.025, 0.025],
            6,
          );
      }),
      part('traffic-sign', sheeting(random.child('blue').chance(0.4) ? BLUE : WHITE, 0.1), (b) =>
        b.box([0, 0, 0.95], [0.02, 0.9, 0.24]),
      ),
      part('traffic-sign', sheeting(random.child('blue').chance(0.4) ? WHITE : INK, 0.1), (b) =>
        lines(0.7, 1, 0.2)(b, 0.013, 0.95, random),
      ),
    ],
  },
};

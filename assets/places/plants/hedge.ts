/**
 * Clipped hedges as pieces that stand end to end: `length` along the heading, `width`, `height`. Leaves lie on an uneven surface before a
 * dark inside; in winter what sheds is a thicket of shoots. A piece's natural proportions are 1.67 : 0.6 : 1.
 */
import { PI, sin, TAU } from '#core/math';
import { normalize, type Vec3 } from '#core/pose';
import { type RandomStream, randomRoot } from '#core/random';
import { foliageOf, OCHRE, type Palette, RUSSET } from './palette.js';
import { createPatchwork, type Frame, type Patchwork } from './patchwork.js';
import { type Grow, type Grown, type Range, scaled } from './plant.js';
import { type Leafage, type Spray, spray } from './sprays.js';
import { shapesOf, sprayed } from './stand.js';
import { ribbon } from './wood.js';

const FRAME: Frame = { length: 1.67, width: 0.6, height: 1, metres: 1.5 };
/** How far inside of the surface the dark begins. */
const DEEP = 0.09;
const SPRAYS: Readonly<Record<Range, Leafage>> = {
  close: { count: 1100, lobes: 4 },
  near: { count: 460, lobes: 4 },
  mid: { count: 170, lobes: 3 },
  far: { count: 50, lobes: 3 },
  distant: { count: 14, lobes: 3 },
};
const SHOOTS: Readonly<Record<Range, number>> = { close: 4400, near: 2200, mid: 700, far: 200, distant: 50 };
const SHOOT: Vec3 = [0.095, 0.076, 0.06];

interface Clipped {
  readonly name: string;
  readonly palette: Palette;
  readonly evergreen: boolean;
  readonly reach: number;
  readonly slender: number;
}

const BROAD: Clipped = {
  name: 'hedge',
  palette: { green: [36, -10, 16], autumn: [OCHRE, RUSSET] },
  evergreen: false,
  reach: 0.056,
  slender: 1,
};
const CYPRESS: Clipped = {
  name: 'cypress-hedge',
  palette: { green: [31, -9, 12], autumn: [] },
  evergreen: true,
  reach: 0.072,
  slender: 0.5,
};

export const hedge: Grow = clipped(BROAD);
export const cypressHedge: Grow = clipped(CYPRESS);

function clipped(kind: Clipped): Grow {
  return (variant, stated) => {
    const season = kind.evergreen ? 'summer' : stated;
    const random = randomRoot(kind.name).child(variant);
    if (season === 'winter') return thicket(random);
    const foliage = foliageOf(kind.palette, season, random.child('foliage'));
    const dark = scaled(foliage.clump(random.child('dark')), 0.42);
    const tones = Array.from({ length: 40 }, (_, k) => foliage.clump(random.child('tone').child(k)));
    const sprays = Array.from({ length: SPRAYS.close.count }, (_, i) => leafOn(kind, tones, random, random.child(i)));
    const leaves = sprayed(sprays, SPRAYS, random.child('masses'));
    return shapesOf({
      frame: FRAME,
      leaves(patches, range, swell) {
        inside(patches, dark);
        leaves(patches, range, swell);
      },
    });
  };
}

function leafOn({ reach, slender }: Clipped, tones: readonly Vec3[], hedge: RandomStream, own: RandomStream): Spray {
  const { at, out } = spotOn(own, reach * 0.35, phaseOf(hedge));
  const tone = own.pick(tones);
  const light = (0.55 + 0.5 * at[2] * (2 - at[2])) * (out[2] > 0.7 ? 1.08 : 0.86) * own.between(0.72, 1.25);
  const along =
    slender < 1
      ? normalize([own.normal() * 0.35, own.normal() * 0.35, 1])
      : normalize([own.normal(), own.normal(), own.normal()]);
  const upward = normalize([out[0], out[1], out[2] + 0.35]);
  const inward: Vec3 = [-out[0], -out[1], -out[2]];
  return spray({ at, along, out: upward, inward, reach, color: scaled(tone, light), tilt: 0.5, lobes: 4, slender }, own);
}

/** Sides twice as often as top and ends. @param margin to the frame, in which leaves reach out */
function spotOn(random: RandomStream, margin: number, phase: number): { readonly at: Vec3; readonly out: Vec3 } {
  const [x, y, z] = [
    random.between(-0.5, 0.5) * FRAME.length,
    random.between(-0.5, 0.5) * FRAME.width,
    random.between(0.02, 1),
  ];
  const uneven = 0.02 * sin(x * 7 + phase) * sin(z * 6 + 2 * phase) + 0.014 * random.normal();
  const half = FRAME.width / 2 - margin - 0.02 + uneven;
  const top = 1 - margin - 0.015 + 0.6 * uneven;
  const face = random.uniform();
  if (face < 0.34) return { at: [x, half, z * top], out: [0, 1, 0] };
  if (face < 0.68) return { at: [x, -half, z * top], out: [0, -1, 0] };
  if (face < 0.86) return { at: [x, y * 0.92, top], out: [0, 0, 1] };
  const end = face < 0.93 ? 1 : -1;
  return { at: [end * (FRAME.length / 2 - margin), y * 0.9, z * top], out: [end, 0, 0] };
}

function phaseOf(hedge: RandomStream): number {
  return hedge.child('phase').between(0, TAU);
}

/** The dark box behind the leaves; its ends reach the piece's, so that neighbours join. */
function inside(patches: Patchwork, color: Vec3): void {
  const [l, w, h] = [FRAME.length / 2, FRAME.width / 2 - DEEP, FRAME.height - DEEP];
  const face = (normal: Vec3, corners: readonly Vec3[]): void => {
    const [a, b, c, d] = corners.map((p) => patches.vertex(p, normal, scaled(color, 0.75 + 0.5 * p[2]), p[0] + p[1], p[2])) as [
      number,
      number,
      number,
      number,
    ];
    patches.triangle(a, b, c);
    patches.triangle(a, c, d);
  };
  face(
    [0, 1, 0],
    [
      [l, w, 0],
      [-l, w, 0],
      [-l, w, h],
      [l, w, h],
    ],
  );
  face(
    [0, -1, 0],
    [
      [-l, -w, 0],
      [l, -w, 0],
      [l, -w, h],
      [-l, -w, h],
    ],
  );
  face(
    [0, 0, 1],
    [
      [-l, -w, h],
      [l, -w, h],
      [l, w, h],
      [-l, w, h],
    ],
  );
  face(
    [1, 0, 0],
    [
      [l, -w, 0],
      [l, w, 0],
      [l, w, h],
      [l, -w, h],
    ],
  );
  face(
    [-1, 0, 0],
    [
      [-l, w, 0],
      [-l, -w, 0],
      [-l, -w, h],
      [-l, w, h],
    ],
  );
}

/** Bare shoots, close together at the surface and crossing within. */
function thicket(random: RandomStream): Grown {
  const shoots = Array.from({ length: SHOOTS.close }, (_, i) => {
    const own = random.child('shoot').child(i);
    const { at, out } = spotOn(own, 0.03, phaseOf(random));
    const depth = own.between(0, 0.22);
    const foot: Vec3 = [at[0] - out[0] * depth, at[1] - out[1] * depth, Math.max(0, at[2] - 0.05 - own.between(0, 0.2))];
    const tip: Vec3 = [at[0] + own.normal() * 0.04, at[1] + own.normal() * 0.03, Math.min(1, at[2] + own.between(0, 0.12))];
    const color = scaled(SHOOT, own.between(0.6, 1.3) * (0.55 + 0.45 * at[2]) * (1 - 1.6 * depth));
    return { foot, tip, turn: own.between(0, PI), color };
  });
  const wood = (range: Range, widen: number) => {
    const patches = createPatchwork(FRAME);
    const count = SHOOTS[range];
    const width = 0.0062 * widen * (SHOOTS.close / count);
    for (const { foot, tip, turn, color } of shoots.slice(0, count)) ribbon(patches, foot, tip, width, turn, color);
    return patches.build();
  };
  return shapesOf({ frame: FRAME, wood });
}

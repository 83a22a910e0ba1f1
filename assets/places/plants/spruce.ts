/**
 * Spruces: a straight stem that leads to the top, boughs at all heights that droop under their weight and rise at their ends, needles
 * hanging from them. Crown a quarter to two fifths as wide as high (Picea abies).
 */
import { cos, pow, sin, TAU } from '#core/math';
import type { Vec3 } from '#core/pose';
import { type RandomStream, randomRoot } from '#core/random';
import { daylightIn } from './daylight.js';
import { drawFronds, type Frond, type Fronding, frond } from './fronds.js';
import { foliageOf } from './palette.js';
import { createPatchwork, type Frame } from './patchwork.js';
import { type Grow, type Range, scaled } from './plant.js';
import { shapesOf } from './stand.js';
import { tube } from './wood.js';

const SPREAD = 0.38;
const FOOT = 0.05;
const TRUNK = 0.016;
const BARK_COLOR: Vec3 = [0.095, 0.07, 0.055];
const PALETTE = { green: [27, -6, 8], autumn: [] } as const;
const FRAME: Frame = { length: SPREAD, width: SPREAD, height: 1, metres: 12 };
const FRONDS: Readonly<Record<Range, Fronding>> = {
  close: { count: 560, segments: 4 },
  near: { count: 270, segments: 4 },
  mid: { count: 120, segments: 3 },
  far: { count: 52, segments: 2 },
  distant: { count: 22, segments: 1 },
};
const SIDES: Readonly<Record<Range, number>> = { close: 8, near: 6, mid: 4, far: 3, distant: 3 };

export const spruce: Grow = (variant) => {
  const random = randomRoot('spruce').child(variant);
  const fronds = boughs(random);
  const wood = (range: Range) => {
    const patches = createPatchwork(FRAME);
    tube(
      patches,
      [
        [0, 0, -0.01],
        [0, 0, 0.02],
        [0, 0, 0.9],
      ],
      [TRUNK * 1.4, TRUNK, 0.003],
      SIDES[range],
      true,
      () => BARK_COLOR,
    );
    return patches.build();
  };
  return shapesOf({
    frame: FRAME,
    wood,
    leaves: (patches, range, swell) => drawFronds(patches, fronds, FRONDS[range], swell),
  });
};

/** Multiples of both fill a square evenly (Roberts' R2 sequence; powers of the plastic number). */
const SPREAD_OVER_HEIGHT = 0.7548776662466927;
const SPREAD_ROUND = 0.5698402909980532;

/** In an order round the stem and up and down it: any first part of them stands all over. */
function boughs(random: RandomStream): Frond[] {
  const { count } = FRONDS.close;
  const tone = foliageOf(PALETTE, 'summer', random.child('foliage')).clump(random.child('tone'));
  const slim = random.between(0.85, 1.1);
  const placed = Array.from({ length: count }, (_, i) => {
    const own = random.child(i);
    // Lower ones are longer and closer together.
    const share = 1 - pow(1 - 0.99 * ((i * SPREAD_OVER_HEIGHT) % 1), 0.6);
    const z = FOOT + (0.97 - FOOT) * share;
    const reach = Math.min(
      SPREAD / 2,
      (SPREAD / 2) * slim * (1.03 - share) * (1 + 0.12 * share) * own.between(0.7, 1.06) + 0.012,
    );
    const spine = drooping(z, TAU * ((i * SPREAD_ROUND) % 1) + own.between(-0.3, 0.3), reach, share, own);
    const color = scaled(tone, own.between(0.8, 1.2));
    const width = 0.017 + 0.13 * reach;
    return { own, spine, width, area: width * reach, color };
  });
  const daylight = daylightIn(placed.map(({ spine, area }) => ({ at: spine[1], area })));
  return placed.map(({ own, spine, width, color }) => frond(spine, width, scaled(color, 0.22 + 0.8 * daylight(spine[2])), own));
}

/** Out and down, its end a little up again; young ones at the top rise. */
function drooping(z: number, azimuth: number, reach: number, share: number, random: RandomStream): Frond['spine'] {
  const sag = reach * (0.5 - 0.95 * share) * random.between(0.7, 1.3);
  const at = (r: number, up: number): Vec3 => [cos(azimuth) * reach * r, sin(azimuth) * reach * r, Math.max(0.015, z + up)];
  return [at(0.04, 0.01), at(0.55, -0.9 * sag), at(1, -0.8 * sag)];
}

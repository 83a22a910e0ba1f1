/** What marks clothes on a trunk: open fronts, ties, zips, belts, reflecting strips. */
import { lerp, TAU } from '#core/math';
import { scale, type Vec3 } from '#core/pose';
import { type Clothes, CUTS } from '../clothes.js';
import type { Frame } from '../frame.js';
import { weavePatch } from './patch.js';
import type { TrunkShape } from './trunk-shape.js';
import type { Weaver } from './weave.js';

/** Fabric strips of EN ISO 20471: 50 mm wide. */
const STRIP = 0.05;
const SILVER: Vec3 = [0.55, 0.56, 0.56];

export function weaveTrimmings(weaver: Weaver, shape: TrunkShape, c: Clothes, frame: Frame): void {
  if (c.vest !== undefined) {
    strips(weaver, shape, frame);
    return;
  }
  if (c.upper === 'suit') front(weaver, shape, c, frame, 0.34);
  else if (CUTS[c.upper].opens && c.creases > 0.45) front(weaver, shape, c, frame, 0.24);
  else if (CUTS[c.upper].opens && weaver.detail === 0) zip(weaver, shape, c);
}

/** A shirt seen between the edges of a jacket: wide at the neck; a tie on some suits. */
function front(weaver: Weaver, shape: TrunkShape, c: Clothes, { h }: Frame, wide: number): void {
  const { z, hem } = shape;
  const suit = c.upper === 'suit';
  const low = suit ? lerp(z.waist, z.chest, 0.35) : hem + 0.002;
  const top = z.neck - 0.003 * h;
  const levels = [low, lerp(low, z.chest, 0.5), z.chest, z.axilla + 0.02 * h, z.shoulder, top];
  const at = (k: number): number => (suit ? 0.04 + wide * k * k : wide * (0.8 + 0.3 * k));
  weavePatch(weaver, shape, {
    rows: levels.map((level, i) => {
      const half = level >= z.shoulder ? TAU / 8 : at(i / 4);
      return { z: level, from: -half, to: half };
    }),
    columns: weaver.detail === 0 ? 4 : 2,
    lift: 0.006,
    color: suit ? [0.5, 0.5, 0.5] : c.second,
    stuff: 'cloth',
  });
  if (!suit || c.creases < 0.5 || weaver.detail > 0) return;
  weavePatch(weaver, shape, {
    rows: levels.map((level, i) => ({ z: level, from: -0.075 + 0.006 * i, to: 0.075 - 0.006 * i })),
    columns: 1,
    lift: 0.009,
    color: c.second,
    stuff: 'cloth',
  });
}

function zip(weaver: Weaver, shape: TrunkShape, c: Clothes): void {
  const { z, hem } = shape;
  weavePatch(weaver, shape, {
    rows: [hem + 0.004, z.waist, z.chest, z.axilla, z.shoulder].map((at) => ({ z: at, from: -0.055, to: 0.055 })),
    columns: 1,
    lift: 0.002,
    color: scale(c.top, 0.45),
    stuff: 'cloth',
  });
}

/** Two bands round the body and two over the shoulders. */
function strips(weaver: Weaver, shape: TrunkShape, { h }: Frame): void {
  const { z } = shape;
  const columns = weaver.detail === 0 ? 16 : 8;
  for (const at of [z.waist + 0.01 * h, lerp(z.waist, z.chest, 0.75)])
    weavePatch(weaver, shape, {
      rows: [at, at + STRIP].map((level) => ({ z: level, from: 0, to: TAU })),
      columns,
      lift: 0.009,
      color: SILVER,
      stuff: 'strips',
    });
  if (weaver.detail === 2) return;
  for (const middle of [0.75, -0.75, TAU / 2 - 0.75, TAU / 2 + 0.75])
    weavePatch(weaver, shape, {
      rows: [lerp(z.waist, z.chest, 0.75) + STRIP, z.chest, z.axilla, (z.axilla + z.shoulder) / 2, z.shoulder - 0.004 * h].map(
        (level) => ({ z: level, from: middle - 0.17, to: middle + 0.17 }),
      ),
      columns: 1,
      lift: 0.009,
      color: SILVER,
      stuff: 'strips',
    });
}

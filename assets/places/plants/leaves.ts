/** Where a woody plant's leaves are, and what of the sky they see. */
import { add, mix, normalize, scale, sub, type Vec3 } from '#core/pose';
import type { RandomStream } from '#core/random';
import { daylightIn } from './daylight.js';
import type { Axis } from './growth.js';
import { type Outline, radiusAt } from './outline.js';
import type { Foliage } from './palette.js';
import { scaled } from './plant.js';
import { areaOfStar, type Spray, spray } from './sprays.js';

export interface Leafing {
  /** How far a spray's lobes reach, share of the height. */
  readonly reach: number;
  /** Which share of the sprays stands within: the mass that one sees between the outer ones. */
  readonly core: number;
  /** How they hang: 0 any way, 1 straight down. */
  readonly hang: number;
}

/** Inner sprays reach so much farther. */
const INNER = 2.1;
const LOBES = { inner: 5, outer: 4 } as const;

/** In an order by chance: any first part of them is spread over all the plant. */
export function leavesOn(
  axes: readonly Axis[],
  outline: Outline,
  { reach, hang, core }: Leafing,
  count: number,
  foliage: Foliage,
  random: RandomStream,
): Spray[] {
  const bearing = inTurns(
    axes.filter(({ order }) => order >= 2),
    random.child('order'),
  );
  const middle: Vec3 = [0, 0, outline.clear + 0.45 * (1 - outline.clear)];
  const places = Array.from({ length: bearing.length === 0 ? 0 : count }, (_, i) => {
    const own = random.child(i);
    const axis = bearing[i % bearing.length] as Axis;
    const on = pointOf(axis.path, axis.order === 3 ? own.between(0.4, 1) : own.between(0.75, 1));
    const inner = own.chance(core);
    return { own, axis, inner, at: inner ? within(on, outline, reach * INNER, own) : on };
  });
  const daylight = daylightIn(
    places.map(({ at, inner }) => ({
      at,
      area: inner ? areaOfStar(LOBES.inner) * reach * reach * INNER * INNER : areaOfStar(LOBES.outer) * reach * reach,
    })),
  );
  const tones = new Map(
    [...new Set(axes.map(({ bough }) => bough))].map((b) => [b, foliage.clump(random.child('tone').child(b))]),
  );
  return places.map(({ own, axis, inner, at }) => {
    const out = facing(at, pointOf((axes[axis.bough] as Axis).path, 0.62), outline);
    const twig = normalize(sub(axis.path[axis.path.length - 1] as Vec3, axis.path[0] as Vec3));
    const any: Vec3 = [own.normal() * 0.5, own.normal() * 0.5, own.normal() * 0.5 - 2 * hang];
    const along = normalize(add(add(scale(twig, 0.8), scale(out, 0.3)), any));
    const light = (0.2 + 0.95 * daylight(at)) * own.between(0.8, 1.2) * (inner ? 0.8 : 1);
    const flower = inner ? undefined : foliage.flower(own.child('flower'));
    const color = scaled(flower ?? (tones.get(axis.bough) as Vec3), light);
    const far = reach * (inner ? INNER : flower === undefined ? 1 : 0.75);
    const inward = normalize(sub(middle, at));
    return spray(
      {
        at,
        along,
        out,
        inward,
        reach: far,
        color,
        tilt: 0.75,
        lobes: inner ? LOBES.inner : LOBES.outer,
        grows: inner ? 0.15 : 1,
      },
      own,
    );
  });
}

/** One of each bough in turn, so that any few of them stand all over the crown. */
function inTurns(axes: readonly Axis[], random: RandomStream): Axis[] {
  const boughs = new Map<number, number>();
  const places = axes.map((axis, i) => ({ axis, at: random.child(i).uniform() })).sort((a, b) => a.at - b.at);
  return places
    .map(({ axis }) => {
      const round = boughs.get(axis.bough) ?? 0;
      boughs.set(axis.bough, round + 1);
      return { axis, key: round + ((axis.bough * GOLDEN) % 1) };
    })
    .sort((a, b) => a.key - b.key)
    .map(({ axis }) => axis);
}
/** Multiples of it fall evenly between 0 and 1. */
const GOLDEN = 0.6180339887498949;

/** Far enough inside for a large one not to stick out. */
function within([x, y, z]: Vec3, outline: Outline, reach: number, random: RandomStream): Vec3 {
  const up = Math.min(1 - reach, Math.max(outline.clear + reach * 0.8, z));
  const far = Math.sqrt(x * x + y * y);
  const most = Math.max(0, radiusAt(outline, up) - reach) * random.between(0.5, 1);
  const k = far > most ? most / far : 1;
  return [x * k, y * k, up];
}

/** Out of the crown, out of the bough's own mass, and up a little: soft light with masses in it. */
function facing(at: Vec3, middle: Vec3, { spread, clear }: Outline): Vec3 {
  const half = (1 - clear) / 2;
  const crown: Vec3 = [at[0] / (spread / 2), at[1] / (spread / 2), (at[2] - clear - 0.9 * half) / half];
  const mass = normalize(sub(at, add(middle, [0, 0, -0.03])));
  return normalize(add(add(scale(crown, 0.75), scale(mass, 0.6)), [0, 0, 0.3]));
}

function pointOf(path: readonly Vec3[], t: number): Vec3 {
  const last = path.length - 1;
  const k = Math.min(last - 1, Math.floor(t * last));
  return mix(path[k] as Vec3, path[k + 1] as Vec3, t * last - k);
}

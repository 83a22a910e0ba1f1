/**
 * Leaf sprays: small opaque stars, a lobe for a few leaves at the end of a twig. An alpha-cut texture would show the rasteriser what rays
 * don't see. Coarser shapes draw fewer and larger ones of the same plant, so that its mass and colour stay (Cook, Halstead, Planck and
 * Ryu, "Stochastic Simplification of Aggregate Detail", SIGGRAPH 2007).
 */
import { cos, PI, sin, sqrt, TAU } from '#core/math';
import { add, cross, normalize, scale, type Vec3 } from '#core/pose';
import type { RandomStream } from '#core/random';
import type { Patchwork } from './patchwork.js';
import { scaled } from './plant.js';

export interface Spray {
  /** Its middle, in the plant's true proportions. */
  readonly at: Vec3;
  /** Axes of its plane, unit, at right angles; `u` is the way the first lobe points. */
  readonly u: Vec3;
  readonly v: Vec3;
  /** Where the light that it gets comes from, unit: out of the crown. */
  readonly out: Vec3;
  /** Towards the middle of the crown, unit. */
  readonly inward: Vec3;
  /** How far its lobes reach, shares of the plant's height; each a factor on that, and how bright each is. */
  readonly reach: number;
  readonly lobes: readonly number[];
  /** How deep the notches after them are, shares of the reach, and how far each is turned off its even place, rad. */
  readonly notches: readonly number[];
  readonly turns: readonly number[];
  readonly tones: readonly number[];
  /** How wide it is, of how long. */
  readonly slender: number;
  /** How much of a coarser shape's enlargement it takes part in, 0..1. */
  readonly grows: number;
  /** Albedo, with the daylight that reaches it. */
  readonly color: Vec3;
  /** Where on the leaves' texture it lies. */
  readonly patch: readonly [number, number];
}

/** Notches between lobes, as a share of their reach. */
const NOTCH = 0.5;
export interface Placing {
  readonly at: Vec3;
  /** The way its first lobe points, about. */
  readonly along: Vec3;
  readonly out: Vec3;
  readonly inward: Vec3;
  readonly reach: number;
  readonly color: Vec3;
  /** 0: leaves lie flat towards the light, 1: any way. */
  readonly tilt: number;
  /** How many lobes it has near by. */
  readonly lobes: number;
  /** How wide it is, of how long; 1 when missing. */
  readonly slender?: number;
  readonly grows?: number;
}

export function spray(
  { at, along, out, inward, reach, color, tilt, lobes, slender = 1, grows = 1 }: Placing,
  random: RandomStream,
): Spray {
  const any = (by: number): Vec3 => [random.normal() * by, random.normal() * by, random.normal() * by];
  const facing = normalize(add(out, any(tilt)));
  const v = normalize(cross(facing, along));
  const u = cross(v, facing);
  return {
    at,
    u,
    v,
    out: normalize(add(out, any(0.22))),
    inward,
    reach: reach * random.between(0.75, 1.25),
    lobes: Array.from({ length: lobes }, (_, i) => random.between(0.62, 1.15) + (i === 0 ? 0.2 : 0)),
    notches: Array.from({ length: lobes }, () => random.between(NOTCH - 0.17, NOTCH + 0.17)),
    turns: Array.from({ length: lobes }, () => random.between(-0.9, 0.9) / lobes),
    tones: Array.from({ length: lobes }, () => random.between(0.8, 1.35)),
    color,
    slender,
    grows,
    patch: [random.between(0, 5), random.between(0, 5)],
  };
}

/** Of a star of so many lobes, as a share of its reach squared. */
export function areaOfStar(lobes: number): number {
  return lobes * NOTCH * sin(PI / lobes);
}

export function trianglesOfStar(lobes: number): number {
  return 2 * lobes - 2;
}

export interface Leafage {
  /** How many sprays are drawn, of how many lobes at most. */
  readonly count: number;
  readonly lobes: number;
  /** How many balls stand for the rest; none when missing. */
  readonly masses?: number;
}

/** In shares of the height squared. @param lobes at most */
export function areaOfSprays(sprays: readonly Spray[], lobes: number): number {
  return sprays.reduce(
    (sum, one) => sum + areaOfStar(Math.min(lobes, one.lobes.length)) * one.reach * one.reach * one.slender,
    0,
  );
}

/** So many of them, each in the mean colour of those next to it that it stands for. */
export function gathered(sprays: readonly Spray[], count: number): Spray[] {
  const drawn = sprays.slice(0, count);
  if (drawn.length === sprays.length || drawn.length === 0) return drawn;
  const sums = drawn.map(({ color }): { color: Vec3; many: number } => ({ color, many: 1 }));
  for (const { at, color } of sprays.slice(count)) {
    const sum = sums[nearestOf(drawn, at)] as (typeof sums)[number];
    sum.color = add(sum.color, color);
    sum.many++;
  }
  return drawn.map((one, i) => {
    const { color, many } = sums[i] as (typeof sums)[number];
    return { ...one, color: scaled(color, 1 / many) };
  });
}

function nearestOf(sprays: readonly Spray[], [x, y, z]: Vec3): number {
  let [best, least] = [0, Infinity];
  for (let i = 0; i < sprays.length; i++) {
    const { at } = sprays[i] as Spray;
    const far = (at[0] - x) * (at[0] - x) + (at[1] - y) * (at[1] - y) + (at[2] - z) * (at[2] - z);
    if (far < least) [best, least] = [i, far];
  }
  return best;
}

/** So large that their area is `area`. @param lobes at most */
export function drawSprays(patches: Patchwork, sprays: readonly Spray[], lobes: number, area: number): void {
  const size = sqrt(area / Math.max(1e-9, areaOfSprays(sprays, lobes)));
  for (const one of sprays) star(patches, one, Math.min(lobes, one.lobes.length), 1 + (size - 1) * one.grows);
}

function star(patches: Patchwork, spray: Spray, count: number, size: number): void {
  const { at, u, v, out, inward, reach, lobes, notches, turns, tones, color, slender, patch } = spray;
  // Larger ones draw back into the crown, so that its outline stays.
  const middle = add(at, scale(inward, 0.35 * reach * Math.max(0, size - 1)));
  const corner = (k: number): number => {
    const tip = k % 2 === 0;
    const i = k >> 1;
    const angle = (k / (2 * count)) * TAU + (tip ? (turns[i] as number) : 0);
    const far = reach * size * ((tip ? lobes[i] : notches[i]) as number);
    const [a, b] = [cos(angle) * far, sin(angle) * far * slender];
    const aside = add(scale(u, a), scale(v, b));
    const drop = scale(out, tip ? -0.3 * far : 0);
    const normal = normalize(add(out, scale(aside, 0.45 / (reach * size))));
    const light = tip ? (tones[i] as number) : 0.78;
    const [s, t] = [patch[0] + a, patch[1] + b];
    return patches.vertex(add(add(middle, aside), drop), normal, scaled(color, light), s, t);
  };
  const rim = Array.from({ length: 2 * count }, (_, k) => corner(k));
  const notch = (i: number): number => rim[(2 * i + 1) % (2 * count)] as number;
  for (let i = 0; i < count; i++) patches.triangle(rim[2 * i] as number, notch(i), notch(i + count - 1));
  for (let i = 1; i + 1 < count; i++) patches.triangle(notch(0), notch(i), notch(i + 1));
}

/** Tufts of grass and kerb weeds: single bent blades, leaves and stalks. */
import type { Material, Mesh } from '#contracts/model';
import { cos, sin, TAU } from '#core/math';
import { mix, normalize, type Vec3 } from '#core/pose';
import { type RandomStream, randomRoot } from '#core/random';
import { fitted, lookOf } from './fit.js';
import { lab } from './lab.js';
import { createPatchwork, type Frame, type Patchwork } from './patchwork.js';
import { type Grow, type PlantPart, scaled } from './plant.js';
import type { Season } from './season.js';

const BLADES: Material = { id: 'blades', baseColor: [1, 1, 1], roughness: 0.95, metalness: 0, texture: 'leaves' };
const FRAME: Frame = { length: 1, width: 1, height: 1, metres: 0.5 };

/** Living and withered blades (hay: L* 55-65, b* 20-25), and how many are withered. */
const LIVING: Vec3 = lab(42, -9, 21);
const FRESH: Vec3 = lab(46, -13, 28);
const WITHERED: Vec3 = lab(57, 3, 21);
const WITHERED_SHARE: Readonly<Record<Season, number>> = { spring: 0.2, summer: 0.35, autumn: 0.55, winter: 0.8 };

interface Blade {
  readonly root: Vec3;
  /** The way it leans, and the way that it is flat. */
  readonly angle: number;
  readonly turn: number;
  readonly lean: number;
  readonly height: number;
  readonly width: number;
  readonly color: Vec3;
}

/** Near by 30 blades of three triangles, else twelve of one, each in the colour of several. */
export const grassTuft: Grow = tufts(tuft);

/** A rosette of broad leaves and a few stalks with seed heads. */
export const weeds: Grow = tufts(weed);

type Make = (patches: Patchwork, variant: number, season: Season, fine: boolean, widen: number) => void;

function tufts(make: Make): Grow {
  return (variant, season) => {
    const mesh = (fine: boolean, widen: number): Mesh => {
      const patches = createPatchwork(FRAME);
      make(patches, variant, season, fine, widen);
      return patches.build();
    };
    const wood = createPatchwork(FRAME).build();
    const fine = { wood, leaves: mesh(true, 1) };
    const coarse = fitted(lookOf(fine), (size) => ({ wood, leaves: mesh(false, 2.5 * size) }));
    const [near, mid] = [fine, coarse].map(({ leaves }) => [{ mesh: leaves, material: BLADES }]) as [PlantPart[], PlantPart[]];
    return { close: near, near, mid, far: mid, distant: mid };
  };
}

function tuft(patches: Patchwork, variant: number, season: Season, fine: boolean, widen: number): void {
  const random = randomRoot('grass').child(variant);
  const count = fine ? 30 : 12;
  for (let i = 0; i < count; i++) {
    const own = random.child(i);
    const angle = own.between(0, TAU);
    const out = own.between(0, 0.26);
    const share = WITHERED_SHARE[season];
    const withered = fine ? Number(own.chance(share)) : share;
    const base = mix(season === 'spring' ? FRESH : LIVING, WITHERED, withered);
    blade(patches, fine, {
      root: [cos(angle) * out, sin(angle) * out, 0],
      angle: angle + own.between(-0.7, 0.7),
      lean: own.between(0.04, 0.36),
      turn: own.between(0, TAU),
      height: i === 0 ? 0.99 : own.between(0.35, 1),
      width: own.between(0.014, 0.026) * widen,
      color: scaled(base, own.between(0.75, 1.15)),
    });
  }
}

function weed(patches: Patchwork, variant: number, season: Season, fine: boolean, widen: number): void {
  const random = randomRoot('weeds').child(variant);
  const withered = WITHERED_SHARE[season] * 0.8;
  const leaves = fine ? 13 : 6;
  for (let i = 0; i < leaves; i++) {
    const own = random.child('leaf').child(i);
    const color = scaled(own.chance(withered) ? WITHERED : LIVING, own.between(0.6, 1.05));
    const angle = (i / leaves) * TAU + own.between(-0.3, 0.3);
    leaf(patches, angle, own.between(0.25, 0.47), own.between(0.1, 0.5), 0.16 * widen, color);
  }
  const stalks = fine ? 7 : 4;
  for (let i = 0; i < stalks; i++) {
    const own = random.child('stalk').child(i);
    const angle = own.between(0, TAU);
    const color = scaled(own.chance(0.3 + 0.6 * withered) ? WITHERED : LIVING, own.between(0.7, 1.1));
    const height = i === 0 ? 0.97 : own.between(0.5, 0.97);
    const stalk: Blade = {
      root: [0, 0, 0],
      angle,
      turn: own.between(0, TAU),
      lean: own.between(0.05, 0.3),
      height,
      width: 0.02 * widen,
      color,
    };
    blade(patches, fine, stalk);
    if (fine) head(patches, stalk, own);
  }
}

const UP: Vec3 = [0, 0, 1];

/** Blades are lit like the ground that they stand on. */
function blade(patches: Patchwork, fine: boolean, { root, angle, turn, lean, height, width, color }: Blade): void {
  const [c, s, across, aside] = [cos(angle), sin(angle), cos(turn), sin(turn)];
  const at = (t: number): Vec3 => [
    root[0] + c * lean * t * t,
    root[1] + s * lean * t * t,
    height * t * (1 + 0.25 * lean * (1 - t)),
  ];
  const pair = (t: number, wide: number, light: number): [number, number] => {
    const [x, y, z] = at(t);
    const own = scaled(color, light);
    return [
      patches.vertex([x + across * wide, y + aside * wide, z], UP, own, angle, 0.1 * t),
      patches.vertex([x - across * wide, y - aside * wide, z], UP, own, angle + 0.02, 0.1 * t),
    ];
  };
  const [a, b] = pair(0, width, 0.55);
  const tip = patches.vertex(at(1), UP, scaled(color, 1.15), angle, 0.1);
  if (!fine) {
    patches.triangle(a, b, tip);
    return;
  }
  const [d, e] = pair(0.6, width * 0.7, 0.95);
  patches.triangle(a, b, e);
  patches.triangle(a, e, d);
  patches.triangle(d, e, tip);
}

function leaf(patches: Patchwork, angle: number, reach: number, rise: number, wide: number, color: Vec3): void {
  const [c, s] = [cos(angle), sin(angle)];
  const p = (r: number, aside: number, z: number, light: number): number =>
    patches.vertex(
      [c * r - s * aside, s * r + c * aside, z],
      normalize([c * 0.4, s * 0.4, 1]),
      scaled(color, light),
      r * 2,
      aside * 2,
    );
  const foot = p(0.02, 0, 0.02, 0.5);
  const left = p(reach * 0.6, reach * wide, rise, 1);
  const right = p(reach * 0.6, -reach * wide, rise, 0.9);
  const tip = p(reach, 0, rise * 0.75, 1.1);
  patches.triangle(foot, right, left);
  patches.triangle(left, right, tip);
}

/** At the end of a stalk, as long as a finger. */
function head(patches: Patchwork, { angle, lean, height, color }: Blade, random: RandomStream): void {
  const [c, s] = [cos(angle), sin(angle)];
  const long = random.between(0.1, 0.2);
  const at = (t: number, aside: number): Vec3 => [
    c * lean * t * t - s * aside,
    s * lean * t * t + c * aside,
    height * t * (1 + 0.25 * lean * (1 - t)),
  ];
  const tone = mix(color, WITHERED, 0.5);
  const [a, b] = [1 - long, 1 - 0.4 * long];
  const foot = patches.vertex(at(a, 0), UP, tone, 0, 0);
  const left = patches.vertex(at(b, 0.022), UP, tone, 0.01, 0);
  const right = patches.vertex(at(b, -0.022), UP, scaled(tone, 0.8), 0, 0.01);
  const tip = patches.vertex(at(1, 0), UP, tone, 0.01, 0.01);
  patches.triangle(foot, right, left);
  patches.triangle(left, right, tip);
}

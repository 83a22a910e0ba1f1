/** The person on a two-wheeler: figure and clothes as people have them, what riders wear besides. */
import type { Material } from '#contracts/model';
import type { Look } from '#contracts/scene';
import { sin } from '#core/math';
import type { Vec3 } from '#core/pose';
import type { RandomStream } from '#core/random';
import { createSkin, type Ring, type SkinnedSurface } from '../mesh/skin.js';
import { type Clothes, dressBody, type Figure, type Frame, frameOf, P } from '../people/body.js';
import { CLOTH, clothesFor, figureOf, SKIN } from '../people/person.js';

export interface Wear {
  /** `none`, a bicycle's open one, or one over the whole head. */
  readonly helmet: 'none' | 'open' | 'closed';
  readonly clothes: Clothes;
}

export interface Rider {
  readonly figure: Figure;
  readonly frame: Frame;
  readonly surfaces: readonly { readonly name: string; readonly surface: SkinnedSurface; readonly material: Material }[];
}

const HELMETS: readonly Vec3[] = [
  [0.02, 0.02, 0.022],
  [0.6, 0.6, 0.58],
  [0.4, 0.03, 0.03],
  [0.03, 0.12, 0.4],
  [0.5, 0.5, 0.04],
  [0.25, 0.26, 0.27],
];
const VISOR: Vec3 = [0.012, 0.013, 0.015];
const SHELL: Material = { id: 'helmet', baseColor: [1, 1, 1], roughness: 0.3, metalness: 0, texture: 'paint' };

/** Of any upright figure; the stoop is the position's. @param heights stature, m */
export function figureFor(look: Look, random: RandomStream, heights: readonly [number, number], child: boolean): Figure {
  return { ...figureOf(look, random, heights, child), stoop: 0 };
}

export function dressRider(figure: Figure, { clothes, helmet }: Wear, random: RandomStream): Rider {
  const frame = frameOf(figure);
  const [cloth, skin, shell] = [createSkin(), createSkin(), createSkin()];
  dressBody(cloth, skin, figure, clothes, frame);
  if (helmet !== 'none') drawHelmet(shell, figure, frame, helmet, random.child('helmet').pick(HELMETS));
  return {
    figure,
    frame,
    surfaces: [
      { name: 'clothes', surface: cloth.build(), material: CLOTH },
      { name: 'skin', surface: skin.build(), material: SKIN },
      ...(helmet === 'none' ? [] : [{ name: 'helmet', surface: shell.build(), material: SHELL }]),
    ],
  };
}

/** Rings over the head (its size is 0.13 of the stature, as people's heads are drawn), clear of the hair. */
function drawHelmet(
  shell: ReturnType<typeof createSkin>,
  f: Figure,
  { bones, h }: Frame,
  helmet: 'open' | 'closed',
  color: Vec3,
): void {
  const base = bones[P.head]?.joint as Vec3;
  const size = 0.13 * h * (1 + 0.32 * f.childlike);
  const rows: readonly (readonly [t: number, width: number, depth: number, x: number])[] =
    helmet === 'open'
      ? [
          [0.58, 0.43, 0.53, 0],
          [0.64, 0.46, 0.57, 0.01],
          [0.84, 0.43, 0.53, 0],
          [1.0, 0.33, 0.41, -0.02],
          [1.1, 0.12, 0.16, -0.03],
        ]
      : [
          [-0.16, 0.36, 0.42, 0.06],
          [-0.06, 0.44, 0.54, 0.06],
          [0.2, 0.5, 0.62, 0.05],
          [0.34, 0.51, 0.62, 0.04],
          [0.36, 0.51, 0.62, 0.04],
          [0.66, 0.5, 0.6, 0.01],
          [0.68, 0.5, 0.6, 0.01],
          [0.9, 0.44, 0.53, -0.01],
          [1.08, 0.28, 0.34, -0.02],
          [1.14, 0.08, 0.1, -0.02],
        ];
  const visor =
    (t: number) =>
    (angle: number): Vec3 =>
      t > 0.3 && t < 0.67 && sin(angle) < -0.3 ? VISOR : color;
  shell.sleeve(
    rows.map(
      ([t, width, depth, x]): Ring => ({
        center: [base[0] + x * size, 0, base[2] + t * size],
        width: width * size,
        height: depth * size,
        weights: [[P.head, 1]],
        color: helmet === 'closed' ? visor(t) : color,
      }),
    ),
    14,
    [0, 1, 0],
  );
}

const JERSEYS: readonly Vec3[] = [
  [0.5, 0.03, 0.03],
  [0.03, 0.2, 0.5],
  [0.55, 0.5, 0.03],
  [0.6, 0.6, 0.58],
  [0.03, 0.3, 0.1],
  [0.5, 0.18, 0.02],
  [0.02, 0.02, 0.022],
  [0.35, 0.05, 0.25],
];

/** What people wear on a bicycle of this kind. Traits `top`, `bottom`, `bag`, `helmet`, `hiVis` say otherwise. */
export function cyclistWear(look: Look, random: RandomStream, sport: boolean, child: boolean): Wear {
  const everyday = clothesFor(look, random, child);
  const wearing = sport || child ? 0.92 : 0.35;
  const stated = look.traits.helmet;
  const helmet = stated === 'yes' || (stated === undefined && random.child('wears helmet').chance(wearing));
  const legs = everyday.legs === 'coat' ? 'trousers' : everyday.legs === 'skirt' ? 'shorts' : everyday.legs;
  const jersey = sport && look.traits.top === undefined && look.traits.hiVis !== 'yes';
  return {
    helmet: helmet ? 'open' : 'none',
    clothes: {
      ...everyday,
      legs: sport ? 'shorts' : legs,
      hairLength: helmet ? 'short' : everyday.hairLength,
      ...(jersey ? { top: random.child('jersey').pick(JERSEYS), bottom: [0.014, 0.014, 0.016], sleeves: 'short' } : {}),
      bag: sport ? 'none' : everyday.bag,
    },
  };
}

/** Leather and textile, closed helmet on motorcycles; open or closed on scooters. */
export function motorcyclistWear(look: Look, random: RandomStream, scooter: boolean): Wear {
  const everyday = clothesFor(look, random, false);
  const leather = !scooter || random.child('leather').chance(0.3);
  const bright = random.child('bright').chance(0.3) ? random.child('jersey').pick(JERSEYS) : ([0.018, 0.018, 0.02] as const);
  return {
    helmet: scooter && random.child('open face').chance(0.5) ? 'open' : 'closed',
    clothes: {
      ...everyday,
      legs: 'trousers',
      sleeves: 'long',
      hairLength: 'short',
      ...(leather && look.traits.hiVis !== 'yes'
        ? { top: bright, bottom: [0.018, 0.018, 0.02], shoes: [0.015, 0.015, 0.015] }
        : {}),
    },
  };
}

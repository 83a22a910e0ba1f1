/**
 * Autumn leaves in the air, leaf by leaf: each tree sheds them as a Poisson process in time, and where one is follows in closed form from when it came
 * off. They are few: in a gale some thirty a tree, which take about 1e-4 of the light per metre. No range, no label and no laser scanner takes notice.
 */
import { lab } from '#assets/places/plants/lab';
import { seasonOf } from '#assets/places/plants/season';
import { shareAt } from '#assets/sway/air';
import type { Medium } from '#contracts/frame';
import type { Place } from '#contracts/place';
import { cos, exp, length2, sin, TAU } from '#core/math';
import { type Block, type Key, philox4x32, UNIT } from '#core/philox';
import type { Vec3 } from '#core/pose';
import { poisson } from './field.js';

/** A tree that has leaves to shed. */
export interface SheddingTree {
  /** World, m. */
  readonly foot: Vec3;
  readonly height: number;
  readonly width: number;
  /** Of its leaves, about, m. */
  readonly leaf: number;
  /** Names its leaves. */
  readonly number: number;
}

/** A leaf that has come off. */
export interface FallingLeaf {
  /** When, since the scenario's start, and for how long it is in the air, s. */
  readonly shed: number;
  readonly lasts: number;
  /** World, m, then. */
  readonly from: Vec3;
  /** m */
  readonly length: number;
  readonly width: number;
  /** Linear albedo. */
  readonly color: Vec3;
  readonly way: Way;
}

/** How it goes: with the wind at its height, down at its own speed, swinging to and fro. Angles rad, lengths m, rates rad/s. */
interface Way {
  readonly drift: readonly [x: number, y: number];
  readonly fall: number;
  readonly meander: { readonly reach: number; readonly rate: number; readonly phase: number };
  readonly swing: { readonly reach: number; readonly rate: number; readonly phase: number; readonly heading: number };
  /** How far the blade tilts as it swings, or, where it tumbles, none. */
  readonly tilt: number;
  readonly tumbles: boolean;
}

/** Where a leaf is and how it lies; the blade is spanned by two unit vectors at right angles. */
export interface LeafPose {
  readonly position: Vec3;
  readonly along: Vec3;
  readonly across: Vec3;
}

/** A tree of that height, m, is what rates are told of; larger crowns shed more by their surface. */
const TOLD_OF_M = 10;
/**
 * At the height of the fall: some 80,000 leaves in four days with a mean of 3 m/s, and by the square of the speed, so that most go in windy hours. An
 * order of size.
 */
const SHED_PER_S = 0.1;
const SHED_AT = 2;
const MOST_PER_S = 6;
/** A stretch of time whose leaves are drawn at once, s. Gusts take them: of all stretches so many have more than their share, so much of it. */
const STRETCH_S = 0.5;
const GUSTY = { chance: 0.3, more: 2.5, less: (1 - 0.3 * 2.5) / 0.7 };
/** Length of blades, m (tree guides: plane 12 to 25 cm, maple and oak 8 to 15, lime 6 to 10, poplar 6 to 9, birch 3 to 6). */
const BLADES: Readonly<Record<string, number>> = {
  'tree-plane': 0.16,
  'tree-lime': 0.085,
  'tree-birch': 0.05,
  'tree-poplar': 0.075,
  'tree-small': 0.06,
  'tree-pollard': 0.12,
};
const ANY_BLADE = 0.11;
/** Broad leaves fall at 1 to 2 m/s, fluttering ones the slower (e.g. Andersen, Pesavento and Wang 2005, J. Fluid Mech. 541, on how plates flutter and tumble). */
const FALL: readonly [number, number] = [0.9, 1.8];
/** A leaf goes with the air after so long, s: its terminal speed over g, about. */
const CATCHES_UP_S = 0.15;
/** Among trees and houses so much of the wind is left. An order of size. */
const SHELTERED = 0.4;
/** Single leaves are stronger in colour than crowns (palette.ts): L*, a*, b*. */
const COLORS = [lab(57, 5, 42), lab(50, 10, 36), lab(42, 17, 28), lab(36, 9, 20), lab(46, -6, 30)] as const;

export function sheddingTrees({ features }: Place): SheddingTree[] {
  return features.flatMap(({ kind, position, size, base = 0 }, number) => {
    const { plant, season } = seasonOf(kind);
    if (season !== 'autumn' || !plant.startsWith('tree')) return [];
    return [
      {
        foot: [position[0], position[1], base],
        height: size[2],
        width: (size[0] + size[1]) / 2,
        leaf: BLADES[plant] ?? ANY_BLADE,
        number,
      },
    ];
  });
}

/** Leaves that a tree of ten metres sheds a second: as stated, or by the wind. */
export function leavesPerS({ leavesPerS: stated, windMPerS: [x, y] }: Pick<Medium, 'leavesPerS' | 'windMPerS'>): number {
  const speed = length2(x, y) / SHED_AT;
  return stated ?? Math.min(MOST_PER_S, SHED_PER_S * speed * speed);
}

/** How far from their tree its leaves come down, m. */
export function driftOf({ height, width }: SheddingTree, [x, y]: Vec3): number {
  return width / 2 + length2(x, y) * SHELTERED * shareAt(height / 2) * (height / FALL[0] + 1);
}

/** All of a tree's leaves that are in the air at that time. @param seed the sample's */
export function leavesOf(
  tree: SheddingTree,
  medium: Pick<Medium, 'leavesPerS' | 'windMPerS'>,
  seed: number,
  timeS: number,
): FallingLeaf[] {
  const mean = leavesPerS(medium) * STRETCH_S * (tree.height / TOLD_OF_M) * (tree.height / TOLD_OF_M);
  if (mean === 0) return [];
  const key: Key = [seed >>> 0, tree.number];
  const longest = tree.height / FALL[0] + CATCHES_UP_S;
  const found: FallingLeaf[] = [];
  for (let k = Math.floor((timeS - longest) / STRETCH_S); k <= Math.floor(timeS / STRETCH_S); k++) {
    const [u, gust] = philox4x32([k >>> 0, 0, 0, 0], key);
    const share = gust * UNIT < GUSTY.chance ? GUSTY.more : GUSTY.less;
    const count = poisson(Math.min(30, mean * share), u * UNIT);
    for (let n = 1; n <= count; n++) {
      const leaf = leafOf(tree, medium.windMPerS, (k + draw(key, k, n, 0)[0]) * STRETCH_S, (i) => draw(key, k, n, i));
      if (timeS >= leaf.shed && timeS < leaf.shed + leaf.lasts) found.push(leaf);
    }
  }
  return found;
}

/** Four numbers in [0, 1). */
function draw(key: Key, stretch: number, leaf: number, block: number): Block {
  return philox4x32([stretch >>> 0, leaf, 1 + block, 0], key).map((word) => word * UNIT) as unknown as Block;
}

function leafOf(tree: SheddingTree, wind: Vec3, shed: number, drawn: (block: number) => Block): FallingLeaf {
  const [, turn, level, depth] = drawn(0);
  const [size, slimness, hue, light] = drawn(1);
  const [speed, swings, phase, heading] = drawn(2);
  const [tumbles, wanders, when, tilts] = drawn(3);
  // From the outer half of the crown.
  const height = tree.height * (0.3 + 0.6 * level);
  const out = tree.width * 0.5 * Math.sqrt(0.3 + 0.7 * depth) * Math.sqrt(1 - 4 * (level - 0.5) * (level - 0.5) * 0.8);
  const from: Vec3 = [tree.foot[0] + out * cos(TAU * turn), tree.foot[1] + out * sin(TAU * turn), tree.foot[2] + height];
  const share = SHELTERED * shareAt(height / 2);
  const fall = FALL[0] + (FALL[1] - FALL[0]) * speed;
  const length = tree.leaf * (0.7 + 0.6 * size);
  const color = COLORS[Math.floor(hue * COLORS.length)] as Vec3;
  const rate = TAU * (1 + 1.2 * swings);
  const slow = 0.5 + 1.2 * wanders;
  return {
    shed,
    lasts: height / fall + CATCHES_UP_S,
    from,
    length,
    width: length * (0.5 + 0.3 * slimness),
    color: color.map((c) => c * (0.75 + 0.5 * light)) as unknown as Vec3,
    way: {
      drift: [wind[0] * share, wind[1] * share],
      fall,
      meander: { reach: (0.3 * length2(wind[0], wind[1]) * share) / slow, rate: slow, phase: TAU * when },
      swing: { reach: 0.08 + 0.22 * tilts, rate, phase: TAU * phase, heading: TAU * heading },
      tilt: 0.5 + 0.7 * tilts,
      tumbles: tumbles < 0.35,
    },
  };
}

/** @param timeS while it is in the air */
export function leafAt({ shed, from, way }: FallingLeaf, timeS: number): LeafPose {
  const since = timeS - shed;
  const gone = since - CATCHES_UP_S * (1 - exp(-since / CATCHES_UP_S));
  const { drift, fall, meander, swing, tilt, tumbles } = way;
  const wander = meander.reach * (sin(meander.rate * since + meander.phase) - sin(meander.phase));
  const turn = swing.rate * since + swing.phase;
  const [c, s] = [cos(swing.heading), sin(swing.heading)];
  const aside = swing.reach * (sin(turn) - sin(swing.phase));
  const strength = length2(drift[0], drift[1]) || 1;
  const angle = tumbles ? 1.7 * turn : tilt * cos(turn);
  const [level, upright] = [cos(angle), sin(angle)];
  return {
    position: [
      from[0] + drift[0] * gone + (wander * drift[0]) / strength - (0.5 * wander * drift[1]) / strength + aside * c,
      from[1] + drift[1] * gone + (wander * drift[1]) / strength + (0.5 * wander * drift[0]) / strength + aside * s,
      from[2] - fall * gone,
    ],
    along: [-s, c, 0],
    across: [level * c, level * s, upright],
  };
}

/**
 * Kinds of plants by name. A feature's kind may name a season after a dot: `tree-plane.winter`, `hedge.autumn`; without, it is summer.
 * What keeps its leaves looks alike in all.
 */
import type { Stem } from '#contracts/model';
import { grassTuft, weeds } from './grass.js';
import { cypressHedge, hedge } from './hedge.js';
import { ivy } from './ivy.js';
import { evergreen, remembering } from './memory.js';
import { type Grow, type PlantPart, RANGES } from './plant.js';
import { type Season, seasonOf } from './season.js';
import { birch, bush, flowering, lime, pine, plane, pollard, poplar, small, tree } from './species.js';
import { spruce } from './spruce.js';

export type { PlantPart } from './plant.js';
export { SEASONS, type Season, seasonOf } from './season.js';

export interface PlantLevel {
  /** Distance from the eye to the foot, m: from (included) and to (not). */
  readonly within: readonly [from: number, to: number];
  grow(variant: number): readonly PlantPart[];
}

/** Where shapes change to the next coarser one, and where the coarsest ends, m; where two are the same, the one between is left out. */
type Changes = readonly [toNear: number, toMid: number, toFar: number, toDistant: number, end: number];

const NEVER = Number.POSITIVE_INFINITY;
/** A spray of a tree of 8 m is some four pixels at 40 m in a picture of 1280. */
const TREE: Changes = [20, 40, 90, 170, NEVER];
/** Deep in a wood, behind others. */
const BEHIND: Changes = [0, 0, 60, 140, NEVER];
const SHRUB: Changes = [6, 18, 45, 100, NEVER];
/** A tuft of half a metre is a few pixels high. */
const TUFT: Changes = [0, 22, 70, 70, 70];

interface Kind {
  readonly grow: Grow;
  readonly changes: Changes;
  /** Height over diameter of what sways; firm when missing. */
  readonly slenderness?: number;
}

/**
 * Height over diameter: some 50 in the open, more among others; from 80 on, wind and snow break stands (Wonn and O'Hara 2001, West. J. Appl. For. 16).
 * Of a bush, the stem that counts is one of many.
 */
const SLENDER = { open: 50, slim: 60, stand: 75, bush: 70 };

const anyTree = remembering(tree);
const anySpruce = evergreen(remembering(spruce));

const KINDS: Readonly<Record<string, Kind>> = {
  tree: { grow: anyTree, changes: TREE, slenderness: SLENDER.open },
  'tree-far': { grow: anyTree, changes: BEHIND, slenderness: SLENDER.stand },
  'tree-plane': { grow: remembering(plane), changes: TREE, slenderness: SLENDER.open },
  'tree-lime': { grow: remembering(lime), changes: TREE, slenderness: SLENDER.open },
  'tree-birch': { grow: remembering(birch), changes: TREE, slenderness: SLENDER.slim },
  'tree-poplar': { grow: remembering(poplar), changes: TREE, slenderness: SLENDER.slim },
  'tree-small': { grow: remembering(small), changes: TREE, slenderness: SLENDER.open },
  'tree-pollard': { grow: remembering(pollard), changes: TREE, slenderness: SLENDER.open },
  conifer: { grow: anySpruce, changes: TREE, slenderness: SLENDER.stand },
  'conifer-far': { grow: anySpruce, changes: BEHIND, slenderness: SLENDER.stand },
  pine: { grow: evergreen(remembering(pine)), changes: TREE, slenderness: SLENDER.slim },
  bush: { grow: remembering(bush), changes: SHRUB, slenderness: SLENDER.bush },
  'shrub-flowering': { grow: remembering(flowering), changes: SHRUB, slenderness: SLENDER.bush },
  hedge: { grow: remembering(hedge), changes: SHRUB },
  'cypress-hedge': { grow: evergreen(remembering(cypressHedge)), changes: SHRUB },
  ivy: { grow: evergreen(remembering(ivy)), changes: TREE },
  grass: { grow: remembering(grassTuft), changes: TUFT },
  weeds: { grow: remembering(weeds), changes: TUFT },
};

export const PLANT_KINDS: readonly string[] = Object.keys(KINDS);

/** A plant's shapes by distance, at most one there at any. @returns undefined for what is no plant */
export function plantLevels(kind: string): readonly PlantLevel[] | undefined {
  const { plant, season } = seasonOf(kind);
  const known = Object.hasOwn(KINDS, plant) ? KINDS[plant] : undefined;
  if (known === undefined) return undefined;
  const { grow, changes } = known;
  const edges = [0, ...changes];
  return RANGES.flatMap((range, i): PlantLevel[] => {
    const within: [number, number] = [edges[i] as number, edges[i + 1] as number];
    return within[0] < within[1] ? [{ within, grow: (variant) => grow(variant, season)[range] }] : [];
  });
}

export function isPlant(kind: string): boolean {
  return Object.hasOwn(KINDS, seasonOf(kind).plant);
}

/** How much of a full crown meets the wind, by season: bare twigs about a third (an order of size). */
const CROWN: Readonly<Record<Season, number>> = { spring: 0.6, summer: 1, autumn: 0.85, winter: 0.33 };
/** Shed nothing. */
const EVERGREEN = /^(conifer|pine)/;

/** @returns undefined for what stands firm in the wind */
export function stemOf(kind: string): Stem | undefined {
  const { plant, season } = seasonOf(kind);
  const slenderness = Object.hasOwn(KINDS, plant) ? KINDS[plant]?.slenderness : undefined;
  if (slenderness === undefined) return undefined;
  return { slenderness, crown: EVERGREEN.test(plant) ? 1 : CROWN[season] };
}

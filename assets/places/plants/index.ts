/**
 * Kinds of plants by name. A feature's kind may name a season after a dot: `tree-plane.winter`, `hedge.autumn`; without, it is summer.
 * What keeps its leaves looks alike in all.
 */
import { grassTuft, weeds } from './grass.js';
import { cypressHedge, hedge } from './hedge.js';
import { ivy } from './ivy.js';
import { evergreen, remembering } from './memory.js';
import { type Grow, type PlantPart, RANGES } from './plant.js';
import { seasonOf } from './season.js';
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
}

const anyTree = remembering(tree);
const anySpruce = evergreen(remembering(spruce));

const KINDS: Readonly<Record<string, Kind>> = {
  tree: { grow: anyTree, changes: TREE },
  'tree-far': { grow: anyTree, changes: BEHIND },
  'tree-plane': { grow: remembering(plane), changes: TREE },
  'tree-lime': { grow: remembering(lime), changes: TREE },
  'tree-birch': { grow: remembering(birch), changes: TREE },
  'tree-poplar': { grow: remembering(poplar), changes: TREE },
  'tree-small': { grow: remembering(small), changes: TREE },
  'tree-pollard': { grow: remembering(pollard), changes: TREE },
  conifer: { grow: anySpruce, changes: TREE },
  'conifer-far': { grow: anySpruce, changes: BEHIND },
  pine: { grow: evergreen(remembering(pine)), changes: TREE },
  bush: { grow: remembering(bush), changes: SHRUB },
  'shrub-flowering': { grow: remembering(flowering), changes: SHRUB },
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

/**
 * Kinds of plants by name. A feature's kind may name a season after a dot: `tree-plane.winter`, `hedge.autumn`; without, it is summer.
 * What keeps its leaves looks alike in all.
 */
import { grassTuft, weed } from './grass.js';
import { cypressHedge, hedge } from './hedge.js';
import { ivy } from './ivy.js';
import { type Grow, type Grown, type PlantPart, RANGES } from './plant.js';
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

/** Where shapes change to the next coarser one, m; where two are the same, the one between is left out. */
type Changes = readonly [toMid: number, toFar: number, toDistant: number];

/** A spray of a tree of 8 m is some four pixels at 40 m in a picture of 1280. */
const TREE: Changes = [40, 90, 170];
/** Deep in a wood, behind others. */
const BEHIND: Changes = [0, 60, 140];
const SHRUB: Changes = [18, 45, 100];
/** A tuft of half a metre is a few pixels high. */
const TUFT = { coarse: 22, ends: 70 } as const;

/** Of each: a place's eight variants in two seasons. */
const KEPT = 16;
const memories = new WeakMap<Grow, Grow>();

type Kind = (season: Season) => readonly PlantLevel[];

const KINDS: Readonly<Record<string, Kind>> = {
  tree: whole(tree, TREE),
  'tree-far': whole(tree, BEHIND),
  'tree-plane': whole(plane, TREE),
  'tree-lime': whole(lime, TREE),
  'tree-birch': whole(birch, TREE),
  'tree-poplar': whole(poplar, TREE),
  'tree-small': whole(small, TREE),
  'tree-pollard': whole(pollard, TREE),
  conifer: whole(spruce, TREE),
  'conifer-far': whole(spruce, BEHIND),
  pine: whole(pine, TREE),
  bush: whole(bush, SHRUB),
  'shrub-flowering': whole(flowering, SHRUB),
  hedge: whole(hedge, SHRUB),
  'cypress-hedge': whole(cypressHedge, SHRUB),
  ivy: whole(ivy, TREE),
  grass: tuft(grassTuft),
  weeds: tuft(weed),
};

export const PLANT_KINDS: readonly string[] = Object.keys(KINDS);

/** A plant's shapes by distance, each there once at any. @returns undefined for what is no plant */
export function plantLevels(kind: string): readonly PlantLevel[] | undefined {
  const { plant, season } = seasonOf(kind);
  return Object.hasOwn(KINDS, plant) ? KINDS[plant]?.(season) : undefined;
}

function whole(grow: Grow, changes: Changes): Kind {
  const grown = remembered(grow);
  const edges = [0, ...changes, Number.POSITIVE_INFINITY];
  return (season) =>
    RANGES.flatMap((range, i): PlantLevel[] => {
      const within: [number, number] = [edges[i] as number, edges[i + 1] as number];
      return within[0] < within[1] ? [{ within, grow: (variant) => grown(variant, season)[range] }] : [];
    });
}

function tuft(grow: (variant: number, season: Season, fine: boolean) => readonly PlantPart[]): Kind {
  return (season) => [
    { within: [0, TUFT.coarse], grow: (variant) => grow(variant, season, true) },
    { within: [TUFT.coarse, TUFT.ends], grow: (variant) => grow(variant, season, false) },
  ];
}

/** Growing takes a while; a sample's places ask for the same plants again. */
function remembered(grow: Grow): Grow {
  const before = memories.get(grow);
  if (before !== undefined) return before;
  const known = new Map<string, Grown>();
  const remembering: Grow = (variant, season) => {
    const key = `${variant} ${season}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    if (known.size >= KEPT) known.delete(known.keys().next().value as string);
    const made = grow(variant, season);
    known.set(key, made);
    return made;
  };
  memories.set(grow, remembering);
  return remembering;
}

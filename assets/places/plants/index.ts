/** Kinds of plants, with the distances (eye to foot, m) at which each of their shapes stands for them. */
import { bush } from './bush.js';
import { conifer } from './conifer.js';
import { grassTuft } from './grass.js';
import type { Grow, PlantPart } from './plant.js';
import { tree } from './tree.js';

export type { PlantPart } from './plant.js';

export interface PlantLevel {
  /** From (included) and to (not); always when missing. */
  readonly within?: readonly [from: number, to: number];
  grow(variant: number): readonly PlantPart[];
}

/** Where finer shapes are no longer worth their triangles: a crown of 5 m at 55 m is some 80 pixels wide in a picture of 1280. */
const TREE_CHANGES = [55, 130] as const;
const BUSH_CHANGES = [30, 110] as const;
/** A tuft of half a metre is a few pixels high. */
const GRASS_ENDS = 70;

export const PLANTS: Readonly<Record<string, readonly PlantLevel[]>> = {
  tree: levels(tree, ...TREE_CHANGES),
  'tree-far': levels(tree, 0, TREE_CHANGES[1]),
  conifer: levels(conifer, ...TREE_CHANGES),
  'conifer-far': levels(conifer, 0, TREE_CHANGES[1]),
  bush: levels(bush, ...BUSH_CHANGES),
  grass: [{ within: [0, GRASS_ENDS], grow: grassTuft }],
};

function levels(grow: Grow, nearEnds: number, farEnds: number): readonly PlantLevel[] {
  const all: readonly PlantLevel[] = [
    { within: [0, nearEnds], grow: (variant) => grow(variant, 'near') },
    { within: [nearEnds, farEnds], grow: (variant) => grow(variant, 'far') },
    { within: [farEnds, Number.POSITIVE_INFINITY], grow: (variant) => grow(variant, 'distant') },
  ];
  return all.filter(({ within: [from, to] = [0, 1] }) => to > from);
}

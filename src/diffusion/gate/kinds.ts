/** Coarse kinds of things, as the gate's own network tells them apart. */
import { GROUPS, type Group, groupTable } from '../field/groups.js';

/** Order is part of the weights. */
export const KINDS = ['sky', 'ground', 'green', 'building', 'fixture', 'vehicle', 'person', 'animal', 'other'] as const;
export type Kind = (typeof KINDS)[number];

const OF_GROUP: Readonly<Record<Group, Kind>> = {
  sky: 'sky',
  road: 'ground',
  marking: 'ground',
  pavement: 'ground',
  terrain: 'green',
  vegetation: 'green',
  building: 'building',
  fixture: 'fixture',
  vehicle: 'vehicle',
  person: 'person',
  animal: 'animal',
  other: 'other',
};

/** Kinds that stand for a body wherever they appear. */
export const BODIES: readonly Kind[] = ['vehicle', 'person', 'animal'];
/** Held to stricter thresholds. */
export const SAFETY: readonly Kind[] = ['person', 'animal'];

export interface NamedClass {
  readonly id: string;
  readonly index: number;
}

/** @returns the index in `KINDS` by semantic id */
export function kindTable(classes: readonly NamedClass[]): Uint8Array {
  return groupTable(classes).map((group) => KINDS.indexOf(OF_GROUP[GROUPS[group] as Group]));
}

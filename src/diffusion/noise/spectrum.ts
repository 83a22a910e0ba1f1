/** How large changes of look are, and over what they are alike, by group of classes and plane: measured on training views, part of a model. */
import { PLANES } from '../field/change.js';
import { GROUPS } from '../field/groups.js';

/** What noise is made of: one value a picture, one a segment, two smooth ones in the world, one a cell. */
export const PARTS = ['whole', 'segment', 'broad', 'fine', 'white'] as const;
export type Part = (typeof PARTS)[number];

/** Lists of one number a group and plane, at `group * PLANES + plane`. */
export interface Spectrum {
  /** Root mean square of a change. */
  readonly sizes: readonly number[];
  /** Shares of the variance; over the parts they add up to 1. */
  readonly shares: Readonly<Record<Part, readonly number[]>>;
}

export const SPECTRUM_LENGTH = GROUPS.length * PLANES;

/** The same for all groups and planes. @param size root mean square, a plane */
export function evenSpectrum(size: readonly number[], shares: Readonly<Record<Part, number>>): Spectrum {
  const all = (value: (plane: number) => number): number[] =>
    Array.from({ length: SPECTRUM_LENGTH }, (_, i) => value(i % PLANES));
  return {
    sizes: all((plane) => size[plane] as number),
    shares: Object.fromEntries(PARTS.map((part) => [part, all(() => shares[part])])) as Record<Part, number[]>,
  };
}

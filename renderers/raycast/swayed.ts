/** Copies of a place as the wind moves them during a sweep: each stands as at the nearest of the sweep's instants. */
import type { Instants } from './instants.js';
import type { StandingCopy, StandingPlace } from './standing-place.js';
import { inverseOf, type Rigid } from './target.js';

export interface Swayed {
  /** Its frame from the world's when a ray is fired; undefined where they are one. */
  inverse(copy: number, timeNs: number): Rigid | undefined;
  /** World from its frame `laterNs` after that; undefined for what stands firm. */
  later(copy: number, timeNs: number): Rigid | undefined;
}

export function swayedCopies({ copies }: StandingPlace, instants: Instants): Swayed {
  const { request } = instants;
  const moving = copies.map(({ sways }) => sways?.sway.isSeen(sways.copy, request.eye) === true);
  if (!moving.includes(true))
    return { inverse: (copy) => (copies[copy] as StandingCopy).target.inverse, later: () => undefined };
  const inverses = copies.map(() => new Map<number, Rigid>());
  const laters = copies.map(() => new Map<number, Rigid>());
  const world = (copy: number, timeNs: number): Float64Array => {
    const { sway, copy: own } = (copies[copy] as StandingCopy).sways as NonNullable<StandingCopy['sways']>;
    return sway.at(own, timeNs);
  };
  const remembered = (known: Map<number, Rigid>, k: number, make: () => Rigid): Rigid => {
    const found = known.get(k) ?? make();
    known.set(k, found);
    return found;
  };
  const timeOf = (k: number): number => request.fromNs + k * request.stepNs;
  return {
    inverse(copy, timeNs) {
      if (!moving[copy]) return (copies[copy] as StandingCopy).target.inverse;
      const k = instants.nearest(timeNs);
      return remembered(inverses[copy] as Map<number, Rigid>, k, () => inverseOf(world(copy, timeOf(k))));
    },
    later(copy, timeNs) {
      if (!moving[copy]) return undefined;
      const k = instants.nearest(timeNs);
      return remembered(laters[copy] as Map<number, Rigid>, k, () => world(copy, timeOf(k) + request.laterNs).slice());
    },
  };
}

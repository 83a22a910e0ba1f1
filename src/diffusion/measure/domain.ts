/** How near repainted looks come to a style domain, by group of classes: against it, and against what is left untouched. */
import { GROUPS, type Group } from '../field/groups.js';
import { energyDistance, type Point } from './energy.js';
import type { SegmentLook } from './segments.js';

export interface GroupDistance {
  readonly group: Group;
  readonly segments: number;
  /** Energy distances of mean light and contrast to the domain: of what is repainted, of what is untouched, and of the domain's parts to each other, which is what chance alone makes. */
  readonly repainted: number;
  readonly untouched: number;
  readonly itself: number;
  /** Mean standard deviation of log light inside segments: repainted, untouched, of the domain. */
  readonly inside: readonly [repainted: number, untouched: number, domain: number];
}

export interface DomainReport {
  readonly groups: readonly GroupDistance[];
  /** Sums over groups of the distances, repainted over untouched: 0 at the goal, 1 for nothing done. */
  readonly ratio: number;
  /** What the domain's own parts would reach: below it differences are chance. */
  readonly floor: number;
  /** Variation inside segments, repainted over the domain's; means over groups. */
  readonly inside: number;
}

/** A distribution of fewer segments says little. */
const FEWEST = 12;
/** Points at most of a group, evenly taken: distances take the square of it. */
const MOST = 400;

/** @param parts the domain, in parts that were drawn independently of each other */
export function domainReport(
  repainted: readonly SegmentLook[],
  untouched: readonly SegmentLook[],
  parts: readonly (readonly SegmentLook[])[],
): DomainReport {
  const domain = parts.flat();
  const groups = GROUPS.flatMap((group): GroupDistance[] => {
    const [a, b, c] = [repainted, untouched, domain].map((all) => spaced(all.filter((each) => each.group === group)));
    if (a === undefined || b === undefined || c === undefined || Math.min(a.length, b.length, c.length) < FEWEST) return [];
    const points = (all: readonly SegmentLook[]) => all.map(({ mean }) => mean);
    const own = parts.map((part) => points(spaced(part.filter((each) => each.group === group))));
    return [
      {
        group,
        segments: a.length,
        repainted: energyDistance(points(a), points(c)),
        untouched: energyDistance(points(b), points(c)),
        itself: meanOfPairs(own.filter(({ length }) => length >= 2)),
        inside: [meanInside(a), meanInside(b), meanInside(c)],
      },
    ];
  });
  const sum = (of: (each: GroupDistance) => number): number => groups.reduce((total, each) => total + of(each), 0);
  return {
    groups,
    ratio: sum((each) => each.repainted) / sum((each) => each.untouched),
    floor: sum((each) => Math.max(0, each.itself)) / sum((each) => each.untouched),
    inside: sum(({ inside }) => inside[0]) / sum(({ inside }) => inside[2]),
  };
}

function meanOfPairs(parts: readonly (readonly Point[])[]): number {
  const distances = parts.flatMap((one, i) => parts.slice(i + 1).map((other) => energyDistance(one, other)));
  return distances.reduce((sum, distance) => sum + distance, 0) / Math.max(1, distances.length);
}

function spaced<T>(all: readonly T[]): readonly T[] {
  if (all.length <= MOST) return all;
  return Array.from({ length: MOST }, (_, i) => all[Math.floor(((i + 0.5) * all.length) / MOST)] as T);
}

function meanInside(all: readonly SegmentLook[]): number {
  return all.reduce((sum, { inside }) => sum + inside, 0) / all.length;
}

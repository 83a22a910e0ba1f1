/**
 * How far a body is from the least distances of Responsibility-Sensitive Safety (science.md 2.1) to another that is not wholly behind it.
 * To whoever is behind, nothing is asked of it; nor while it stands, since to brake is the proper response.
 */
import { RSS_EGO, RSS_OTHER, type RssParameters, rssLateral, rssOppositeDirection, rssSameDirection } from '../metrics/rss.js';
import { isRssDangerous } from '../metrics/rss-response.js';
import type { Relation } from './relation.js';

/** Distances less the least safe ones, m: above 0 is safe. */
export interface SafeDistance {
  /** Along the way, to one that stands, goes the same way or crosses. Missing where it comes towards the body. */
  readonly longitudinal?: number;
  /** Along the way, to one that comes towards the body, which is in its own lane. */
  readonly opposite?: number;
  readonly lateral: number;
  /** Along the way where the situation is dangerous, which it is only where it is so both along and across; else the greater of both. */
  readonly margin: number;
  /** The greater of both: continuous, and at or below 0 where the situation is dangerous. */
  readonly edge: number;
  readonly dangerous: boolean;
}

/** A body that can't move of itself: a parked car that nobody drives, a crate. It neither responds nor swerves. */
const INERT: RssParameters = { ...RSS_OTHER, response: 0, maxLateralAcceleration: 0 };

/** Slower than this nobody comes towards anybody, m/s. */
const TOWARDS = 0.5;

export function safeDistanceOf(r: Relation, inert: boolean): SafeDistance | undefined {
  if (r.heightsApart || r.gap < -r.depth || r.speed <= 0) return undefined;
  const gap = Math.max(0, r.gap);
  const own = Math.max(0, r.speed);
  const towards = -r.otherSpeed > Math.max(TOWARDS, Math.abs(r.otherLeftSpeed));
  const safe = towards ? rssOppositeDirection(own, -r.otherSpeed) : rssSameDirection(own, Math.max(0, r.otherSpeed));
  const lateral = { gap: r.sideGap, safe: leastLateral(r, inert ? INERT : RSS_OTHER) };
  const margins = { along: gap - safe, across: lateral.gap - lateral.safe };
  const dangerous = isRssDangerous({ longitudinal: { gap, safe }, lateral });
  const { along, across } = margins;
  const edge = Math.max(along, across);
  const margin = dangerous ? along : edge;
  // Spelt out: asked at every step of a run, and a spread costs more than all of the arithmetic.
  return towards
    ? { opposite: along, lateral: across, margin, edge, dangerous }
    : { longitudinal: along, lateral: across, margin, edge, dangerous };
}

function leastLateral({ left, leftSpeed, otherLeftSpeed }: Relation, other: RssParameters): number {
  return left > 0
    ? rssLateral(-otherLeftSpeed, -leftSpeed, other, RSS_EGO)
    : rssLateral(-leftSpeed, -otherLeftSpeed, RSS_EGO, other);
}

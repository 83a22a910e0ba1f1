/** All criticality of one body among others at one instant. */
import { type Ahead, type Available, aheadOf, NOBODY_AHEAD, worseOf } from './ahead.js';
import { type InAir, inAir } from './air.js';
import { type Mover, relate, straightWay, type Way } from './relation.js';
import { type SafeDistance, safeDistanceOf } from './safe-distance.js';

export interface Other {
  readonly mover: Mover;
  /** Can't move of itself: see `safeDistanceOf`. */
  readonly inert: boolean;
  /** In the air by itself: an aircraft, a bird, a balloon. */
  readonly flies: boolean;
}

export interface Criticality extends Ahead {
  /** To whoever has the least margin; missing where nobody is there that it could be asked of. */
  readonly safe?: SafeDistance;
  /** Least of all `edge`s of safe distances. */
  readonly edge?: number;
  /** Of one that flies, to the nearest other that does. */
  readonly air?: InAir;
}

export interface Surroundings {
  /** Where the body is going: what lies ahead is told along it. Straight on when missing. */
  readonly way?: Way;
  /** The lane that it is in, where its way leaves that: RSS tells along from across by it. */
  readonly lane?: Way | undefined;
  readonly available: Available;
  /** One that flies is asked for its way through the air alone. */
  readonly flies: boolean;
}

/** Pure: the same states, the same figures. */
export function criticalityOf(
  me: Mover,
  others: Iterable<Other>,
  { way = straightWay(me), lane, available, flies }: Surroundings,
): Criticality {
  let ahead: Ahead = NOBODY_AHEAD;
  let safe: SafeDistance | undefined;
  let edge = Number.POSITIVE_INFINITY;
  let air: InAir | undefined;
  for (const other of others) {
    const relation = relate(me, other.mover, way);
    if (flies) {
      ahead = { ...ahead, ttc: Math.min(ahead.ttc, relation.ttc) };
      const between = other.flies ? inAir(me, other.mover) : undefined;
      if (between !== undefined && (air === undefined || between.distance < air.distance)) air = between;
      continue;
    }
    ahead = worseOf(ahead, aheadOf(relation, available));
    const inLane = lane === undefined ? relation : relate(me, other.mover, lane);
    const margin = safeDistanceOf(inLane, other.inert);
    if (margin === undefined) continue;
    if (safe === undefined || margin.margin < safe.margin) safe = margin;
    edge = Math.min(edge, margin.edge);
  }
  const found = safe === undefined ? ahead : { ...ahead, safe, edge };
  return air === undefined ? found : { ...found, air };
}

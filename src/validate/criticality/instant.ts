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
  /** Of one that flies, to the nearest other that does. */
  readonly air?: InAir;
}

/** Pure: the same states, the same figures. One that flies is asked for its way through the air alone. */
export function criticalityOf(
  me: Mover,
  others: Iterable<Other>,
  { way = straightWay(me), available, flies }: { readonly way?: Way; readonly available: Available; readonly flies: boolean },
): Criticality {
  let ahead: Ahead = NOBODY_AHEAD;
  let safe: SafeDistance | undefined;
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
    const margin = safeDistanceOf(relation, other.inert);
    if (margin !== undefined && (safe === undefined || margin.margin < safe.margin)) safe = margin;
  }
  return { ...ahead, ...(safe === undefined ? {} : { safe }), ...(air === undefined ? {} : { air }) };
}

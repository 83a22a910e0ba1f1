/** Which bodies touch: pairs that matter, boxes first apart and then not. */

import { norm, sub, type Vec3 } from '#core/pose';
import type { Body } from './body.js';
import { type FlatBox, gapBetween } from './geometry/boxes.js';
import type { Snapshot } from './snapshot.js';

/** Solids farther than this from a body's last look-around are left out until it has moved half as far, m. */
const LOOK = 15;

export interface TouchWatch {
  /** Whether any pair that did not touch at the last `begun` does. */
  anyNew(snapshot: Snapshot): boolean;
  /** Pairs that touch in this snapshot and did not before, now noted as touching. Solids have index -1. */
  begun(snapshot: Snapshot, within: number): readonly (readonly [a: number, b: number])[];
  touching(a: number, b: number | 'any'): boolean;
  /** Pairs of bodies that have touched, for the frame; a new list whenever one is added. */
  pairs(): readonly (readonly [number, number])[];
}

/** Two things that may come to touch. */
interface Watched {
  readonly a: number;
  /** -1: the place. */
  readonly b: number;
  /** They are apart until both have moved this far together, m. */
  safe: number;
  touched: boolean;
}

/**
 * Far pairs cost one comparison: how far every body has moved is summed up, and a pair whose balls were `d` apart can't touch
 * before both have moved `d` together.
 */
export function createTouchWatch(
  bodies: readonly Body[],
  solids: readonly FlatBox[],
  apart: (a: Body, b: Body) => boolean,
): TouchWatch {
  const movers = bodies.filter((body) => body.actor !== undefined && body.kind !== 'fixed');
  const fresh = (a: number, b: number): Watched => ({ a, b, safe: 0, touched: false });
  const pairs = movers.flatMap((a) =>
    bodies.filter((b) => (b.index > a.index || !movers.includes(b)) && !apart(a, b)).map((b) => fresh(a.index, b.index)),
  );
  // Walkers slip between trunks; what drives or flies does not.
  const blocked =
    solids.length === 0 ? [] : movers.filter((body) => body.kind !== 'walker').map(({ index }) => fresh(index, -1));
  const watched = [...pairs, ...blocked];
  const ball = bodies.map(({ spec: { box } }) => norm(box.center) + norm(box.size) / 2);
  const odometer = new Odometer(bodies.length);
  const around = new Map<number, { from: number; near: FlatBox[] }>();
  let touching: readonly (readonly [number, number])[] = [];

  const nearSolids = (index: number, travelled: number, snapshot: Snapshot): FlatBox[] => {
    const last = around.get(index);
    if (last !== undefined && travelled - last.from < LOOK / 2) return last.near;
    const { x, y } = snapshot.of(index).box;
    const near = solids.filter((box) => {
      const reach = LOOK + (ball[index] as number) + box.halfLength + box.halfWidth;
      return Math.abs(box.x - x) < reach && Math.abs(box.y - y) < reach;
    });
    around.set(index, { from: travelled, near });
    return near;
  };
  const gapOf = ({ a, b }: Watched, travelled: number, snapshot: Snapshot): number => {
    const box = snapshot.of(a).box;
    if (b >= 0) return gapBetween(box, snapshot.of(b).box);
    let least = LOOK / 2;
    for (const solid of nearSolids(a, travelled, snapshot)) least = Math.min(least, gapBetween(box, solid));
    return least;
  };
  /** A distance that the two have to move together before they can touch, m. */
  const clearance = ({ a, b }: Watched, gap: number, snapshot: Snapshot): number => {
    // The place's solids do not turn, but the body may: its ball reaches farther than its box by at most its radius.
    if (b < 0) return gap - (ball[a] as number);
    const apartBy = norm(sub(snapshot.of(a).position, snapshot.of(b).position));
    return apartBy - (ball[a] as number) - (ball[b] as number);
  };
  const together = ({ a, b }: Watched, moved: Float64Array): number =>
    (moved[a] as number) + (b < 0 ? 0 : (moved[b] as number));

  return {
    anyNew(snapshot) {
      const moved = odometer.read(snapshot);
      for (const pair of watched) {
        if (pair.touched) continue;
        const travelled = together(pair, moved);
        if (travelled >= pair.safe && gapOf(pair, travelled, snapshot) <= 0) return true;
      }
      return false;
    },
    begun(snapshot, within) {
      const moved = odometer.commit(snapshot);
      const found: [number, number][] = [];
      for (const pair of watched) {
        if (pair.touched) continue;
        const travelled = together(pair, moved);
        if (travelled < pair.safe) continue;
        const gap = gapOf(pair, travelled, snapshot);
        if (gap <= within) {
          pair.touched = true;
          found.push([pair.a, pair.b]);
        } else pair.safe = travelled + clearance(pair, gap, snapshot);
      }
      if (found.some(([, b]) => b >= 0)) touching = pairs.filter((pair) => pair.touched).map(({ a, b }) => [a, b] as const);
      return found;
    },
    touching: (a, b) =>
      watched.some(
        (pair) =>
          pair.touched &&
          (b === 'any' ? pair.a === a || pair.b === a : (pair.a === a && pair.b === b) || (pair.a === b && pair.b === a)),
      ),
    pairs: () => touching,
  };
}

/** How far each body has moved since the start, m: along its way up to the last commit, straight from there. */
class Odometer {
  readonly #sum: Float64Array;
  readonly #now: Float64Array;
  readonly #last: Vec3[] = [];
  constructor(count: number) {
    this.#sum = new Float64Array(count);
    this.#now = new Float64Array(count);
  }
  /** By body; valid until the next call. */
  read(snapshot: Snapshot): Float64Array {
    for (let i = 0; i < this.#now.length; i++) {
      const last = this.#last[i];
      if (last === undefined || snapshot.motions[i]?.mode === 'still') continue;
      const [x, y, z] = snapshot.of(i).position;
      const [dx, dy, dz] = [x - last[0], y - last[1], z - last[2]];
      this.#now[i] = (this.#sum[i] as number) + Math.sqrt(dx * dx + dy * dy + dz * dz);
    }
    return this.#now;
  }
  commit(snapshot: Snapshot): Float64Array {
    this.#sum.set(this.read(snapshot));
    for (let i = 0; i < this.#sum.length; i++)
      if (this.#last[i] === undefined || snapshot.motions[i]?.mode !== 'still') this.#last[i] = snapshot.of(i).position;
    return this.#sum;
  }
}

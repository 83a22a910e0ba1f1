/** Which bodies touch: pairs that matter, boxes first apart and then not. */
import type { Body } from './body.js';
import { type FlatBox, gapBetween } from './geometry/boxes.js';
import type { Snapshot } from './snapshot.js';

/** Solids farther than this from a body's last look-around are left out until it has moved that far, m. */
const LOOK = 15;

export interface TouchWatch {
  /** Least gap over all pairs that do not touch yet, m; negative inside each other. */
  least(snapshot: Snapshot): number;
  /** Pairs that touch in this snapshot and did not before, now noted as touching. Solids have index -1. */
  begun(snapshot: Snapshot, within: number): [a: number, b: number][];
  touching(a: number, b: number | 'any'): boolean;
  /** Pairs of bodies in contact now, for the frame. */
  pairs(): readonly (readonly [number, number])[];
}

export function createTouchWatch(
  bodies: readonly Body[],
  solids: readonly FlatBox[],
  apart: (a: Body, b: Body) => boolean,
): TouchWatch {
  const movers = bodies.filter((body) => body.actor !== undefined && body.kind !== 'fixed');
  const pairs = movers.flatMap((a) =>
    bodies.filter((b) => (b.index > a.index || !movers.includes(b)) && !apart(a, b)).map((b) => [a, b] as const),
  );
  // Walkers slip between trunks; what drives or flies does not.
  const blocked = movers.filter((body) => body.kind !== 'walker');
  const begunPairs = new Set<string>();
  const around = new Map<number, { x: number; y: number; near: FlatBox[] }>();
  const key = (a: number, b: number): string => `${a}:${b}`;

  const nearSolids = (body: Body, snapshot: Snapshot): FlatBox[] => {
    const { x, y } = snapshot.of(body.index).box;
    const last = around.get(body.index);
    if (last !== undefined && Math.abs(x - last.x) + Math.abs(y - last.y) < LOOK / 2) return last.near;
    const near = solids.filter((box) => {
      const reach = LOOK + body.reach + box.halfLength + box.halfWidth;
      return Math.abs(box.x - x) < reach && Math.abs(box.y - y) < reach;
    });
    around.set(body.index, { x, y, near });
    return near;
  };
  const pairGap = (a: Body, b: Body, snapshot: Snapshot): number => {
    const [p, q] = [snapshot.of(a.index).box, snapshot.of(b.index).box];
    const dx = p.x - q.x;
    const dy = p.y - q.y;
    const reach = a.reach + b.reach + 1;
    if (dx * dx + dy * dy > reach * reach) return 1;
    return gapBetween(p, q);
  };

  return {
    least(snapshot) {
      let least = 1;
      for (const [a, b] of pairs) if (!begunPairs.has(key(a.index, b.index))) least = Math.min(least, pairGap(a, b, snapshot));
      for (const body of blocked) {
        if (begunPairs.has(key(body.index, -1))) continue;
        for (const box of nearSolids(body, snapshot)) least = Math.min(least, gapBetween(snapshot.of(body.index).box, box));
      }
      return least;
    },
    begun(snapshot, within) {
      const found: [number, number][] = [];
      for (const [a, b] of pairs)
        if (!begunPairs.has(key(a.index, b.index)) && pairGap(a, b, snapshot) <= within) found.push([a.index, b.index]);
      for (const body of blocked) {
        const hit =
          !begunPairs.has(key(body.index, -1)) &&
          nearSolids(body, snapshot).some((box) => gapBetween(snapshot.of(body.index).box, box) <= within);
        if (hit) found.push([body.index, -1]);
      }
      for (const [a, b] of found) begunPairs.add(key(a, b));
      return found;
    },
    touching: (a, b) =>
      b === 'any'
        ? [...begunPairs].some((pair) => pair.split(':').includes(String(a)))
        : begunPairs.has(key(Math.min(a, b), Math.max(a, b))),
    pairs: () => pairs.filter(([a, b]) => begunPairs.has(key(a.index, b.index))).map(([a, b]) => [a.index, b.index] as const),
  };
}

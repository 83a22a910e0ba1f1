/**
 * Rows one at a time, each the best of several candidates (Cohen, Dalal, Fredman, Patton, "The AETG system", IEEE TSE 23(7) 1997).
 *
 * A candidate starts from an open tuple and fills its other factors in random order, each with the level that covers most open
 * tuples together with the cells already there. A level after which the row could not be completed is passed over.
 */
import type { RandomStream } from '#core/random';
import { baseOf, type Ledger, newIn } from './ledger.js';
import { OUTSIDE } from './model.js';
import { tupleAt } from './tuples.js';
import { partialRow, type Universe } from './universe.js';

/** The candidate that covers most open tuples; at least one, as it starts from one. @throws RangeError when nothing is open. */
export function greedyRow(universe: Universe, ledger: Ledger, candidates: number, stream: RandomStream): Int32Array {
  if (ledger.openCount === 0) throw new RangeError('nothing is left to cover');
  let best: Int32Array | undefined;
  let most = -1;
  for (let i = 0; i < candidates; i++) {
    const row = candidate(universe, ledger, stream);
    const fresh = newIn(ledger, row);
    if (fresh <= most) continue;
    most = fresh;
    best = row;
  }
  return best as Int32Array;
}

function candidate(universe: Universe, ledger: Ledger, stream: RandomStream): Int32Array {
  const { grid, space } = universe;
  const start = tupleAt(space, ledger.open[stream.index(ledger.openCount)] as number);
  const row = Int32Array.from(partialRow(grid, start));
  const free = grid.sizes.map((_, factor) => factor).filter((factor) => row[factor] === OUTSIDE);
  for (const factor of shuffled(free, stream)) {
    const ranked = levelsByGain(ledger, row, factor, grid.sizes[factor] as number, stream);
    row[factor] = ranked.find((level) => canStand(universe, row, factor, level)) as number;
  }
  return row;
}

/** The factor's levels, those that cover most open tuples with what the row holds so far first; equal ones in random order. */
function levelsByGain(ledger: Ledger, row: Int32Array, factor: number, size: number, stream: RandomStream): readonly number[] {
  const { counts, space } = ledger;
  const records = space.around[factor] as Int32Array;
  const gains = new Int32Array(size);
  for (let at = 0; at < records.length; at += 2 * space.strength) {
    if (!isFilled(records, at, space.strength, row)) continue;
    const base = baseOf(records, at, space.strength, row);
    const stride = records[at + 1] as number;
    for (let level = 0; level < size; level++) {
      if (counts[base + stride * level] === 0) gains[level] = (gains[level] as number) + 1;
    }
  }
  const levels = shuffled(
    Array.from({ length: size }, (_, level) => level),
    stream,
  );
  return levels.sort((a, b) => (gains[b] as number) - (gains[a] as number));
}

function isFilled(records: Int32Array, at: number, strength: number, row: Int32Array): boolean {
  for (let i = at + 2; i < at + 2 * strength; i += 2) if (row[records[i] as number] === OUTSIDE) return false;
  return true;
}

/** Whether the row can still be completed once the factor has that level. */
function canStand({ solver }: Universe, row: Int32Array, factor: number, level: number): boolean {
  if (!solver.constrained[factor]) return true;
  const tried = row.slice();
  tried[factor] = level;
  return solver.complete(tried, new Int32Array(row.length)) !== undefined;
}

/** The items in random order (Fisher-Yates). */
function shuffled(items: readonly number[], stream: RandomStream): number[] {
  const order = [...items];
  for (let i = order.length - 1; i > 0; i--) {
    const j = stream.index(i + 1);
    [order[i], order[j]] = [order[j] as number, order[i] as number];
  }
  return order;
}

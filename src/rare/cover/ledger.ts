/** How many rows hold each tuple, and which feasible ones none holds, kept up to date cell by cell. */
import { forTuplesOf, type TupleSpace } from './tuples.js';
import type { Universe } from './universe.js';

export interface Ledger {
  readonly space: TupleSpace;
  /** Rows that hold each tuple. Infeasible tuples count one too many from the start, so that they never look open. */
  readonly counts: Int32Array;
  /** The first `openCount` entries are the open tuples: feasible, and in no row. */
  readonly open: Int32Array;
  openCount: number;
  /** Where in `open` each open tuple stands. */
  readonly place: Int32Array;
}

/** The ledger of no rows at all. */
export function ledgerOf({ space, feasible }: Universe): Ledger {
  const counts = new Int32Array(space.count);
  const ledger = { space, counts, open: new Int32Array(space.count), openCount: 0, place: new Int32Array(space.count) };
  for (let tuple = 0; tuple < space.count; tuple++) {
    if (feasible[tuple] === 1) addOpen(ledger, tuple);
    else counts[tuple] = 1;
  }
  return ledger;
}

export function addRow(ledger: Ledger, row: ArrayLike<number>): void {
  forTuplesOf(ledger.space, row, (tuple) => add(ledger, tuple));
}

export function removeRow(ledger: Ledger, row: ArrayLike<number>): void {
  forTuplesOf(ledger.space, row, (tuple) => remove(ledger, tuple));
}

/** Open tuples that the row would cover. */
export function newIn({ space, counts }: Ledger, row: ArrayLike<number>): number {
  let fresh = 0;
  forTuplesOf(space, row, (tuple) => {
    if (counts[tuple] === 0) fresh++;
  });
  return fresh;
}

/** Tuples that only this row, which is in the ledger, holds. */
export function onlyIn({ space, counts }: Ledger, row: ArrayLike<number>): number {
  let alone = 0;
  forTuplesOf(space, row, (tuple) => {
    if (counts[tuple] === 1) alone++;
  });
  return alone;
}

/** Sets one cell of a whole row that is in the ledger. */
export function setCell(ledger: Ledger, row: Int32Array, factor: number, level: number): void {
  const { strength, around } = ledger.space;
  const records = around[factor] as Int32Array;
  const before = row[factor] as number;
  for (let at = 0; at < records.length; at += 2 * strength) {
    const base = baseOf(records, at, strength, row);
    const stride = records[at + 1] as number;
    remove(ledger, base + stride * before);
    add(ledger, base + stride * level);
  }
  row[factor] = level;
}

/** How many more tuples would be covered if that cell of a whole row in the ledger took the level. */
export function gainOf({ space, counts }: Ledger, row: Int32Array, factor: number, level: number): number {
  const { strength, around } = space;
  const records = around[factor] as Int32Array;
  const before = row[factor] as number;
  let gain = 0;
  for (let at = 0; at < records.length; at += 2 * strength) {
    const base = baseOf(records, at, strength, row);
    const stride = records[at + 1] as number;
    if (counts[base + stride * level] === 0) gain++;
    if (counts[base + stride * before] === 1) gain--;
  }
  return gain;
}

/** The number of the tuple that has level 0 of the record's own factor and the row's levels of the others. */
export function baseOf(records: Int32Array, at: number, strength: number, row: ArrayLike<number>): number {
  let base = records[at] as number;
  for (let i = at + 2; i < at + 2 * strength; i += 2) {
    base += (row[records[i] as number] as number) * (records[i + 1] as number);
  }
  return base;
}

function add(ledger: Ledger, tuple: number): void {
  const { counts, open, place } = ledger;
  const count = (counts[tuple] as number) + 1;
  counts[tuple] = count;
  if (count > 1) return;
  const last = open[--ledger.openCount] as number;
  const gap = place[tuple] as number;
  open[gap] = last;
  place[last] = gap;
}

function remove(ledger: Ledger, tuple: number): void {
  const { counts } = ledger;
  const count = (counts[tuple] as number) - 1;
  counts[tuple] = count;
  if (count === 0) addOpen(ledger, tuple);
}

function addOpen(ledger: Ledger, tuple: number): void {
  ledger.place[tuple] = ledger.openCount;
  ledger.open[ledger.openCount++] = tuple;
}

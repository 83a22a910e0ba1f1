/** Cells by segment. */
import { NOWHERE } from './cells.js';

/** Indices of each segment's cells, in the order in which segments are met. */
export function cellsBySegment(segment: Uint32Array): readonly (readonly number[])[] {
  const cellsOf = new Map<number, number[]>();
  segment.forEach((id, i) => {
    if (id === NOWHERE) return;
    const known = cellsOf.get(id);
    if (known === undefined) cellsOf.set(id, [i]);
    else known.push(i);
  });
  return [...cellsOf.values()];
}

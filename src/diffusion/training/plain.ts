/** How segments look in the plain style, by group: what a photograph is taken back to, so that the way from there to it can be learnt. */
import { sqrt } from '#core/math';
import { cellsBySegment } from '../field/by-segment.js';
import { PLANES, planesAt } from '../field/change.js';
import { GROUPS } from '../field/groups.js';
import type { PlainLooks } from '../model/plain-looks.js';
import type { View } from './views.js';

/** Where a group never occurs: a mid grey that may be anything. */
const UNKNOWN = { mean: [-1.8, 0, 0, -2.6], spread: [0.6, 0.15, 0.15, 0.5] } as const;
const FEWEST = 8;

export function plainLooksOf(views: Iterable<View>): PlainLooks {
  const found: number[][][] = GROUPS.map(() => []);
  for (const { cells, styles } of views) {
    const look = styles[0]?.look;
    if (look === undefined) continue;
    for (const segment of cellsBySegment(cells.segment)) {
      const sums = new Array<number>(PLANES).fill(0);
      for (const i of segment) for (const [p, value] of planesAt(look, i).entries()) sums[p] = (sums[p] as number) + value;
      found[cells.group[segment[0] as number] as number]?.push(sums.map((sum) => sum / segment.length));
    }
  }
  const mean: number[] = [];
  const spread: number[] = [];
  for (const segments of found) {
    for (let p = 0; p < PLANES; p++) {
      const values = segments.map((planes) => planes[p] as number);
      const middle = values.reduce((sum, value) => sum + value, 0) / values.length;
      const square = values.reduce((sum, value) => sum + (value - middle) * (value - middle), 0) / values.length;
      const known = values.length >= FEWEST;
      mean.push(short(known ? middle : (UNKNOWN.mean[p] as number)));
      spread.push(short(known ? sqrt(square) : (UNKNOWN.spread[p] as number)));
    }
  }
  return { mean, spread };
}

function short(value: number): number {
  return Number(value.toPrecision(5));
}

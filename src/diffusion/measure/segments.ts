/** A look by segment: its mean light and contrast, and how much its light varies inside. */
import { sqrt } from '#core/math';
import { cellsBySegment } from '../field/by-segment.js';
import type { Cells, Look } from '../field/cells.js';
import { GROUPS, type Group } from '../field/groups.js';
import type { Point } from './energy.js';

export interface SegmentLook {
  readonly group: Group;
  /** Log light of red, green and blue, contrast; means. */
  readonly mean: Point;
  /** Standard deviation over its cells of the three colours' mean log light. */
  readonly inside: number;
  readonly cells: number;
}

/** A segment of fewer says little of what it looks like. */
const FEWEST_CELLS = 6;

export function segmentLooks(
  { segment, group }: Pick<Cells, 'segment' | 'group'>,
  { light, contrast }: Look,
): readonly SegmentLook[] {
  return cellsBySegment(segment)
    .filter((cells) => cells.length >= FEWEST_CELLS)
    .map((cells) => {
      const meanOf = (value: (i: number) => number): number => cells.reduce((sum, i) => sum + value(i), 0) / cells.length;
      const grey = (i: number): number => ((light[0][i] as number) + (light[1][i] as number) + (light[2][i] as number)) / 3;
      const middle = meanOf(grey);
      const mean = [...light, contrast].map((plane) => meanOf((i) => plane[i] as number));
      const inside = sqrt(meanOf((i) => (grey(i) - middle) * (grey(i) - middle)));
      return { group: GROUPS[group[cells[0] as number] as number] as Group, mean, inside, cells: cells.length };
    });
}

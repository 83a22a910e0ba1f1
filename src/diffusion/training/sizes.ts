/** How large changes of look are, over a set of views: what makes them about 1. */
import { sqrt } from '#core/math';
import { NOWHERE } from '../field/cells.js';
import { changeOf, PLANES, type Sizes } from '../field/change.js';
import type { View } from './views.js';

const ONE: Sizes = [1, 1, 1, 1];

/** Root mean square of each plane over all changes from the plain style. @throws RangeError without any */
export function sizesOf(views: Iterable<View>): Sizes {
  const sums = [0, 0, 0, 0];
  let count = 0;
  for (const { cells, styles } of views) {
    const [plain, ...others] = styles;
    for (const { look } of plain === undefined ? [] : others) {
      const change = changeOf((plain as NonNullable<typeof plain>).look, look, ONE);
      const many = cells.segment.length;
      for (let i = 0; i < many; i++) {
        if (cells.segment[i] === NOWHERE) continue;
        count++;
        for (let p = 0; p < PLANES; p++) {
          const value = change[p * many + i] as number;
          sums[p] = (sums[p] as number) + value * value;
        }
      }
    }
  }
  if (count === 0) throw new RangeError('no views');
  return sums.map((sum) => Math.max(1e-3, sqrt(sum / count))) as unknown as Sizes;
}

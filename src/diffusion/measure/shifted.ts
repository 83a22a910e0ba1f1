/** What a look becomes by a shift, without going through pixels. */
import { ln } from '#core/math';
import type { Look } from '../field/cells.js';
import type { Shift } from '../field/change.js';

export function shifted({ light, contrast }: Look, { light: by, gain }: Shift): Look {
  const plus = (c: 0 | 1 | 2): Float32Array => light[c].map((value, i) => value + (by[c][i] as number));
  return { light: [plus(0), plus(1), plus(2)], contrast: contrast.map((value, i) => value + ln(gain[i] as number)) };
}

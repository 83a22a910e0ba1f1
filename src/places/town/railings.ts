/** Guard railings for walkers: long runs at the kerbs of busy streets that nobody parks along, short ones elsewhere. */
import type { Feature } from '#contracts/place';
import type { RandomStream } from '#core/random';
import { isClear } from './ground.js';
import { isBusy, type Plan } from './plan.js';
import { lineOf, type Spot } from './stand.js';
import type { Range } from './style.js';

const PIECE = 2;
const MARGINS = { mouth: 1.5, before: 3.4, after: 3.4 } as const;
interface Runs {
  /** How often a side has one. */
  readonly share: number;
  /** m. */
  readonly length: Range;
}
const BUSY: Runs = { share: 0.6, length: [14, 70] };
const QUIET: Runs = { share: 0.15, length: [8, 30] };

export function railings(plan: Plan, spot: Spot, random: RandomStream): Feature[] {
  const { extent, offsets, side } = spot;
  const busy = isBusy(plan) && side.parking === 0;
  const { share, length } = busy ? BUSY : QUIET;
  if (side.parking > 0 && offsets.verge > offsets.kerb) return [];
  if (!random.child('there').chance(share)) return [];
  const long = random.child('length').between(...length);
  const from = random.child('from').between(extent.start, Math.max(extent.start, extent.end - long));
  return lineOf('railing', spot, from, offsets.kerb + 0.4, Math.round(long / PIECE), PIECE, random.uint32()).filter((_, i) =>
    isClear(plan, from + i * PIECE, from + i * PIECE, MARGINS),
  );
}

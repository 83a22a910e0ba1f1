/** Guard railings for walkers: long runs at the kerbs of busy streets that nobody parks along, short ones elsewhere. */
import type { Feature } from '#contracts/place';
import type { RandomStream } from '#core/random';
import { mouthOf } from './ground.js';
import type { Plan } from './plan.js';
import { lineOf, type Spot } from './stand.js';
import type { Range } from './style.js';

const PIECE = 2;
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
  const busy = (plan.lanes > 1 || plan.style.behind === 'concrete') && side.parking === 0;
  const { share, length } = busy ? BUSY : QUIET;
  if (side.parking > 0 && offsets.verge > offsets.kerb) return [];
  if (!random.child('there').chance(share)) return [];
  const long = random.child('length').between(...length);
  const from = random.child('from').between(extent.start, Math.max(extent.start, extent.end - long));
  return lineOf('railing', spot, from, offsets.kerb + 0.4, Math.round(long / PIECE), PIECE, random.uint32()).filter((_, i) =>
    isFree(plan, from + i * PIECE),
  );
}

/** Where nobody crosses or turns in. */
function isFree(plan: Plan, s: number): boolean {
  if (plan.crossing !== undefined && s > plan.crossing - 3.4 && s < plan.crossing + 3.4) return false;
  if (plan.junction === undefined) return true;
  const [near, far] = mouthOf(plan.junction);
  return s < near - 1.5 || s > far + 1.5;
}

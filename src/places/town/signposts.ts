/** Signs along a street, on posts at the kerb: what stands where people park, drive in and find their way. */
import type { Feature } from '#contracts/place';
import type { RandomStream } from '#core/random';
import { weighted } from '../weighted.js';
import { isBusy, type Plan } from './plan.js';
import { type Spot, stand } from './stand.js';
import type { Range } from './style.js';

const SIGNS = {
  'sign-parking': 3,
  'sign-limit': 2.4,
  'sign-direction': 2,
  'sign-warning': 1.6,
  'sign-street': 1.4,
  'sign-mandatory': 1.2,
  'sign-no-entry': 1,
  'sign-give-way': 0.4,
};

/** Mean distance between posts of a side, m. Busy roads have more to say. */
const QUIET: Range = [16, 40];
const BUSY: Range = [11, 26];

export function signposts(plan: Plan, spot: Spot, random: RandomStream): Feature[] {
  const { extent, offsets } = spot;
  const spacing = random.child('spacing').between(...(isBusy(plan) ? BUSY : QUIET));
  const count = Math.floor((extent.end - extent.start) / spacing);
  return Array.from({ length: count }, (_, i): Feature => {
    const own = random.child(i);
    const kind = weighted(SIGNS, own.child('kind'));
    const s = extent.start + (i + own.uniform()) * spacing;
    const offset = own.chance(0.8) ? offsets.kerb + own.between(0.35, 0.6) : offsets.back - 0.3;
    return stand(kind, spot, s, offset, [0.5, 0.5, 1], own.uint32(), own.chance(0.88) ? 'traffic' : 'road', plan.hand);
  });
}

/** Rows of parked cars. */
import type { Prop } from '#contracts/place';
import { PI } from '#core/math';
import { quatFromHeadingPitchRoll } from '#core/pose';
import type { RandomStream } from '#core/random';
import type { ReferenceLine } from './line.js';

/** Bodies and their shares, by segments of the European fleet: small and compact cars make up half, one car in ten is older than 20 years. */
const ASSETS = {
  hatchback: 0.25,
  'city-car': 0.15,
  suv: 0.17,
  estate: 0.12,
  sedan: 0.1,
  mpv: 0.07,
  'old-hatchback': 0.05,
  'old-sedan': 0.03,
  van: 0.04,
  'delivery-van': 0.02,
} as const;
const VANS: readonly string[] = ['van', 'delivery-van'];
/** Room for the longest of them with its bumpers, m. */
const BAY = 6.4;

/**
 * @param free intervals of stations where nobody parks: [from, to]
 * @param share share of bays that are taken, 0..1
 */
export function parkedCars(
  line: ReferenceLine,
  offset: number,
  from: number,
  to: number,
  share: number,
  free: readonly (readonly [number, number])[],
  random: RandomStream,
): Prop[] {
  const bays = Math.floor((to - from) / BAY);
  return Array.from({ length: bays }, (_, i) => i).flatMap((i): Prop[] => {
    const own = random.child(i);
    const s = from + (i + 0.5) * BAY + own.between(-0.3, 0.3);
    const taken = own.chance(share) && !free.some(([a, b]) => s + BAY / 2 > a && s - BAY / 2 < b);
    if (!taken) return [];
    const asset = weighted(own.uniform());
    const { position, heading } = line.at(s, offset + own.between(-0.1, 0.1));
    const facing = heading + (own.chance(offset < 0 ? 0.04 : 0.96) ? PI : 0) + own.between(-0.02, 0.02);
    return [
      {
        id: `parked-${offset < 0 ? 'right' : 'left'}-${i}`,
        class: VANS.includes(asset) ? 'van' : 'car',
        look: { asset, seed: own.uint32(), traits: {} },
        worldFromBody: { position: [position[0], position[1], 0], orientation: quatFromHeadingPitchRoll(facing) },
      },
    ];
  });
}

function weighted(u: number): keyof typeof ASSETS {
  let left = u;
  for (const [asset, share] of Object.entries(ASSETS) as [keyof typeof ASSETS, number][]) {
    left -= share;
    if (left < 0) return asset;
  }
  return 'hatchback';
}

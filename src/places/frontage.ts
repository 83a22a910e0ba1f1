/** Rows of houses along both sides of a street. */
import type { Feature } from '#contracts/place';
import { PI } from '#core/math';
import type { RandomStream } from '#core/random';
import type { Extent } from './road.js';

const FLOOR = 3.1;

/** Houses side by side from one end to the other, fronts `front` m from the middle; now and then a gap. */
export function frontage(extent: Extent, front: number, floors: number, random: RandomStream, kind = 'building'): Feature[] {
  return [1, -1].flatMap((side) => {
    const own = random.child(side);
    const houses: Feature[] = [];
    let s = extent.start;
    for (let i = 0; s < extent.end - 4; i++) {
      const house = own.child(i);
      const width = Math.min(house.between(7, 16), extent.end - s);
      const depth = house.between(9, 14);
      const height = FLOOR * Math.max(1, Math.round(floors + house.between(-1.2, 1.4))) + house.between(0.2, 0.9);
      const setback = house.chance(0.25) ? house.between(0.3, 2.5) : 0;
      houses.push({
        kind,
        position: extent.line.at(s + width / 2, side * (front + setback + depth / 2)).position,
        heading: side === 1 ? -PI / 2 : PI / 2,
        size: [depth, width - 0.02, height],
        seed: house.uint32(),
      });
      s += width + (house.chance(0.12) ? house.between(2, 6) : 0);
    }
    return houses;
  });
}

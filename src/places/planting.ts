/** Seeded rows and scatters of what stands beside a road. */
import type { Feature } from '#contracts/place';
import { TAU } from '#core/math';
import type { RandomStream } from '#core/random';
import type { Extent } from './road.js';
import { weighted } from './weighted.js';

export interface Planting {
  /** Feature kinds and how often each, relative. */
  readonly kinds: Readonly<Record<string, number>>;
  /** Left offsets between which they stand; negative is right. */
  readonly from: number;
  readonly to: number;
  /** Mean spacing along the road, m. */
  readonly spacing: number;
  /** Height range, m; length and width follow from `spread` times the height. */
  readonly height: readonly [number, number];
  readonly spread: number;
}

/** Stands one feature per `spacing` metres, jittered along and across. */
export function plant(extent: Extent, planting: Planting, random: RandomStream): Feature[] {
  const count = Math.floor((extent.end - extent.start) / planting.spacing);
  return Array.from({ length: count }, (_, i) => {
    const own = random.child(i);
    const s = extent.start + (i + own.uniform()) * planting.spacing;
    const offset = own.between(planting.from, planting.to);
    const height = own.between(planting.height[0], planting.height[1]);
    const width = height * planting.spread * own.between(0.8, 1.2);
    const { position } = extent.line.at(s, offset);
    const kind = weighted(planting.kinds, own);
    return { kind, position, heading: own.between(0, TAU), size: [width, width, height], seed: own.uint32() };
  });
}

/** The same thing at even distances, facing along the road. */
export function row(
  extent: Extent,
  kind: string,
  offset: number,
  spacing: number,
  size: Feature['size'],
  random: RandomStream,
): Feature[] {
  const count = Math.floor((extent.end - extent.start) / spacing + 1e-9);
  return Array.from({ length: count }, (_, i) => {
    const { position, heading } = extent.line.at(extent.start + (i + 0.5) * spacing, offset);
    return { kind, position, heading, size, seed: random.child(i).uint32() };
  });
}

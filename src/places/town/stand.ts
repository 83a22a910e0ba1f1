/** Stands things up along a side of the street. */
import type { Feature } from '#contracts/place';
import { PI } from '#core/math';
import type { Extent } from '../road.js';
import type { Offsets, Plan, Side } from './plan.js';

export interface Spot {
  readonly side: Side;
  readonly offsets: Offsets;
  readonly extent: Extent;
}

/** @param facing across the road, against the traffic of its side, or along the road */
export function stand(
  kind: string,
  { side, extent }: Spot,
  s: number,
  offset: number,
  size: Feature['size'],
  seed: number,
  facing: 'road' | 'traffic' | 'along' = 'road',
  hand: Plan['hand'] = 'right',
): Feature {
  const { position, heading } = extent.line.at(s, side.sign * offset);
  // Traffic beside the right pavement drives along the road where people drive on the right.
  const withRoad = (side.sign === -1) === (hand === 'right');
  const turn = facing === 'road' ? (side.sign === 1 ? -PI / 2 : PI / 2) : facing === 'traffic' ? (withRoad ? PI : 0) : 0;
  return { kind, position, heading: heading + turn, size, seed };
}

/** A row of the same along the road, `step` m apart. */
export function lineOf(
  kind: string,
  spot: Spot,
  from: number,
  offset: number,
  count: number,
  step: number,
  seed: number,
): Feature[] {
  return Array.from({ length: count }, (_, i) => from + i * step)
    .filter((s) => s < spot.extent.end - 0.5)
    .map((s) => stand(kind, spot, s, offset, [0.15, 0.15, 1], seed, 'along'));
}

/** Pieces of streets that more than one layout uses. */
import type { Strip, Vec2 } from '#contracts/place';
import type { ClassId } from '#contracts/scene';

/** A rectangle of ground. */
export function patch(x0: number, x1: number, y0: number, y1: number, id: ClassId, surface: string, z = 0): Strip {
  return {
    class: id,
    surface,
    z,
    left: [
      [x0, y1],
      [x1, y1],
    ] as Vec2[],
    right: [
      [x0, y0],
      [x1, y0],
    ] as Vec2[],
  };
}

/** Zebra crossing over the whole carriageway: half-metre bars along the road, set into the asphalt. */
export function crossingStripes(x0: number, x1: number, right: number, left: number): Strip[] {
  const bars = Math.round((left - right) / 0.5);
  const width = (left - right) / bars;
  return Array.from({ length: bars }, (_, i) => {
    const painted = i % 2 === 1;
    return patch(
      x0,
      x1,
      right + i * width,
      right + (i + 1) * width,
      painted ? 'lane-marking' : 'road',
      painted ? 'marking' : 'asphalt',
    );
  });
}

/** A street that leaves at right angles on both sides, with grass beyond its far end. */
export function sideStreet(gap: readonly [number, number], kerb: number, reach: number): Strip[] {
  return [1, -1].flatMap((side) => {
    const span = (from: number, to: number): [number, number] => (side === 1 ? [from, to] : [-to, -from]);
    return [
      patch(gap[0], gap[1], ...span(kerb, kerb + 0.5), 'lane-marking', 'marking'),
      patch(gap[0], gap[1], ...span(kerb + 0.5, reach), 'road', 'asphalt'),
      patch(gap[0], gap[1], ...span(reach, 700), 'terrain', 'grass'),
    ];
  });
}

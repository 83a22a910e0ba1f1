/** What is green or closed between houses: walls, fences and hedges along the pavement, plots with trees, thickets. */
import type { Feature } from '#contracts/place';
import { PI, TAU } from '#core/math';
import type { RandomStream } from '#core/random';
import type { Extent } from '../road.js';
import type { Offsets, Plan, Side } from './plan.js';

const SECTION = 4;

const HEIGHTS: Readonly<Record<string, readonly [number, number]>> = {
  'wall-low': [0.5, 1.1],
  'wall-high': [1.7, 2.6],
  hedge: [0.9, 2.1],
  'fence-board': [1.2, 1.9],
  'fence-rail': [0.9, 1.4],
  'fence-mesh': [1.6, 2.4],
};

/** A run of wall, hedge or fence in pieces of at most `SECTION` m. */
export function boundary(
  kind: string,
  side: Side,
  offset: number,
  extent: Extent,
  from: number,
  to: number,
  random: RandomStream,
): Feature[] {
  const range = HEIGHTS[kind];
  if (range === undefined) return [];
  const height = random.child('height').between(...range);
  const count = Math.max(1, Math.ceil((to - from) / SECTION));
  const length = (to - from) / count;
  const seed = random.child('boundary').uint32();
  return Array.from({ length: count }, (_, i): Feature => {
    const { position, heading } = extent.line.at(from + (i + 0.5) * length, side.sign * offset);
    const thick = kind === 'hedge' ? 0.7 : kind.startsWith('wall') ? 0.24 : 0.08;
    return { kind, position, heading, size: [length + 0.02, thick, height], seed };
  });
}

/** Where no house stands: closed by a wall, a fence or a hedge, trees behind; or open. */
export function gap(
  plan: Plan,
  side: Side,
  offsets: Offsets,
  extent: Extent,
  from: number,
  to: number,
  random: RandomStream,
): Feature[] {
  const kind = random
    .child('kind')
    .pick(['wall-high', 'wall-low', 'fence-rail', 'fence-board', 'fence-board', 'fence-mesh', 'fence-mesh', 'hedge', 'none']);
  const line = boundary(kind, side, offsets.back + 0.25, extent, from, to, random);
  const count = Math.floor(random.between(0, (to - from) / 2.5));
  const trees = Array.from({ length: count }, (_, i): Feature => {
    const own = random.child('tree').child(i);
    const height = own.between(3, 11);
    const which = own.pick(['tree', 'tree-birch', 'tree-lime', 'conifer', 'bush', 'bush']);
    const tall = which === 'bush' ? height * 0.3 : height;
    return {
      kind: which,
      position: extent.line.at(own.between(from, to), side.sign * (offsets.back + own.between(1.2, 14))).position,
      heading: own.between(0, TAU),
      size: [tall * 0.65, tall * 0.65, tall],
      seed: own.uint32(),
    };
  });
  const hoarding = plan.style.behind === 'concrete' && random.child('billboard').chance(0.25);
  const board: Feature[] = hoarding
    ? [
        {
          kind: 'billboard',
          position: extent.line.at((from + to) / 2, side.sign * (offsets.back + 1.2)).position,
          heading: extent.line.at((from + to) / 2).heading + (side.sign === 1 ? -PI / 2 : PI / 2),
          size: [0.2, 3.6, 3.8],
          seed: random.child('board').uint32(),
        },
      ]
    : [];
  return [...line, ...trees, ...board];
}

/** Layers of a wood's edge from the pavement inwards: distances from its back, spacing along it, heights (m), kinds. */
const LAYERS = [
  { from: 0.9, to: 3, every: 1.7, height: [0.8, 3], kinds: ['bush', 'bush', 'bush', 'shrub-flowering'], spread: 1.15 },
  { from: 2, to: 8, every: 3.6, height: [5, 15], kinds: ['tree', 'tree-lime', 'tree-birch', 'tree', 'conifer'], spread: 0.7 },
  { from: 8, to: 20, every: 4.2, height: [9, 18], kinds: ['tree-far', 'tree-far', 'tree-far', 'conifer-far'], spread: 0.7 },
] as const;

/** A plot grown over: a park's edge, an old garden, a copse. */
export function thicket(
  side: Side,
  offsets: Offsets,
  extent: Extent,
  from: number,
  to: number,
  random: RandomStream,
): Feature[] {
  const kind = random.child('kind').pick(['wall-high', 'wall-low', 'fence-rail', 'fence-mesh', 'hedge', 'none', 'none']);
  const tall = random.child('tall').between(0.6, 1);
  const grown = LAYERS.flatMap(({ every, height, kinds, spread, ...layer }, l) => {
    const stream = random.child(l);
    return Array.from({ length: Math.floor((to - from) / every) }, (_, i): Feature => {
      const own = stream.child(i);
      const up = Math.max(height[0], own.between(height[0], height[1]) * tall);
      const across = up * spread * own.between(0.85, 1.2);
      const station = from + (i + own.uniform()) * every;
      return {
        kind: own.pick(kinds),
        position: extent.line.at(station, side.sign * (offsets.back + own.between(layer.from, layer.to))).position,
        heading: own.between(0, TAU),
        size: [across, across, up],
        seed: own.uint32(),
      };
    });
  });
  return [...boundary(kind, side, offsets.back + 0.25, extent, from, to, random), ...grown];
}

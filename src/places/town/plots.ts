/** What stands along both sides of a town street: houses, gardens' boundaries, gaps with trees, and rows behind. */
import type { Feature } from '#contracts/place';
import { PI, TAU } from '#core/math';
import type { RandomStream } from '#core/random';
import type { Extent } from '../road.js';
import { weighted } from '../weighted.js';
import { boundary, gap, thicket } from './green.js';
import { mouthOf } from './ground.js';
import { type Offsets, offsetsOf, type Plan, type Side } from './plan.js';
import type { Range } from './style.js';

const FLOOR = 2.95;
/** Plots without a house, m along the street. */
const OPEN: Readonly<Record<string, Range>> = { gap: [4, 16], green: [14, 42] };

export function plotsOf(plan: Plan, extent: Extent, pieces: readonly Extent[], random: RandomStream): Feature[] {
  return plan.sides.flatMap((side) => {
    const own = random.child('plots').child(side.sign);
    const offsets = offsetsOf(plan, side);
    return [
      ...pieces.flatMap((piece, p) => row(plan, side, offsets, piece, own.child(p))),
      ...backdrop(plan, side, offsets, extent, own.child('backdrop')),
      ...(plan.junction === undefined ? [] : cornerRow(plan, side, offsets, extent, plan.junction, own.child('corner'))),
    ];
  });
}

/** One plot after the other, from one end to the other. */
function row(plan: Plan, side: Side, offsets: Offsets, piece: Extent, random: RandomStream): Feature[] {
  const { style } = plan;
  const features: Feature[] = [];
  let s = piece.start;
  for (let i = 0; s < piece.end - 3; i++) {
    const own = random.child(i);
    const kind = weighted(style.plots, own.child('kind'));
    const wanted = own.between(...(OPEN[kind] ?? style.frontWidth));
    const width = Math.min(wanted, piece.end - s);
    const [from, to] = [s, s + width];
    s = to;
    if (kind === 'green' && width >= 8) {
      features.push(...thicket(side, offsets, piece, from, to, own.child('green')));
      continue;
    }
    if (kind in OPEN || width < 4) {
      features.push(...gap(plan, side, offsets, piece, from, to, own.child('gap')));
      continue;
    }
    const setback = Math.max(0, side.setback * own.between(0.85, 1.15));
    // Detached houses leave air between them.
    const air = /villa|semi|shed/.test(kind) ? own.between(1.5, 5) : own.chance(0.06) ? own.between(1, 3) : 0.02;
    features.push(house(kind, side, offsets.back + setback, piece, from, to - Math.min(air, width * 0.4), style, own));
    if (side.setback > 0.9) features.push(...garden(side, offsets, piece, from, to, setback, own.child('garden')));
  }
  return features;
}

function house(
  kind: string,
  side: Side,
  front: number,
  extent: Extent,
  from: number,
  to: number,
  style: Plan['style'],
  random: RandomStream,
): Feature {
  const depth = random.between(...style.depth);
  const floors = Math.round(random.between(style.floors[0] - 0.4, style.floors[1] + 0.4));
  const height = FLOOR * Math.max(1, floors) * random.between(0.96, 1.12) + random.between(0.2, 0.6);
  const { position, heading } = extent.line.at((from + to) / 2, side.sign * (front + depth / 2));
  return {
    kind,
    position,
    heading: heading + (side.sign === 1 ? -PI / 2 : PI / 2),
    size: [depth, to - from, height],
    seed: random.uint32(),
  };
}

/** A boundary at the pavement's back, a way in, a plant or two. */
function garden(
  side: Side,
  offsets: Offsets,
  extent: Extent,
  from: number,
  to: number,
  setback: number,
  random: RandomStream,
): Feature[] {
  const kind = random.child('own').chance(0.3) ? random.pick(['hedge', 'wall-low', 'none', 'fence-rail']) : side.boundary;
  const open = random.between(1.1, 3.2);
  const gate = random.between(from + 0.3, Math.max(from + 0.4, to - open));
  const runs = [
    [from, gate],
    [gate + open, to],
  ].filter(([a, b]) => (b as number) - (a as number) > 0.5) as [number, number][];
  const line = runs.flatMap(([a, b]) => boundary(kind, side, offsets.back + 0.2, extent, a, b, random));
  const plants = Array.from({ length: Math.floor(random.between(0, 1.5 + setback / 1.6)) }, (_, i): Feature => {
    const own = random.child('plant').child(i);
    const height = own.pick([own.between(0.6, 1.8), own.between(0.6, 1.8), own.between(2.5, 7)]);
    const plantKind =
      height > 2.4 ? own.pick(['tree-small', 'tree-birch', 'conifer', 'tree']) : own.pick(['bush', 'bush', 'shrub-flowering']);
    const offset = offsets.back + own.between(0.6, Math.max(0.7, setback - 0.5));
    return {
      kind: plantKind,
      position: extent.line.at(own.between(from + 0.5, to - 0.5), side.sign * offset).position,
      heading: own.between(0, TAU),
      size: [height * 0.8, height * 0.8, height],
      seed: own.uint32(),
    };
  });
  return [...line, ...plants];
}

/** Roofs and crowns that look over the first row. */
function backdrop(plan: Plan, side: Side, offsets: Offsets, extent: Extent, random: RandomStream): Feature[] {
  const spacing = 15;
  const count = Math.floor((extent.end - extent.start) / spacing);
  return Array.from({ length: count }, (_, i) => i).flatMap((i): Feature[] => {
    const own = random.child(i);
    if (own.chance(0.3)) return [];
    const kind = weighted(plan.style.backdrop, own.child('kind'));
    const s = extent.start + (i + own.uniform()) * spacing;
    if (plan.junction !== undefined && Math.abs(s - plan.junction) < 16) return [];
    const plant = kind === 'tree' || kind === 'conifer';
    const height = plant
      ? own.between(6, 14)
      : FLOOR * Math.round(own.between(plan.style.floors[0], plan.style.floors[1] + 2.5));
    const offset = offsets.front + (plant ? own.between(10, 45) : own.between(24, 46));
    const { position, heading } = extent.line.at(s, side.sign * offset);
    return [
      {
        kind: plant ? `${kind}-far` : kind,
        position,
        heading: plant ? own.between(0, TAU) : heading + (side.sign === 1 ? -PI / 2 : PI / 2),
        size: plant ? [height * 0.7, height * 0.7, height] : [own.between(9, 14), own.between(10, 20), height],
        seed: own.uint32(),
      },
    ];
  });
}

/** Houses along the side street, seen through its mouth; trees where the style's land is green. */
function cornerRow(
  plan: Plan,
  side: Side,
  offsets: Offsets,
  extent: Extent,
  junction: number,
  random: RandomStream,
): Feature[] {
  return mouthOf(junction).flatMap((edge, k) =>
    Array.from({ length: 4 }, (_, i): Feature => {
      const own = random.child(k).child(i);
      const kind = weighted(plan.style.backdrop, own.child('kind'));
      const [depth, width] = [own.between(8, 11), own.between(10, 14)];
      const beyond = offsets.front + plan.style.depth[1] + 2 + i * 15 + width / 2;
      const outwards = k === 0 ? -1 : 1;
      const { position, heading } = extent.line.at(edge + outwards * (depth / 2 + 0.3), side.sign * beyond);
      const height = FLOOR * own.between(2, 4);
      const plant = !kind.startsWith('building');
      return {
        kind,
        position,
        heading: heading + (k === 0 ? 0 : PI),
        size: plant ? [height * 0.7, height * 0.7, height] : [depth, width, height],
        seed: own.uint32(),
      };
    }),
  );
}

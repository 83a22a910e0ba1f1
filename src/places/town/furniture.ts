/** What stands on pavements: street trees, lamps, signs, signals, bins, benches, shelters, railings, poles with wires, works. */
import type { Feature, Lamp } from '#contracts/place';
import { cos, sin, TAU } from '#core/math';
import type { RandomStream } from '#core/random';
import type { Extent } from '../road.js';
import { weighted } from '../weighted.js';
import { mouthOf } from './ground.js';
import { offsetsOf, type Plan } from './plan.js';
import { railings } from './railings.js';
import { signposts } from './signposts.js';
import { lineOf, type Spot, stand } from './stand.js';

const CLUTTER = {
  bin: 4,
  bollard: 3,
  cabinet: 2,
  'post-box': 0.6,
  hydrant: 0.5,
  bench: 2,
  planter: 1.5,
  'parking-meter': 1.2,
  'a-board': 1.5,
  'phone-box': 0.4,
  'wheelie-bin': 2,
  'advert-pillar': 0.6,
  'bollard-row': 1.6,
  railing: 3,
  shelter: 0.8,
  'bin-bags': 0.5,
  weeds: 2,
};

export function furnitureOf(plan: Plan, pieces: readonly Extent[], random: RandomStream): Feature[] {
  return plan.sides.flatMap((side) => {
    const own = random.child('furniture').child(side.sign);
    const offsets = offsetsOf(plan, side);
    const along = pieces.flatMap((extent, p) => {
      const spot = { side, offsets, extent };
      const stream = own.child(p);
      return [
        ...streetTrees(plan, spot, stream.child('trees')),
        ...lamps(plan, spot, stream.child('lamps')),
        ...clutter(plan, spot, stream.child('clutter')),
        ...poles(plan, spot, stream.child('poles')),
        ...signposts(plan, spot, stream.child('signs')),
        ...railings(plan, spot, stream.child('railings')),
      ];
    });
    const [extent] = pieces as readonly [Extent, ...Extent[]];
    const spot = { side, offsets, extent };
    return [...along, ...atJunction(plan, spot, own), ...atCrossing(plan, spot, own), ...works(plan, spot, own)];
  });
}

function streetTrees(plan: Plan, spot: Spot, random: RandomStream): Feature[] {
  const { side, offsets, extent } = spot;
  if (side.treeSpacing === 0) return [];
  const inVerge = offsets.verge > offsets.kerb;
  const offset = inVerge ? (offsets.kerb + offsets.verge) / 2 : offsets.kerb + 0.75;
  const grown = random.child('grown').between(4.5, 15);
  const count = Math.floor((extent.end - extent.start) / side.treeSpacing);
  return Array.from({ length: count }, (_, i) => i).flatMap((i): Feature[] => {
    const own = random.child(i);
    if (own.chance(0.12)) return [];
    const height = grown * own.between(0.75, 1.2) * (side.treeKind === 'tree-small' ? 0.6 : 1);
    const width = height * own.between(0.5, 0.75);
    const s = extent.start + (i + 0.5) * side.treeSpacing + own.between(-0.8, 0.8);
    const tree: Feature = {
      kind: side.treeKind,
      position: extent.line.at(s, side.sign * offset).position,
      heading: own.between(0, TAU),
      size: [width, width, height],
      seed: own.uint32(),
    };
    return plan.style.behind === 'concrete' && own.chance(0.4)
      ? [tree, { ...tree, kind: 'tree-grate', size: [1.2, 1.2, 0.02] }]
      : [tree];
  });
}

function lamps(plan: Plan, spot: Spot, random: RandomStream): Feature[] {
  if (!plan.lamps) return [];
  const { offsets, extent, side } = spot;
  const spacing = random.child('spacing').between(22, 42);
  const height = plan.lanes > 1 ? random.child('h').between(7.5, 10) : random.child('h').between(4.5, 8);
  const offset = random.child('back').chance(0.15) ? offsets.back - 0.3 : offsets.kerb + 0.45;
  const first = side.sign === 1 ? 0.25 : 0.75;
  const count = Math.floor((extent.end - extent.start) / spacing);
  const kind = height < 5.5 ? 'lamp-post-low' : 'lamp-post';
  return Array.from({ length: count }, (_, i) =>
    stand(kind, spot, extent.start + (i + first) * spacing, offset, [0.2, 0.2, height], random.child(i).uint32()),
  );
}

function clutter(plan: Plan, spot: Spot, random: RandomStream): Feature[] {
  const { extent, offsets } = spot;
  const spacing = random.child('spacing').between(...plan.style.clutter);
  const count = Math.floor((extent.end - extent.start) / spacing);
  return Array.from({ length: count }, (_, i) => i).flatMap((i) => {
    const own = random.child(i);
    const kind = weighted(CLUTTER, own.child('kind'));
    const s = extent.start + (i + own.uniform()) * spacing;
    const atKerb = offsets.kerb + own.between(0.35, 0.7);
    const atBack = offsets.back - own.between(0.3, 0.6);
    const narrow = offsets.back - offsets.verge < 1.8;
    const back = /bench|planter|a-board|wheelie|cabinet|bags|phone|weeds/.test(kind);
    if (narrow && /shelter|bench|planter|advert|phone/.test(kind)) return [];
    const seed = own.uint32();
    if (kind === 'bollard-row')
      return lineOf('bollard', spot, s, atKerb, Math.round(own.between(3, 9)), own.between(1.4, 2.2), seed);
    if (kind === 'railing') return lineOf('railing', spot, s, offsets.kerb + 0.4, Math.round(own.between(2, 8)), 2, seed);
    return [stand(kind, spot, s, back ? atBack : kind === 'shelter' ? offsets.kerb + 1.4 : atKerb, [0.5, 0.5, 1], seed)];
  });
}

/** Wooden poles with wires between them. */
function poles(plan: Plan, spot: Spot, random: RandomStream): Feature[] {
  if (!plan.wires || spot.side.sign === 1) return [];
  const spacing = 34;
  const count = Math.floor((spot.extent.end - spot.extent.start) / spacing);
  const offset = spot.offsets.back - 0.25;
  return Array.from({ length: count }, (_, i) => {
    const s = spot.extent.start + (i + 0.4) * spacing;
    const last = i === count - 1;
    return stand(last ? 'wire-pole' : 'wire-pole-span', spot, s, offset, [spacing, 0.3, 8], random.child(0).uint32(), 'along');
  });
}

function atJunction(plan: Plan, spot: Spot, random: RandomStream): Feature[] {
  if (plan.junction === undefined) return [];
  const { offsets, side } = spot;
  const [near, far] = mouthOf(plan.junction);
  const own = random.child('junction');
  const withRoad = (side.sign === -1) === (plan.hand === 'right');
  const at = withRoad ? near - 0.8 : far + 0.8;
  const kind = plan.signals ? 'traffic-light' : own.pick(['sign-priority', 'sign-warning', 'sign-direction']);
  const height = own.between(2.6, 3.5);
  const posts = [stand(kind, spot, at, offsets.kerb + 0.45, [0.3, 0.3, height], own.uint32(), 'traffic', plan.hand)];
  if (plan.signals && plan.lanes > 1)
    posts.push(stand('traffic-light-arm', spot, at, offsets.kerb + 0.5, [0.3, 4, 5.6], own.uint32(), 'traffic', plan.hand));
  // Far side: the signal that the first row of cars looks at, and the side street's give-way sign.
  if (plan.signals)
    posts.push(
      stand(
        'traffic-light',
        spot,
        withRoad ? far + 0.8 : near - 0.8,
        offsets.kerb + 0.45,
        [0.3, 0.3, 3.2],
        own.uint32(),
        'traffic',
        plan.hand,
      ),
    );
  posts.push(stand('sign-street', spot, far + 0.5, offsets.back - 0.3, [0.3, 0.3, 2], own.uint32(), 'road'));
  const railings = own.chance(0.45) ? lineOf('railing', spot, near - 13, offsets.kerb + 0.4, 5, 2, own.uint32()) : [];
  return [...posts, ...railings];
}

function atCrossing(plan: Plan, spot: Spot, random: RandomStream): Feature[] {
  if (plan.crossing === undefined) return [];
  const { offsets } = spot;
  const own = random.child('crossing');
  const kind = own.pick(['sign-crossing', 'belisha', 'traffic-light']);
  const [a, b] = [plan.crossing - 2.4, plan.crossing + 2.4];
  const seed = own.uint32();
  return [
    stand(kind, spot, spot.side.sign === -1 ? a : b, offsets.kerb + 0.4, [0.3, 0.3, 3], seed, 'traffic', plan.hand),
    ...(own.chance(0.5) ? lineOf('railing', spot, a - 8, offsets.kerb + 0.4, 4, 2, seed) : []),
  ];
}

/** Cones and barriers round a hole in the kerb lane. */
function works(plan: Plan, spot: Spot, random: RandomStream): Feature[] {
  const busy = random.child('works-side').chance(0.5) === (spot.side.sign === 1);
  if (!plan.works || !busy) return [];
  const own = random.child('works');
  const s = own.between(15, 60);
  const offset = spot.offsets.kerb - 0.9;
  const seed = own.uint32();
  return [
    ...Array.from({ length: 5 }, (_, i) => stand('cone', spot, s - 8 + i * 2, offset + 0.8 - i * 0.25, [0.4, 0.4, 0.75], seed)),
    ...lineOf('works-barrier', spot, s + 1, offset, 4, 2.1, seed),
    stand('sign-works', spot, s - 14, spot.offsets.kerb + 0.5, [0.3, 0.3, 1.4], seed, 'traffic', plan.hand),
  ];
}

/** Lanterns of the posts, over the road. */
export function lampsOf(features: readonly Feature[]): Lamp[] {
  return features
    .filter(({ kind }) => kind === 'lamp-post' || kind === 'lamp-post-low')
    .map(({ position, heading, size, kind }) => {
      const out = kind === 'lamp-post' ? 1.4 : 0;
      return {
        position: [position[0] + cos(heading) * out, position[1] + sin(heading) * out, size[2] - 0.1],
        luminousFluxLm: kind === 'lamp-post' ? 8000 : 4000,
      };
    });
}

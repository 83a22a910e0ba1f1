/** Harmless things beside the road: some of the layout's own left out, others put there. */
import type { Feature, Place } from '#contracts/place';
import type { PlaceExtras } from '#contracts/scene';
import { PI } from '#core/math';
import { type RandomStream, randomRoot } from '#core/random';
import { groundHeightOf } from '../ground-height.js';
import { weighted } from '../weighted.js';
import { type Across, across, pointBeside } from './across.js';

interface Piece {
  /** How often on pavements, and on verges. */
  readonly pavement: number;
  readonly verge: number;
  readonly size: Feature['size'];
}
/** Kinds that assets/places/things knows, with their usual sizes. */
const PIECES: Readonly<Record<string, Piece>> = {
  'wheelie-bin': { pavement: 5, verge: 2, size: [0.6, 0.6, 1.1] },
  'bin-bags': { pavement: 5, verge: 3, size: [0.8, 0.8, 0.5] },
  bin: { pavement: 3, verge: 0.5, size: [0.5, 0.5, 1.1] },
  'a-board': { pavement: 3, verge: 0, size: [0.6, 0.6, 1] },
  cone: { pavement: 2, verge: 3, size: [0.4, 0.4, 0.75] },
  bench: { pavement: 2, verge: 0.5, size: [0.7, 1.6, 0.9] },
  planter: { pavement: 2, verge: 0, size: [0.9, 0.9, 0.9] },
  cabinet: { pavement: 1.5, verge: 1, size: [0.4, 0.9, 1.3] },
  'post-box': { pavement: 0.7, verge: 0.2, size: [0.5, 0.5, 1.5] },
  delineator: { pavement: 0, verge: 2, size: [0.12, 0.12, 1] },
  'fence-post': { pavement: 0, verge: 2, size: [0.1, 0.1, 1.2] },
};
/** From a pavement's edges to a piece's middle, m; from the edge of a road without one. */
const FROM_EDGE = 0.55;
const VERGE = [0.8, 6] as const;
/** Beyond a place's usable length, m. */
const MARGIN = 10;

export function withClutter(place: Place, { seed, clutter }: PlaceExtras): readonly Feature[] {
  if (clutter === undefined) return place.features;
  const random = randomRoot(seed).child('clutter');
  const kept = place.features.filter(
    ({ kind }, i) => !Object.hasOwn(PIECES, kind) || !random.child('thinned').child(i).chance(clutter.thinned),
  );
  const here = across(place);
  if (here === undefined) return kept;
  const stretch = place.length + 2 * MARGIN;
  const count = Math.round((clutter.per100M * stretch) / 100);
  return [...kept, ...Array.from({ length: count }, (_, i) => pieceAt(place, here, random.child('piece').child(i)))];
}

function pieceAt(place: Place, { road, pavements }: Across, random: RandomStream): Feature {
  const side = random.chance(0.5) ? 'left' : 'right';
  const outwards = side === 'left' ? 1 : -1;
  const edge = side === 'left' ? road.to : road.from;
  const pavement = pavements[side];
  const ground = pavement === undefined ? 'verge' : 'pavement';
  const kind = weighted(Object.fromEntries(Object.entries(PIECES).map(([name, piece]) => [name, piece[ground]])), random);
  const [kerb, back] =
    pavement === undefined ? [0, 0] : outwards === 1 ? [pavement.from, pavement.to] : [pavement.to, pavement.from];
  const offset =
    pavement === undefined
      ? edge + outwards * random.between(...VERGE)
      : random.chance(0.35)
        ? kerb + outwards * FROM_EDGE
        : back - outwards * FROM_EDGE;
  const { position, heading } = pointBeside(place, random.between(-MARGIN, place.length + MARGIN), offset);
  const { size } = PIECES[kind] as Piece;
  const facing = heading - outwards * (PI / 2) + random.between(-0.25, 0.25);
  return { kind, position, heading: facing, size, seed: random.uint32(), base: groundHeightOf(place)(...position) };
}

/** What is parked at the kerbs: cars, vans, now and then a lorry or motorcycle; bicycles on the pavement. */
import type { Prop } from '#contracts/place';
import { PI } from '#core/math';
import { quatFromHeadingPitchRoll } from '#core/pose';
import type { RandomStream } from '#core/random';
import type { ReferenceLine } from '../line.js';
import { weighted } from '../weighted.js';
import { isClear } from './ground.js';
import { offsetsOf, type Plan, type Side } from './plan.js';

interface Parked {
  readonly class: string;
  /** Share of what is parked. */
  readonly share: number;
  /** Longest of its kind, m. */
  readonly length: number;
  readonly width: number;
}
/** Shares by segments of the European fleet (small and compact cars make up half, one in ten is older than 20 years); longest models and widest. */
const PARKED: Readonly<Record<string, Parked>> = {
  hatchback: { class: 'car', share: 24, length: 4.95, width: 1.85 },
  'city-car': { class: 'car', share: 15, length: 4.2, width: 1.75 },
  suv: { class: 'car', share: 15, length: 5.3, width: 2.05 },
  estate: { class: 'car', share: 11, length: 5, width: 1.9 },
  sedan: { class: 'car', share: 11, length: 5.4, width: 1.95 },
  mpv: { class: 'car', share: 7, length: 4.9, width: 1.9 },
  'old-hatchback': { class: 'car', share: 5, length: 4.2, width: 1.7 },
  'old-sedan': { class: 'car', share: 3, length: 5, width: 1.8 },
  pickup: { class: 'truck', share: 1, length: 6.1, width: 2.1 },
  van: { class: 'van', share: 4, length: 6.4, width: 2.2 },
  'delivery-van': { class: 'van', share: 2.5, length: 6.6, width: 2.1 },
  'box-van': { class: 'truck', share: 1, length: 6.8, width: 2.3 },
  truck: { class: 'truck', share: 0.5, length: 9.5, width: 2.55 },
};
const GAP = 0.7;
const MARGINS = { mouth: 4, before: 7, after: 5 } as const;

export function kerbside(plan: Plan, line: ReferenceLine, length: number, random: RandomStream): Prop[] {
  return [...parked(plan, line, length, random), ...plan.sides.flatMap((side) => leaning(plan, side, line, length, random))];
}

function parked(plan: Plan, line: ReferenceLine, length: number, random: RandomStream): Prop[] {
  return plan.sides.flatMap((side) =>
    side.parking === 0 ? [] : row(plan, side, line, length, random.child('kerbside').child(side.sign)),
  );
}

function row(plan: Plan, side: Side, line: ReferenceLine, length: number, random: RandomStream): Prop[] {
  const { cycle, kerb } = offsetsOf(plan, side);
  const withRoad = (side.sign === -1) === (plan.hand === 'right');
  // What is wider than its strip does not park there.
  const fitting = Object.entries(PARKED).filter(([, { width }]) => width <= side.parking + 0.1);
  const shares = Object.fromEntries(fitting.map(([kind, { share }]) => [kind, share]));
  const props: Prop[] = [];
  let s = -38;
  for (let i = 0; s < length + 50; i++) {
    const own = random.child(i);
    const asset = weighted(shares, own.child('kind'));
    const kind = PARKED[asset] as Parked;
    const at = s + kind.length / 2;
    s += kind.length + GAP + own.child('gap').between(0, 0.8);
    if (!own.chance(plan.parked) || !isClear(plan, at - kind.length / 2, at + kind.length / 2, MARGINS)) continue;
    // As near to the kerb as people park; what is wider stands a little over its strip's edge.
    const offset = Math.max(cycle + 0.1 + kind.width / 2, kerb - own.between(0.05, 0.3) - kind.width / 2);
    const { position, heading } = line.at(at, side.sign * Math.min(offset, kerb + 0.1 - kind.width / 2 + 0.2));
    const turned = own.chance(withRoad ? 0.06 : 0.9);
    props.push({
      id: `parked-${side.sign === 1 ? 'left' : 'right'}-${i}`,
      class: kind.class,
      look: { asset, seed: own.uint32(), traits: {} },
      worldFromBody: {
        position: [position[0], position[1], 0],
        orientation: quatFromHeadingPitchRoll(heading + (turned ? PI : 0) + own.between(-0.025, 0.025)),
      },
    });
  }
  return props;
}

/** Where a row of bicycles begins, every so often, and how many there are. */
const RACK_EVERY = 27;
/** Handlebars and mirrors beside each other, m. */
const STAND_APART = 1.2;

/** Bicycles and now and then a motorcycle or scooter on the pavement, across it, in small groups. */
function leaning(plan: Plan, side: Side, line: ReferenceLine, length: number, random: RandomStream): Prop[] {
  const { verge, back } = offsetsOf(plan, side);
  if (back - verge < 2.7) return [];
  const own = random.child('leaning').child(side.sign);
  return Array.from({ length: Math.floor((length + 60) / RACK_EVERY) }, (_, i) => i).flatMap((i): Prop[] => {
    const rack = own.child(i);
    if (!rack.chance(0.4)) return [];
    const from = -30 + (i + 0.6 * rack.uniform()) * RACK_EVERY;
    const count = 1 + rack.index(5);
    const offset = rack.chance(0.6) ? back - 1.15 : verge + 1.6;
    return Array.from({ length: count }, (_, k) => k).flatMap((k): Prop[] => {
      const each = rack.child(k);
      const s = from + k * STAND_APART + each.between(-0.06, 0.06);
      if (!isClear(plan, s - 0.5, s + 0.5, MARGINS)) return [];
      const asset = each.chance(0.88) ? 'bicycle' : each.pick(['parked-scooter', 'parked-motorcycle']);
      const { position, heading } = line.at(s, side.sign * offset);
      return [
        {
          id: `standing-${side.sign === 1 ? 'left' : 'right'}-${i}-${k}`,
          class: asset === 'bicycle' ? 'bicycle' : 'motorcycle',
          look: { asset, seed: each.uint32(), traits: {} },
          worldFromBody: {
            position: [position[0], position[1], plan.kerbHeight],
            orientation: quatFromHeadingPitchRoll(heading + PI / 2 + each.between(-0.1, 0.1)),
          },
        },
      ];
    });
  });
}

/** What is parked at the kerbs: cars, vans, now and then a lorry or motorcycle; bicycles on the pavement. */
import type { Prop } from '#contracts/place';
import { PI } from '#core/math';
import { quatFromHeadingPitchRoll } from '#core/pose';
import type { RandomStream } from '#core/random';
import type { ReferenceLine } from '../line.js';
import { weighted } from '../weighted.js';
import { mouthOf } from './ground.js';
import { offsetsOf, type Plan, type Side } from './plan.js';

interface Parked {
  readonly class: string;
  /** Share of what is parked. */
  readonly share: number;
  /** Longest of its kind, m. */
  readonly length: number;
  readonly width: number;
}
const PARKED: Readonly<Record<string, Parked>> = {
  hatchback: { class: 'car', share: 34, length: 4.95, width: 1.85 },
  sedan: { class: 'car', share: 24, length: 5.4, width: 1.95 },
  suv: { class: 'car', share: 16, length: 5.3, width: 2.05 },
  van: { class: 'van', share: 6, length: 6.4, width: 2.2 },
};
const GAP = 0.7;

export function kerbside(plan: Plan, line: ReferenceLine, length: number, random: RandomStream): Prop[] {
  return plan.sides.flatMap((side) =>
    side.parking === 0 ? [] : row(plan, side, line, length, random.child('kerbside').child(side.sign)),
  );
}

function row(plan: Plan, side: Side, line: ReferenceLine, length: number, random: RandomStream): Prop[] {
  const { cycle, kerb } = offsetsOf(plan, side);
  const withRoad = (side.sign === -1) === (plan.hand === 'right');
  const shares = Object.fromEntries(Object.entries(PARKED).map(([kind, { share }]) => [kind, share]));
  const props: Prop[] = [];
  let s = -38;
  for (let i = 0; s < length + 50; i++) {
    const own = random.child(i);
    const asset = weighted(shares, own.child('kind'));
    const kind = PARKED[asset] as Parked;
    const at = s + kind.length / 2;
    s += kind.length + GAP + own.child('gap').between(0, 0.8);
    if (!own.chance(plan.parked) || !isFree(plan, at, kind.length / 2)) continue;
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

function isFree(plan: Plan, s: number, half: number): boolean {
  const closed: (readonly [number, number])[] = [];
  if (plan.junction !== undefined) {
    const [near, far] = mouthOf(plan.junction);
    closed.push([near - 4, far + 4]);
  }
  if (plan.crossing !== undefined) closed.push([plan.crossing - 7, plan.crossing + 5]);
  return closed.every(([from, to]) => s + half < from || s - half > to);
}

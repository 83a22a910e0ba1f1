/** Shapes out of place: over the road where no vehicle reaches, beside it where no head does. */
import type { Place, Prop } from '#contracts/place';
import type { PlaceExtras } from '#contracts/scene';
import { PI, TAU } from '#core/math';
import { quatFromHeadingPitchRoll } from '#core/pose';
import { type RandomStream, randomRoot } from '#core/random';
import { type Across, across, pointBeside } from './across.js';

/** Under its lowest point, m: lorries of 4 m; people with what they carry, and a moose. */
const OVER_ROAD = 5;
const OVER_REST = 2.6;
/** Room above that it floats in, and beyond the outermost lane, m. */
const ROOM = 3.5;
const BESIDE = 6;
/** Lorries' mirrors and what leans out of a lane, m. */
const LEEWAY = 1.5;

export function distractorsOf(place: Place, { seed, distractors }: PlaceExtras): readonly Prop[] {
  const here = across(place);
  if (distractors === undefined || here === undefined) return [];
  const random = randomRoot(seed).child('distractors');
  return Array.from({ length: Math.round((distractors.per100M * place.length) / 100) }, (_, i) =>
    distractor(`distractor-${i + 1}`, place, here, distractors.sizes, random.child(i)),
  );
}

function distractor(id: string, place: Place, { road }: Across, sizes: readonly [number, number], random: RandomStream): Prop {
  const size = random.child('size').between(...sizes);
  const offset = random.child('offset').between(road.from - BESIDE, road.to + BESIDE);
  const beyond = Math.max(road.from - offset, offset - road.to);
  // Turned any way, it reaches half of its size and a bit from its middle.
  const reach = size * 0.9;
  const least = beyond < LEEWAY ? OVER_ROAD : OVER_REST;
  const height = least + reach + random.child('height').between(0, ROOM);
  const { position } = pointBeside(place, random.child('s').between(0, place.length), offset);
  const turn = random.child('turn');
  return {
    id,
    class: 'unlabeled',
    look: { asset: 'distractor', seed: random.child('look').uint32(), traits: { size } },
    worldFromBody: {
      position: [...position, height],
      orientation: quatFromHeadingPitchRoll(turn.between(0, TAU), turn.between(-PI / 2, PI / 2), turn.between(0, TAU)),
    },
  };
}

/** Everything about a person that is drawn from the look: figure, clothes, bearing, what is carried or pushed. */
import type { Look } from '#contracts/scene';
import type { Vec3 } from '#core/pose';
import type { RandomStream } from '#core/random';
import { twoBags } from './carried/bags.js';
import type { Held } from './carried/held.js';
import { type Clothes, CUTS } from './clothes.js';
import type { Figure } from './figure.js';
import { type Frame, frameOf } from './frame.js';
import type { Person } from './model.js';
import { PUSH_X, PUSH_Z } from './motion/arms.js';
import { type Bearing, type Bearings, bearingsOf } from './motion/bearing.js';
import { cyclesOf, manneredGait } from './motion/gaits.js';
import { personPose, strideOf } from './motion/index.js';
import { pram } from './wheeled/pram.js';
import { suitcase } from './wheeled/suitcase.js';

const NOTHING: Person['things'] = { make: () => [], at: [0, 0, 0], rolled: () => 0 };
/** Half of how far a pram reaches out before who pushes it, m. */
export const PRAM_SHIFT = 0.45;

export function walkerFor(look: Look, random: RandomStream, f: Figure, c: Clothes): Person {
  const frame = frameOf(f);
  const uses = carriedBy(look, random, f, c);
  const apart = 0.05 + 2.2 * CUTS[c.upper].sleeve + 0.14 * Math.max(0, f.build - 1);
  const bearings = bearingsOf(look, random.child('bearing'), uses, { apart, child: f.childlike > 0.3 });
  const walker = { f, frame, bearings, cycles: cyclesOf(frame, f) };
  return {
    ...walker,
    // Hands that are taken carry nothing else.
    c: c.bag === 'shopping' && uses.right !== 'carry' ? { ...c, bag: 'none' } : c,
    held: heldIn(bearings),
    things: thingsOf(uses, random, frame),
    shift: uses.right === 'push' ? [-PRAM_SHIFT, 0, 0] : [0, 0, 0],
    pose: (articulation) => personPose(walker, { ...articulation, gait: manneredGait(articulation.gait, look.traits.manner) }),
  };
}

type Uses = Partial<Pick<Bearing, 'left' | 'right'>>;

function carriedBy(look: Look, random: RandomStream, f: Figure, c: Clothes): Uses {
  const { pram: pushes, umbrella, stick } = look.traits;
  if (pushes === 'yes') return { left: 'push', right: 'push' };
  const leans = stick === 'yes' || (stick === undefined && f.elderly && random.child('stick').chance(0.4));
  return {
    ...(c.bag === 'shopping' && umbrella !== 'yes'
      ? { right: 'carry' as const, ...(twoBags(c) ? { left: 'carry' as const } : {}) }
      : {}),
    ...(umbrella === 'yes' ? { left: 'umbrella' as const } : {}),
    ...(c.bag === 'suitcase' ? { right: 'pull' as const } : {}),
    ...(leans ? { right: 'stick' as const } : {}),
  };
}

function heldIn({ standing, moving }: Bearings): Person['held'] {
  const things: Readonly<Partial<Record<string, Held>>> = {
    read: 'phone',
    call: 'phone',
    stick: 'stick',
    umbrella: 'umbrella',
  };
  return ([1, -1] as const).flatMap((side) => {
    const uses = side === 1 ? [standing.left, moving.left] : [standing.right, moving.right];
    const what = uses.map((use) => things[use]).find((each) => each !== undefined);
    return what === undefined ? [] : [{ what, side }];
  });
}

function thingsOf({ right }: Uses, random: RandomStream, { h, shares }: Frame): Person['things'] {
  const stride = strideOf('walk', 1.2, h);
  // Wheels turn with the steps; speeds other than the usual make them a few per cent too fast or slow.
  const rolled = ({ phase }: { readonly phase: number }): number => phase * stride;
  const palm = 0.5 * shares.hand * h;
  const at = (place: Vec3, make: Person['things']['make']): Person['things'] => ({ at: place, make, rolled });
  if (right === 'push') return at([PUSH_X * h + palm, 0, 0], (detail) => pram(random.child('pram'), PUSH_Z - 0.01, detail));
  if (right === 'pull')
    return at([-0.1 * h, -0.14 * h, 0], (detail) => suitcase(random.child('suitcase'), 0.45 * h - palm, detail));
  return NOTHING;
}

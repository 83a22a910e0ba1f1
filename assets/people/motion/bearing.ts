/** How a person holds themself and what their hands do: drawn once a look. */
import type { Look } from '#contracts/scene';
import type { RandomStream } from '#core/random';
import { traitWord } from '../../animals/species.js';

export type HandUse =
  | 'free'
  | 'pocket'
  | 'read'
  | 'call'
  | 'crossed'
  | 'behind'
  | 'strap'
  | 'stick'
  | 'umbrella'
  | 'push'
  | 'pull'
  | 'carry'
  | 'rims';

export interface Bearing {
  readonly left: HandUse;
  readonly right: HandUse;
  /** Which leg bears the weight when standing: -1 right, 0 both, 1 left. */
  readonly weight: -1 | 0 | 1;
  /** Of the arms, against the average. */
  readonly swing: number;
  /** rad */
  readonly toesOut: number;
  /** How far arms hang off the body, rad. */
  readonly apart: number;
  /** Turn of the head when nobody says, rad. */
  readonly headYaw: number;
  readonly headPitch: number;
  /** 0..1, moves what else differs. */
  readonly own: number;
}

const IDLE: readonly (readonly [HandUse, HandUse])[] = [
  ['free', 'free'],
  ['free', 'free'],
  ['crossed', 'crossed'],
  ['pocket', 'pocket'],
  ['free', 'pocket'],
  ['free', 'read'],
  ['free', 'read'],
  ['call', 'free'],
  ['behind', 'behind'],
  ['free', 'free'],
];
const WALKING: readonly (readonly [HandUse, HandUse])[] = [
  ...Array.from({ length: 11 }, () => ['free', 'free'] as const),
  ['pocket', 'pocket'],
  ['free', 'pocket'],
  ['free', 'read'],
  ['call', 'free'],
];

export interface Bearings {
  readonly standing: Bearing;
  readonly moving: Bearing;
}

/** Traits: `hands` free, pocket, read, call, crossed, behind; what is carried takes the hand that it needs. */
export function bearingsOf(
  look: Look,
  random: RandomStream,
  taken: Partial<Pick<Bearing, 'left' | 'right'>>,
  { apart, child }: { readonly apart: number; readonly child: boolean },
): Bearings {
  const said = traitWord(look, 'hands', random.child('hands'), [
    'drawn',
    'free',
    'pocket',
    'read',
    'call',
    'crossed',
    'behind',
  ]);
  const stated = typeof look.traits.hands === 'string' ? pair(said as HandUse) : undefined;
  const common = {
    weight: (random.child('weight').index(3) - 1) as -1 | 0 | 1,
    swing: random.child('swing').between(0.65, 1.25),
    toesOut: random.child('toes').between(0.04, 0.22),
    apart: apart + random.child('apart').between(0, 0.06),
    own: random.child('own').uniform(),
  };
  const of = (hands: readonly (readonly [HandUse, HandUse])[], name: string): Bearing => {
    const [left, right] = stated ?? (child ? (['free', 'free'] as const) : random.child(name).pick(hands));
    const used = { left, right, ...taken };
    const reads = used.left === 'read' || used.right === 'read';
    return {
      ...common,
      ...used,
      headYaw: reads ? 0 : 0.35 * random.child(`${name} yaw`).normal() * (name === 'standing' ? 1 : 0.35),
      headPitch: reads ? 0.5 : random.child(`${name} pitch`).between(-0.06, 0.14),
    };
  };
  return { standing: of(IDLE, 'standing'), moving: of(WALKING, 'moving') };
}

function pair(use: HandUse): readonly [HandUse, HandUse] {
  return use === 'read' ? ['free', 'read'] : use === 'call' ? ['call', 'free'] : [use, use];
}

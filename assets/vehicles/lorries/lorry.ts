/** Lorries: a cab from the same skin as the cars', a frame, and what stands on it. */
import type { Look } from '#contracts/scene';
import type { Vec3 } from '#core/pose';
import { randomRoot } from '#core/random';
import type { VehicleDesign, Wheel } from '../asset.js';
import type { BodyDesign, Outline } from '../body/design.js';
import type { TaggedMesh } from '../body/draft.js';
import type { Fineness } from '../body/fineness.js';
import type { WheelSpec } from '../body/wheel.js';
import { type PaintWish, secondPaint } from '../paint.js';
import { outlineOf } from '../traits.js';
import { type BoxPlan, chassis } from './box-body.js';
import { buildCab } from './cab.js';

export interface LorryKind {
  readonly outline: Outline;
  readonly wheel: WheelSpec;
  /** Twin tyres at the rear, m between their middles; none: single ones. */
  readonly twins?: number;
  /** Cab for a width and a height of the whole lorry. */
  cab(width: number, height: number): BodyDesign;
  /** From the front end to the front axle; from the rear end to the axles, foremost last. */
  readonly frontOverhang: number;
  readonly rearOverhangs: readonly number[];
  /** Where the load stands, m. */
  readonly floor: number;
  body(plan: BoxPlan, fineness: Fineness, look: Look): readonly TaggedMesh[];
  readonly paint: PaintWish;
  /** Colours of the body by seed (trait `body-paint` names one of paint.ts). */
  readonly bodyPaints: readonly Vec3[];
}

const DECOR: readonly Vec3[] = [
  [0.4, 0.03, 0.03],
  [0.03, 0.08, 0.3],
  [0.03, 0.2, 0.06],
  [0.5, 0.35, 0.03],
  [0.03, 0.03, 0.035],
];

export function lorryDesign(kind: LorryKind, look: Look): VehicleDesign {
  const { length, width, height } = outlineOf(look, kind.outline);
  const front = length / 2;
  const cab = kind.cab(width, height);
  const rearAxles = kind.rearOverhangs.map((overhang) => -front + overhang).reverse();
  const cabBack = front - cab.length;
  const { wheel } = kind;
  const axle = (x: number, y: number, steers: boolean, inner = false): Wheel[] =>
    [1, -1].map((side) => ({ position: [x, side * y, wheel.radius], steers, inner }));
  const y = width / 2 - wheel.width / 2 - 0.05;
  const plan: BoxPlan = {
    front: cabBack - 0.12,
    rear: -front,
    width,
    height,
    rearAxles,
    wheelRadius: wheel.radius,
    cabBack,
    floor: kind.floor,
  };
  const lamp = (side: number): Vec3 => [front - 0.05, side * width * 0.37, 0.72];
  const driver = look.traits.driver === 'yes';
  return {
    outline: { length, width, height },
    bodywork: (fineness) => [
      ...buildCab(cab, front - cab.length / 2, fineness, {
        privacy: false,
        wheel: look.traits.steering === 'right' ? -1 : 1,
        driver,
      }),
      ...chassis(plan, fineness),
      ...kind.body(plan, fineness, look),
    ],
    wheel,
    wheels: [
      ...axle(front - kind.frontOverhang, y - 0.04, true),
      ...rearAxles.flatMap((x) => [
        ...axle(x, y, false),
        ...(kind.twins === undefined ? [] : axle(x, y - kind.twins, false, true)),
      ]),
    ],
    rim: randomRoot(look.seed).child('rims').chance(0.6) ? 'steel' : 'rim',
    headlamps: [lamp(1), lamp(-1)],
    paint: kind.paint,
    materials: {
      bodyPaint: secondPaint('bodyPaint', look, kind.bodyPaints, 'bodyPaint'),
      decor: secondPaint('decor', look, DECOR),
    },
  };
}

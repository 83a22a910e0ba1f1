/** Kinds of bicycles as numbers, and what they measure under a rider of a given stature. */
import { cos, PI, sin, tan } from '#core/math';
import type { Vec3 } from '#core/pose';
import type { Position } from './riding.js';

export interface BicycleSpec {
  readonly kind: 'city' | 'road' | 'mountain' | 'cargo' | 'child';
  /** Outer radius of the rear and the front wheel, and of the tyre's section, m. */
  readonly wheels: readonly [rear: number, front: number];
  readonly tyre: number;
  readonly wheelbase: number;
  /** Seat tube against the ground, degrees. */
  readonly seatAngle: number;
  /** From the saddle to the grips, over stature: forward, up. */
  readonly reach: readonly [forward: number, up: number];
  /** Half of the handlebar's width, m. */
  readonly bar: number;
  readonly bars: 'swept' | 'drop' | 'flat';
  readonly tubes: 'diamond' | 'step' | 'sloping' | 'long';
  readonly guards: boolean;
  /** Metres a turn of the pedals in a middle gear. */
  readonly development: number;
}

/**
 * Wheels by ETRTO (622 mm rims with 28 to 40 mm tyres, 584 and 622 mm with 57 mm, 406 and 305 mm for small ones); wheelbases of makers' data
 * sheets: town bicycles 1.06 to 1.15 m, road 0.98 to 1.0 m, mountain 1.15 to 1.2 m, Long John cargo bicycles about 1.95 m.
 */
export const BICYCLES: Readonly<Record<BicycleSpec['kind'], BicycleSpec>> = {
  city: {
    kind: 'city',
    wheels: [0.345, 0.345],
    tyre: 0.019,
    wheelbase: 1.1,
    seatAngle: 69,
    reach: [0.33, 0.08],
    bar: 0.29,
    bars: 'swept',
    tubes: 'step',
    guards: true,
    development: 5,
  },
  road: {
    kind: 'road',
    wheels: [0.336, 0.336],
    tyre: 0.013,
    wheelbase: 0.99,
    seatAngle: 73.5,
    reach: [0.42, -0.03],
    bar: 0.21,
    bars: 'drop',
    tubes: 'diamond',
    guards: false,
    development: 6.5,
  },
  mountain: {
    kind: 'mountain',
    wheels: [0.362, 0.362],
    tyre: 0.028,
    wheelbase: 1.16,
    seatAngle: 73,
    reach: [0.37, 0.02],
    bar: 0.37,
    bars: 'flat',
    tubes: 'sloping',
    guards: false,
    development: 4.5,
  },
  cargo: {
    kind: 'cargo',
    wheels: [0.335, 0.26],
    tyre: 0.024,
    wheelbase: 1.92,
    seatAngle: 69,
    reach: [0.34, 0.09],
    bar: 0.3,
    bars: 'swept',
    tubes: 'long',
    guards: true,
    development: 4.6,
  },
  child: {
    kind: 'child',
    wheels: [0.255, 0.255],
    tyre: 0.022,
    wheelbase: 0.82,
    seatAngle: 70,
    reach: [0.32, 0.09],
    bar: 0.26,
    bars: 'flat',
    tubes: 'sloping',
    guards: true,
    development: 3,
  },
};

/** Where its parts are, body frame: origin on the ground below the middle of the wheelbase. */
export interface Fitted {
  readonly rear: Vec3;
  readonly front: Vec3;
  readonly crank: Vec3;
  readonly arm: number;
  readonly saddle: Vec3;
  /** Left grip. */
  readonly grip: Vec3;
  /** Upper end of the seat tube. */
  readonly seatTop: Vec3;
  /** Lower and upper end of the head tube: the steering axis. */
  readonly headLow: Vec3;
  readonly headTop: Vec3;
}

const HEAD_ANGLE = (71 * PI) / 180;
/** Length of the chain stays, m. */
const STAYS = 0.44;

/** @param stature m */
export function fitted(spec: BicycleSpec, stature: number): Fitted {
  const [rearRadius, frontRadius] = spec.wheels;
  const rear: Vec3 = [-spec.wheelbase / 2, 0, rearRadius];
  const front: Vec3 = [spec.wheelbase / 2, 0, frontRadius];
  const small = spec.kind === 'child' ? 0.7 : 1;
  const crank: Vec3 = [rear[0] + STAYS * small - 0.005, 0, rearRadius - 0.06 * small];
  const angle = (spec.seatAngle * PI) / 180;
  const along = (d: number): Vec3 => [crank[0] - d * cos(angle), 0, crank[2] + d * sin(angle)];
  const saddle = along(0.405 * stature);
  const grip: Vec3 = [saddle[0] + spec.reach[0] * stature, spec.bar, saddle[2] + spec.reach[1] * stature];
  const headX = spec.tubes === 'long' ? crank[0] + 0.62 : front[0] - 0.05;
  const low = spec.tubes === 'long' ? 0.62 : frontRadius + spec.tyre + 0.3 * small;
  const foot = spec.tubes === 'long' ? 0.62 : frontRadius;
  const onAxis = (z: number): Vec3 => [headX - (z - foot) / tan(HEAD_ANGLE), 0, z];
  const high = Math.max(low + 0.09, Math.min(low + 0.2, grip[2] - 0.12));
  return {
    rear,
    front,
    crank,
    arm: 0.17 * small,
    saddle,
    grip,
    seatTop: along(0.405 * stature - (spec.tubes === 'sloping' ? 0.2 : 0.13) * (stature / 1.75)),
    headLow: onAxis(low),
    headTop: onAxis(high),
  };
}

export function positionOf({ saddle, grip, crank, arm, headTop }: Fitted): Position {
  return { saddle, grip, feet: { on: 'pedals', crank, arm, out: 0.12 }, steering: headTop[0] };
}

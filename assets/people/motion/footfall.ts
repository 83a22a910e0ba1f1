/**
 * Where a foot is over a cycle of the gait: down on the heel, flat, up on the ball, through the air. What touches the ground (heel, sole or
 * ball) goes back exactly as the body goes forward: it does not slide, and nothing jumps where one phase passes into the next.
 */
import { cos, lerp, sin, smoothstep, TAU } from '#core/math';

export interface FootShape {
  /** Height of the ankle's joint over the sole, its distance to the ball and to the heel's edge, m. */
  readonly ankle: number;
  readonly ball: number;
  readonly heel: number;
}

export interface Footfall {
  /** When in the cycle (0..1) the foot comes down. */
  readonly lands: number;
  /** Share of the cycle on the ground. */
  readonly duty: number;
  /** m a cycle. */
  readonly stride: number;
  /** How far ahead of the body's middle the stance's middle is, m. */
  readonly ahead: number;
  /** Toes up at landing, heel up at leaving, rad. */
  readonly strike: number;
  readonly push: number;
  /** How high sole or toes pass over the ground half-way through the swing, m. */
  readonly lift: number;
}

export interface FootPlace {
  /** Where the sole stands or would stand, under the ankle when flat, m. */
  readonly x: number;
  /** How far the ankle has gone along the foot by tilting it, m. */
  readonly along: number;
  /** Height of the ankle's joint, m. */
  readonly z: number;
  /** Of the foot, rad: positive is toes down. */
  readonly tilt: number;
  /** Of the toes against the foot, rad: negative is bent up. */
  readonly toes: number;
  readonly down: boolean;
}

/** Shares of the stance at which the sole lies flat. */
const FLAT_FROM = 0.2;
const FLAT_TO = 0.4;

export function footPlace(fall: Footfall, shape: FootShape, phase: number): FootPlace {
  const since = phase - fall.lands;
  const t = since - Math.floor(since);
  return t < fall.duty ? onGround(fall, shape, t / fall.duty) : inAir(fall, shape, (t - fall.duty) / (1 - fall.duty));
}

/** @param u 0..1 through the stance */
function onGround({ duty, stride, ahead, strike, push }: Footfall, shape: FootShape, u: number): FootPlace {
  const sole = ahead + duty * stride * (0.5 - u);
  const landing = 1 - smoothstep(0, FLAT_FROM, u);
  const rise = smoothstep(FLAT_TO, 1, u);
  const leaving = rise * rise;
  const tilt = push * leaving - strike * landing;
  const [along, z] = ankleOver(shape, tilt);
  return { x: sole, along, z, tilt, toes: -Math.max(0, tilt), down: true };
}

/** The ankle over a foot that is tilted about its heel or its ball, against where the sole stands flat. */
function ankleOver({ ankle, ball, heel }: FootShape, tilt: number): [x: number, z: number] {
  const [c, s] = [cos(tilt), sin(tilt)];
  return tilt > 0 ? [ball - ball * c + ankle * s, ball * s + ankle * c] : [heel * c + ankle * s - heel, ankle * c - heel * s];
}

function inAir(fall: Footfall, shape: FootShape, v: number): FootPlace {
  const { duty, stride, ahead, strike, push, lift } = fall;
  const tilt = v < 0.6 ? push * (1 - smoothstep(0, 0.6, v)) : -strike * smoothstep(0.6, 1, v);
  const left = ahead - (duty * stride) / 2;
  const lands = ahead + (duty * stride) / 2;
  const along = lerp(ankleOver(shape, push)[0], ankleOver(shape, -strike)[0], smoothstep(0, 1, v));
  const carry = stride * (1 - duty);
  const vv = v * v;
  const vvv = vv * v;
  const x =
    (2 * vvv - 3 * vv + 1) * left + (vvv - 2 * vv + v) * -0.25 * carry + (3 * vv - 2 * vvv) * lands + (vvv - vv) * -0.6 * carry;
  const early = sin((TAU / 2) * v) * (1.25 - 0.5 * v);
  return {
    x,
    along,
    z: ankleOver(shape, tilt)[1] + lift * early,
    tilt,
    toes: -Math.max(0, tilt) * (1 - smoothstep(0, 0.35, v)),
    down: false,
  };
}

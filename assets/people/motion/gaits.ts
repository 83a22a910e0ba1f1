/** What the gaits are made of: strides, swings and bends by speed. */
import { clamp, cos, lerp, smoothstep, TAU } from '#core/math';
import type { Vec3 } from '#core/pose';
import type { Figure } from '../figure.js';
import type { Frame } from '../frame.js';
import { type Footfall, type FootPlace, type FootShape, footPlace } from './footfall.js';

export const WALKER_GAITS = ['stand', 'walk', 'run', 'dart', 'stumble', 'hesitate'] as const;
export type WalkerGait = (typeof WALKER_GAITS)[number];

export function isRun(gait: string): boolean {
  return gait === 'run' || gait === 'dart';
}

/** A gait as this one goes it: those who hesitate or stumble do so at a walk, those who dart at a run (trait `manner`). */
export function manneredGait(gait: string, manner: number | string | undefined): string {
  if (gait === 'walk' && (manner === 'hesitate' || manner === 'stumble')) return manner;
  return gait === 'run' && manner === 'dart' ? manner : gait;
}

/**
 * m a cycle. Walking: step length over stature 0.41 at 1.35 m/s, growing with the root of speed (Grieve and Gear 1966: step rate and length
 * grow alike). Running: 2.6 to 3 steps/s at all speeds.
 */
export function strideOf(gait: string, speed: number, height: number): number {
  const v = Math.max(speed, 0.05);
  if (isRun(gait)) return height * (0.62 + 0.23 * v);
  const walk = height * 0.82 * Math.sqrt(v / 1.35);
  return gait === 'hesitate' ? 0.7 * walk : gait === 'stumble' ? 0.85 * walk : walk;
}

export interface Cycle {
  readonly gait: string;
  readonly t: number;
  readonly still: boolean;
  readonly run: boolean;
  readonly stride: number;
  /** 1 at an average pace. */
  readonly vigor: number;
  /** A further one: when it lands, 0..1. */
  foot(lands: number): FootPlace;
  readonly feet: readonly [left: FootPlace, right: FootPlace];
  /** Height of the hip joints' middle over the ground, m. */
  readonly hip: number;
  readonly footY: number;
}

export type Cycles = (gait: string, phase: number, speed: number) => Cycle;

/** How a figure goes at a gait and speed: what does not depend on the phase is worked out once for each of the last few. */
export function cyclesOf(frame: Frame, f: Figure): Cycles {
  const known = new Map<string, ReturnType<typeof paceOf>>();
  return (gait, phase, speed) => {
    const key = `${gait} ${speed}`;
    const pace = known.get(key) ?? paceOf(frame, f, gait, speed);
    if (known.size >= KEPT) known.clear();
    known.set(key, pace);
    return pace(phase);
  };
}
const KEPT = 8;

function paceOf(frame: Frame, f: Figure, gait: string, speed: number): (phase: number) => Cycle {
  const { h, thigh, shin, ankle, ball, heel } = frame;
  const run = isRun(gait);
  const leg = thigh + shin;
  const stride = strideOf(gait, speed, f.height);
  const vigor = run ? clamp(speed / 4, 0.5, 1.3) : clamp(speed / 1.35, 0.3, 1.4);
  const fall = footfallOf(frame, f, { gait, run, speed, stride, vigor });
  const shape: FootShape = { ankle, ball, heel };
  const foot = (lands: number, at: number): FootPlace => footPlace({ ...fall, lands }, shape, at);
  const high = run ? 0.016 * h : 0.0105 * h * clamp(stride / (0.6 * h), 0.5, 1.15);
  const top = run ? fall.duty / 2 + 0.25 : fall.duty / 2 - 0.02;
  const wave = (at: number): number => high * cos(2 * TAU * (at - top));
  const reach = (run ? 0.99 : 0.998) * leg;
  // As high as both legs allow all along the cycle: nothing is overstretched and nothing jumps.
  const room = (at: number): number =>
    Math.min(
      ...[foot(0, at), foot(0.5, at)]
        .filter(({ down }) => down)
        .map(({ x, along, z }) => z + Math.sqrt(Math.max(0, reach * reach - (x + along) * (x + along))) - wave(at)),
    );
  const highest = (run ? 0.985 : 0.994) * leg + ankle - (run ? 0 : high);
  const level = Array.from({ length: SAMPLES }, (_, i) => room(i / SAMPLES)).reduce((least, v) => Math.min(least, v), highest);
  return (phase) => {
    const t = phase - Math.floor(phase);
    return {
      gait,
      t,
      still: false,
      run,
      stride,
      vigor,
      foot: (lands) => foot(lands, phase),
      feet: [foot(0, phase), foot(0.5, phase)],
      hip: level + wave(t),
      footY: (run ? 0.016 : 0.03) * h,
    };
  };
}
const SAMPLES = 24;

interface Pace {
  readonly gait: string;
  readonly run: boolean;
  readonly speed: number;
  readonly stride: number;
  readonly vigor: number;
}

function footfallOf({ h, thigh, shin }: Frame, f: Figure, { gait, run, speed, stride, vigor }: Pace): Omit<Footfall, 'lands'> {
  const wanted = run ? lerp(0.4, 0.27, smoothstep(2, 5.5, speed)) : lerp(0.66, 0.58, smoothstep(0.5, 2, speed));
  const shuffles = f.elderly ? 0.7 : 1;
  const lively = clamp(vigor, 0, 1);
  return {
    duty: Math.min(wanted, ((run ? 0.84 : 0.98) * (thigh + shin)) / stride),
    stride,
    ahead: run ? -0.1 * h : -0.068 * stride,
    strike: run ? 0.06 : 0.27 * lively * shuffles,
    push: run ? 0.85 : 0.8 * (0.5 + 0.5 * lively) * shuffles,
    lift: run ? lerp(0.1, 0.2, lively) * h : lerp(0.012, 0.022, lively) * h * (gait === 'stumble' ? 2 : 1),
  };
}

export function standing(
  frame: Frame,
  weight: -1 | 0 | 1,
  own: number,
): Pick<Cycle, 'feet' | 'foot' | 'hip' | 'footY'> & { readonly shift: Vec3 } {
  const { h, thigh, shin, ankle } = frame;
  const idle = (0.02 + 0.05 * own) * h;
  const foot = (x: number): FootPlace => ({ x, along: 0, z: ankle, tilt: 0, toes: 0, down: true });
  const footY = (0.045 + 0.03 * own) * h;
  return {
    foot: () => foot(0),
    feet: [
      foot(weight === -1 ? idle : weight === 1 ? -0.01 * h : 0.01 * h),
      foot(weight === 1 ? idle : weight === -1 ? -0.01 * h : -0.01 * h),
    ],
    hip: ankle + (thigh + shin) * (weight === 0 ? 0.992 : 0.985),
    footY,
    shift: [0, weight * 0.55 * footY, 0],
  };
}

/** What the gaits are made of: strides, swings and bends by speed. */
import { clamp, cos, lerp, smoothstep, TAU } from '#core/math';
import type { Vec3 } from '#core/pose';
import type { Figure } from '../figure.js';
import type { Frame } from '../frame.js';
import { type FootPlace, type FootShape, footPlace } from './footfall.js';

export const WALKER_GAITS = ['stand', 'walk', 'run', 'dart', 'stumble', 'hesitate'] as const;
export type WalkerGait = (typeof WALKER_GAITS)[number];

export function isRun(gait: string): boolean {
  return gait === 'run' || gait === 'dart';
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
  readonly feet: readonly [left: FootPlace, right: FootPlace];
  /** Height of the hip joints' middle over the ground, m. */
  readonly hip: number;
  readonly footY: number;
}

export function cycleOf(frame: Frame, f: Figure, gait: string, phase: number, speed: number): Cycle {
  const { h, thigh, shin, ankle, ball, heel } = frame;
  const t = phase - Math.floor(phase);
  const run = isRun(gait);
  const leg = thigh + shin;
  const stride = strideOf(gait, speed, f.height);
  const vigor = run ? clamp(speed / 4, 0.5, 1.3) : clamp(speed / 1.35, 0.3, 1.4);
  const wanted = run ? lerp(0.4, 0.27, smoothstep(2, 5.5, speed)) : lerp(0.66, 0.58, smoothstep(0.5, 2, speed));
  const duty = Math.min(wanted, ((run ? 0.84 : 0.98) * leg) / stride);
  const shuffles = f.elderly ? 0.7 : 1;
  const fall = {
    duty,
    stride,
    ahead: run ? -0.1 * h : -0.068 * stride,
    strike: run ? 0.06 : 0.27 * Math.min(1, vigor) * shuffles,
    push: run ? 0.85 : 0.8 * Math.min(1, 0.5 + 0.5 * vigor) * shuffles,
    lift: run ? lerp(0.1, 0.2, clamp(vigor, 0, 1)) * h : lerp(0.012, 0.022, clamp(vigor, 0, 1)) * h * (gait === 'stumble' ? 2 : 1),
  };
  const shape: FootShape = { ankle, ball, heel };
  const foot = (lands: number, at: number): FootPlace => footPlace({ ...fall, lands }, shape, at);
  const high = run ? 0.016 * h : 0.0165 * stride;
  const top = run ? duty / 2 + 0.25 : 0.5 * duty - 0.02;
  const wave = (at: number): number => high * cos(2 * TAU * (at - top));
  const reach = (run ? 0.99 : 0.998) * leg;
  // As high as both legs allow all along the cycle: nothing is overstretched and nothing jumps.
  const room = (at: number): number =>
    [foot(0, at), foot(0.5, at)].reduce(
      (least, { x, z, down }) => (down ? Math.min(least, z + Math.sqrt(Math.max(0, reach * reach - x * x)) - wave(at)) : least),
      Infinity,
    );
  const level = Array.from({ length: 24 }, (_, i) => room(i / 24)).reduce((least, v) => Math.min(least, v), (run ? 0.985 : 0.994) * leg + ankle - (run ? 0 : high));
  return {
    gait,
    t,
    still: false,
    run,
    stride,
    vigor,
    feet: [foot(0, phase), foot(0.5, phase)],
    hip: level + wave(t),
    footY: (run ? 0.016 : 0.03) * h,
  };
}

export function standing(frame: Frame, weight: -1 | 0 | 1, own: number): Pick<Cycle, 'feet' | 'hip' | 'footY'> & { readonly shift: Vec3 } {
  const { h, thigh, shin, ankle } = frame;
  const idle = (0.02 + 0.05 * own) * h;
  const foot = (x: number): FootPlace => ({ x, z: ankle, tilt: 0, toes: 0, down: true });
  const footY = (0.045 + 0.03 * own) * h;
  return {
    feet: [foot(weight === -1 ? idle : weight === 1 ? -0.01 * h : 0.01 * h), foot(weight === 1 ? idle : weight === -1 ? -0.01 * h : -0.01 * h)],
    hip: ankle + (thigh + shin) * (weight === 0 ? 0.992 : 0.985),
    footY,
    shift: [0, weight * 0.55 * footY, 0],
  };
}

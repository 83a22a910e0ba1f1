/** Feet: what touches the ground stays there, nothing jumps, nothing goes under the ground. */
import { describe, expect, it } from 'vitest';
import { bodyAssets } from '#assets/index';
import type { Model } from '#contracts/model';
import { norm, sub, type Vec3 } from '#core/pose';
import { built, corners, personLook } from './crowd.js';

/** Sole within this of the ground touches it, m. */
const TOUCH = 0.001;
const SAMPLES = 400;

interface Case {
  readonly asset: string;
  readonly gait: string;
  readonly speed: number;
}
const CASES: readonly Case[] = [
  ...[0.5, 0.9, 1.3, 1.7, 2.2].map((speed) => ({ asset: 'pedestrian-adult', gait: 'walk', speed })),
  ...[2.5, 3.5, 5].map((speed) => ({ asset: 'pedestrian-adult', gait: 'run', speed })),
  { asset: 'pedestrian-adult', gait: 'dart', speed: 4 },
  { asset: 'pedestrian-adult', gait: 'hesitate', speed: 0.6 },
  { asset: 'pedestrian-child', gait: 'walk', speed: 1.2 },
  { asset: 'pedestrian-child', gait: 'run', speed: 3 },
];

/** Corners of the soles over one cycle, in the body's frame. */
function solesOf(model: Model, { gait, speed }: Case): readonly (readonly Vec3[])[] {
  const rest = corners(model, { gait: 'stand' });
  const feet = rest.flatMap((p, i) => (p[2] < 0.03 ? [i] : []));
  return Array.from({ length: SAMPLES + 1 }, (_, i) => {
    const all = corners(model, { gait, phase: i / SAMPLES, speed });
    return feet.map((k) => all[k] as Vec3);
  });
}
/** Their speeds over the ground while they touch it, m/s, sorted. @param slip wrong stride */
function speedsOf(soles: ReturnType<typeof solesOf>, speed: number, stride: number, slip = 1): readonly number[] {
  const dt = stride / speed / SAMPLES;
  const step = (stride * slip) / SAMPLES;
  const speeds = soles.slice(1).flatMap((now, i) =>
    now.flatMap((p, k) => {
      const before = (soles[i] as readonly Vec3[])[k] as Vec3;
      return Math.max(p[2], before[2]) < TOUCH ? [Math.hypot(p[0] + step - before[0], p[1] - before[1]) / dt] : [];
    }),
  );
  return speeds.sort((a, b) => a - b);
}
const coarsestOf = (model: Model): Model => (model.far === undefined ? model : coarsestOf(model.far.model));
const share = (sorted: readonly number[], part: number): number => sorted[Math.floor(sorted.length * part)] as number;

describe.each(CASES)('$asset, $gait at $speed m/s', (which) => {
  const look = personLook(which.asset, 5, { legs: 'trousers' });
  const fine = built(look);
  const model = fine.far?.model as Model;
  const stride = bodyAssets.get(which.asset).stride(which.gait, which.speed, look);
  const soles = solesOf(model, which);
  const speeds = speedsOf(soles, which.speed, stride);

  it('stands where it steps: half of its contacts under 0.3 % of its speed, 95 % under 2 %', () => {
    expect(speeds.length).toBeGreaterThan(100);
    expect(share(speeds, 0.5)).toBeLessThan(0.003 * which.speed);
    expect(share(speeds, 0.95)).toBeLessThan(0.02 * which.speed);
  });

  it('would be caught sliding by a hundredth of its stride', () => {
    const slipping = speedsOf(soles, which.speed, stride, 1.01);
    expect(share(slipping, 0.5)).toBeGreaterThan(0.003 * which.speed);
  });

  it('stays over the ground to 2 mm', () => {
    expect(Math.min(...soles.flat().map((p) => p[2]))).toBeGreaterThan(-0.002);
  });

  it('moves its ankles without a jump', () => {
    const steps = 4000;
    const ankle = model.keypoints.indexOf('left_ankle');
    const of = (level: Model, t: number): Vec3 =>
      level.pose({ gait: which.gait, phase: t, speed: which.speed, channels: {} }).keypoints[ankle] as Vec3;
    // Where its joints are does not depend on how finely it is drawn.
    const coarsest = coarsestOf(fine);
    expect(of(coarsest, 0.3)).toEqual(of(fine, 0.3));
    const at = (t: number): Vec3 => of(coarsest, t);
    let last = at(0);
    let farthest = 0;
    for (let i = 1; i <= steps; i++) {
      const now = at(i / steps);
      farthest = Math.max(farthest, norm(sub(now, last)));
      last = now;
    }
    // A swing takes no more than five times the mean speed; a jump of 2 mm would be more than that at once.
    expect(farthest).toBeLessThan((5 * stride) / steps);
  });
});

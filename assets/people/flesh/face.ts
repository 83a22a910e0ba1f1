/** What a face has besides its relief: colours, eyes, glasses, ears. */
import { smoothstep, TAU } from '#core/math';
import { mix, scale, type Vec3 } from '#core/pose';
import type { Clothes } from '../clothes.js';
import type { Figure } from '../figure.js';
import { P } from '../frame.js';
import type { HeadPlan } from './head.js';
import { dark, one } from './rows.js';
import type { Point, Weaver } from './weave.js';

/** @param t height, share of the face's @param angle from the front, rad */
export function faceColor(c: Clothes, f: Figure, t: number, angle: number): Vec3 {
  const round = Math.abs(angle > TAU / 2 ? TAU - angle : angle);
  const skin = c.skin;
  const shaded = dark(skin, 0.3 * smoothstep(0.12, -0.03, t));
  if (t === 0.5 && round > 0.3 && round < 0.5) return scale(skin, 0.4);
  if (t === 0.5 && round > 0.1 && round < 0.75) return dark(skin, 0.3);
  if (t === 0.56 && round > 0.1 && round < 0.7) return mix(skin, c.hair, 0.65);
  if (c.beard && f.female < 0.5 && t < 0.3 && !(t === 0.19 && round < 0.2)) return mix(skin, c.hair, round < 1.7 ? 0.75 : 0.1);
  if (t === 0.19 && round < 0.3) return [skin[0] * 0.68, skin[1] * 0.52, skin[2] * 0.54];
  if (t < 0.45 && t > 0.2 && round < 0.9) return [skin[0] * 1.03, skin[1] * 0.93, skin[2] * 0.92];
  return shaded;
}

/** White and iris of each eye, and the frame of glasses. */
export function weaveEyes(weaver: Weaver, { c, skull }: HeadPlan): void {
  const at = (turn: number, t: number, off: number, color: Vec3): Point => ({
    at: skull.point(t, turn < 0 ? turn + TAU : turn, off),
    weights: one(P.head),
    color,
    uv: [0, 0],
  });
  const leaf = (middle: number, half: number, low: number, high: number, off: number, color: Vec3): void =>
    weaver.quad(
      'skin',
      at(middle - half, (low + high) / 2, off, color),
      at(middle, low, off, color),
      at(middle + half, (low + high) / 2, off, color),
      at(middle, high, off, color),
    );
  for (const middle of [0.36, -0.36]) {
    leaf(middle, 0.12, 0.487, 0.523, -0.002, [0.26, 0.24, 0.23]);
    leaf(middle, 0.075, 0.486, 0.53, 0, [0.02, 0.014, 0.01]);
    if (!c.glasses) continue;
    const bar = (from: number, to: number, low: number, high: number): void =>
      weaver.quad(
        'skin',
        ...([
          at(from, low, 0.012, DARK),
          at(to, low, 0.012, DARK),
          at(to, high, 0.012, DARK),
          at(from, high, 0.012, DARK),
        ] as const),
      );
    bar(middle - 0.2, middle + 0.2, 0.548, 0.562);
    bar(middle - 0.2, middle + 0.2, 0.44, 0.45);
    bar(middle > 0 ? middle + 0.18 : middle - 0.2, middle > 0 ? middle + 0.2 : middle - 0.18, 0.44, 0.56);
    bar(middle > 0 ? middle + 0.2 : -1.6, middle > 0 ? 1.6 : middle - 0.2, 0.53, 0.55);
  }
}
const DARK: Vec3 = [0.015, 0.014, 0.014];

export function weaveEars(weaver: Weaver, { c, skull }: HeadPlan): void {
  if (c.hairLength === 'long' || c.hairLength === 'bob' || c.hairLength === 'hood' || c.headgear === 'headscarf') return;
  for (const side of [1, -1] as const) {
    const at = (t: number, turn: number, off: number): Point => ({
      at: skull.point(t, side === 1 ? turn : TAU - turn, off),
      weights: one(P.head),
      color: dark(c.skin, 0.12),
      uv: [0, 0],
    });
    const [low, high, front, back, out] = [
      at(0.34, 1.62, 0),
      at(0.54, 1.72, 0.002),
      at(0.44, 1.52, 0),
      at(0.47, 1.95, 0.008),
      at(0.46, 1.84, 0.015),
    ];
    const faces: readonly (readonly [Point, Point, Point])[] = [
      [low, out, front],
      [front, out, high],
      [high, out, back],
      [back, out, low],
    ];
    for (const [a, b, d] of faces) weaver.triangle('skin', a, side === 1 ? d : b, side === 1 ? b : d);
  }
}

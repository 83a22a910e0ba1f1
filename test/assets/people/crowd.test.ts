/** Many seeds: a crowd, not copies; and what everybody has in common. */
import { describe, expect, it } from 'vitest';
import { bodyAssets } from '#assets/index';
import { figureOf } from '#assets/people/figure';
import { clothesFor } from '#assets/people/wardrobe';
import { randomRoot } from '#core/random';
import { built, corners, PEDESTRIANS, personLook, silhouette, spread, square } from './crowd.js';

const CROWD = Array.from({ length: 200 }, (_, seed) => {
  const look = personLook('pedestrian-adult', seed);
  const random = randomRoot(seed).child('pedestrian-adult');
  return { c: clothesFor(look, random, false), f: figureOf(look, random, [1.48, 1.96], false) };
});

it('dresses two hundred people in nearly as many ways', () => {
  const ways = new Set(
    CROWD.map(({ c }) =>
      [c.upper, c.legs, c.hairLength, c.headgear, c.bag, c.pattern, ...c.top.map((v) => v.toFixed(1))].join(),
    ),
  );
  expect(ways.size).toBeGreaterThan(180);
});

it('wears mostly dark and grey, as streets do', () => {
  const sober = CROWD.filter(({ c: { top } }) => Math.max(...top) < 0.1 || Math.max(...top) - Math.min(...top) < 0.12);
  expect(sober.length / CROWD.length).toBeGreaterThan(0.55);
  expect(sober.length / CROWD.length).toBeLessThan(0.9);
});

it('is as tall as people are', () => {
  const of = (female: boolean): number[] => CROWD.filter(({ f }) => f.female > 0.5 === female).map(({ f }) => f.height);
  const mean = (values: readonly number[]): number => values.reduce((sum, v) => sum + v, 0) / values.length;
  // ANSUR II: 1.756 m men, 1.6285 m women; about a hundred of each.
  expect(Math.abs(mean(of(false)) - 1.756)).toBeLessThan(0.021);
  expect(Math.abs(mean(of(true)) - 1.6285)).toBeLessThan(0.02);
});

describe.each([...PEDESTRIANS, 'wheelchair-user'])('%s', (asset) => {
  it.each([1, 2, 3])('seed %i is the same every time, and another than its neighbour', (seed) => {
    const points = (of: number) => corners(built(personLook(asset, of)), { gait: bodyAssets.get(asset).gaits[0] as string });
    const [once, again] = [
      built(personLook(asset, seed)),
      bodyAssets.get(asset).build({ asset, seed, traits: { unknown: 1 } }),
    ];
    expect(again.parts.map(({ mesh }) => mesh)).toEqual(once.parts.map(({ mesh }) => mesh));
    expect(points(seed)).not.toEqual(points(seed + 1));
  });

  it('has its keypoints inside what is seen of it, to a centimetre, in every gait', () => {
    for (const gait of bodyAssets.get(asset).gaits) {
      const stance = { gait, phase: 0.3, speed: gait === 'stand' ? 0 : 1.6 };
      const model = built(personLook(asset, 7, { bag: 'none' }));
      const { keypoints } = model.pose({ ...stance, channels: {} });
      for (const axis of [0, 1] as const) {
        const seen = silhouette(model, stance, axis, CELL);
        const outside = keypoints.flatMap((at, k) =>
          touches(seen, [at[1 - axis] as number, at[2]]) ? [] : [`${gait}: ${model.keypoints[k]}`],
        );
        expect(outside).toEqual([]);
        expect(touches(seen, [5, 1])).toBe(false);
      }
    }
  });
});

/** m */
const CELL = 0.01;
function touches(seen: ReadonlySet<string>, [x, z]: readonly [number, number]): boolean {
  return [-1, 0, 1].some((i) => [-1, 0, 1].some((j) => seen.has(square([x + i * CELL, z + j * CELL], CELL))));
}

it('takes what an author says', () => {
  const tall = built(personLook('pedestrian-adult', 3, { height: 1.9, hair: 'bald', headgear: 'none' }));
  expect(Math.abs(spread(corners(tall, { gait: 'stand' }), 2) - 1.9)).toBeLessThan(0.02);
  const names = (traits: Record<string, string>): string[] =>
    built(personLook('pedestrian-adult', 3, traits)).parts.map(({ name }) => name);
  expect(names({ pram: 'yes' })).toContain('pram seat');
  expect(names({ bag: 'suitcase' })).toContain('case');
  expect(names({ pattern: 'checked', upper: 'shirt' })).toContain('patterned');
});

it('goes in its manner, with strides to match', () => {
  const { stride } = bodyAssets.get('pedestrian-adult');
  const [plain, wary] = [personLook('pedestrian-adult', 8), personLook('pedestrian-adult', 8, { manner: 'hesitate' })];
  expect(stride('walk', 1, wary)).toBeLessThan(0.8 * stride('walk', 1, plain));
  expect(stride('run', 3, wary)).toBe(stride('run', 3, plain));
  const nose = (look: typeof plain): number =>
    built(look).pose({ gait: 'walk', phase: 0.15, speed: 1, channels: {} }).keypoints[0]?.[1] ?? 0;
  expect(Math.abs(nose(wary) - nose(plain))).toBeGreaterThan(0.03);
});

it('reflects headlamps from the strips of vests alone', () => {
  const shining = (traits: Record<string, string>): string[] =>
    built(personLook('pedestrian-adult', 4, traits))
      .parts.filter(({ material }) => material.retroReflection !== undefined)
      .map(({ name }) => name);
  expect(shining({ hiVis: 'yes' })).toEqual(['strips']);
  expect(shining({})).toEqual([]);
});

it('sits at its height in a wheelchair, on wheels that roll as far as it goes', () => {
  const look = personLook('wheelchair-user', 6);
  const { size } = bodyAssets.get('wheelchair-user').box(look);
  const points = corners(built(look), { gait: 'roll' });
  expect(Math.abs(spread(points, 2) - size[2])).toBeLessThan(0.08);
  expect(Math.min(...points.map((p) => p[2]))).toBeGreaterThan(-0.002);
});

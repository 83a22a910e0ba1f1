/** PET of straight paths in closed form; of turning ones against a fine search. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  convexGap,
  cornersOf,
  crossingOf,
  crossingOfPaths,
  encroachment,
  type MovingRectangle,
  type PlanarSample,
  type Point,
  passageOf,
} from '#validate/metrics/index';
import { holds, number } from './property.js';

interface Straight {
  readonly heading: number;
  readonly speed: number;
  readonly length: number;
  readonly width: number;
  /** From the start to where the paths cross, m. */
  readonly distance: number;
}

/** On its way through the origin; a few samples, unevenly. */
function straight({ heading, speed, length, width, distance }: Straight): MovingRectangle {
  const [c, s] = [Math.cos(heading), Math.sin(heading)];
  const end = (2 * distance + 60) / speed;
  const samples = [0, 0.13 * end, 0.7 * end, end].map((time) => {
    const along = speed * time - distance;
    return { time, x: c * along, y: s * along, heading };
  });
  return { length, width, samples };
}

/** In closed form: the crossing reaches (u |cos| + v) / |sin| along a path, from the half widths u of its own and v of the other. */
function passage(own: Straight, other: Straight): { enter: number; exit: number } {
  const angle = other.heading - own.heading;
  const half = (own.width / 2) * Math.abs(Math.cos(angle)) + other.width / 2;
  const reach = half / Math.abs(Math.sin(angle)) + own.length / 2;
  return { enter: (own.distance - reach) / own.speed, exit: (own.distance + reach) / own.speed };
}

const body = (heading: fc.Arbitrary<number>) =>
  fc.record({ heading, speed: number(1, 20), length: number(0.5, 10), width: number(0.5, 3), distance: number(30, 60) });

describe('post-encroachment time', () => {
  const car = { heading: 0, speed: 10, length: 4, width: 2, distance: 40 };
  const walker = { heading: Math.PI / 2, speed: 1.5, length: 0.5, width: 0.5, distance: 9 };

  it('of a car and then a pedestrian at a right angle', () => {
    const area = crossingOf({ x: 0, y: 0, heading: 0, width: 2 }, { x: 0, y: 0, heading: Math.PI / 2, width: 0.5 }) ?? [];
    const found = encroachment(straight(car), straight(walker), area);
    // The car's rear leaves at (40 + 0.25 + 2) / 10; the pedestrian's front enters at (9 - 1 - 0.25) / 1.5.
    expect(found?.first).toBe('a');
    expect(found?.time).toBeCloseTo(7.75 / 1.5 - 4.225, 9);
    // Control: to the samples only, it would be something else.
    expect(found?.time).not.toBeCloseTo(0, 1);
  });
  it('is the closed form for any two straight paths', () => {
    const angles = number(0.4, Math.PI - 0.4);
    holds(
      fc.property(body(number(-3, 3)), body(angles), fc.boolean(), (a, turned, left) => {
        const b = { ...turned, heading: a.heading + (left ? turned.heading : -turned.heading) };
        const [ofA, ofB] = [passage(a, b), passage(b, a)];
        const area = crossingOf({ ...a, x: 0, y: 0 }, { ...b, x: 0, y: 0 }) ?? [];
        const found = encroachment(straight(a), straight(b), area);
        const wanted = ofA.enter <= ofB.enter ? ofB.enter - ofA.exit : ofA.enter - ofB.exit;
        expect(found?.a.enter).toBeCloseTo(ofA.enter, 5);
        expect(found?.a.exit).toBeCloseTo(ofA.exit, 5);
        expect(found?.time).toBeCloseTo(wanted, 5);
        const own = crossingOfPaths(straight(a), straight(b)) ?? [];
        expect(encroachment(straight(a), straight(b), own)?.time).toBeCloseTo(wanted, 5);
      }),
    );
  });
  it('is missing where a body never comes, or the paths run along each other', () => {
    const aside = { ...straight(walker), samples: straight(walker).samples.map((s) => ({ ...s, x: s.x + 50, y: s.y + 50 })) };
    const area = crossingOfPaths(straight(car), straight(walker)) ?? [];
    expect(encroachment(straight(car), aside, area)).toBeUndefined();
    expect(crossingOf({ x: 0, y: 0, heading: 1, width: 2 }, { x: 5, y: 0, heading: 1, width: 2 })).toBeUndefined();
    expect(crossingOfPaths(straight(car), aside)).toBeUndefined();
    // Lines that cross beyond one body's end, and beyond the other's.
    const short = { ...straight(walker), samples: straight(walker).samples.filter(({ y }) => y < -1) };
    expect(crossingOfPaths(straight(car), short)).toBeUndefined();
    expect(crossingOfPaths(short, straight(car))).toBeUndefined();
    // The same on a scale of centimetres.
    const line = (...points: Point[]): MovingRectangle => ({
      length: 0.1,
      width: 0.1,
      samples: points.map(([x, y], time) => ({ time, x, y, heading: 0 })),
    });
    expect(crossingOfPaths(line([-0.1, 0], [0.1, 0]), line([0, 0.05], [0, 0.1]))).toBeUndefined();
    expect(crossingOfPaths(line([0, 0.05], [0, 0.1]), line([-0.1, 0], [0.1, 0]))).toBeUndefined();
  });
  it('is below zero where both are there at once', () => {
    const early = { ...walker, distance: 6 };
    const area = crossingOfPaths(straight(car), straight(early)) ?? [];
    expect(encroachment(straight(car), straight(early), area)?.time).toBeLessThan(0);
  });
});

describe('a passage', () => {
  const area: readonly Point[] = [
    [3, -1],
    [5, -1],
    [5, 1],
    [3, 1],
  ];
  it('is found however short between two samples', () => {
    const samples: readonly PlanarSample[] = [
      { time: 0, x: -50, y: 2.4, heading: 0.01 },
      { time: 1, x: 50, y: 2.4, heading: -0.01 },
    ];
    const found = passageOf({ length: 4, width: 2.8, samples }, area);
    const fine = search({ length: 4, width: 2.8, samples }, area, 10_000);
    expect(found?.enter).toBeCloseTo(fine.enter, 3);
    expect(found?.exit).toBeCloseTo(fine.exit, 3);
  });
  it('of a turning body is what a fine search finds', () => {
    const samples = Array.from({ length: 12 }, (_, i) => {
      const heading = -0.9 + 0.17 * i;
      return { time: i * 0.5, x: 8 * Math.sin(heading) + 3, y: 8 - 8 * Math.cos(heading), heading };
    });
    const found = passageOf({ length: 4.5, width: 1.8, samples }, area);
    const fine = search({ length: 4.5, width: 1.8, samples }, area, 12_000);
    expect(found?.enter).toBeCloseTo(fine.enter, 3);
    expect(found?.exit).toBeCloseTo(fine.exit, 3);
  });
  it('of a body that turns on the spot is found, though its ends are clear of the area', () => {
    // Its tip, 3 m off, comes by at half of the turn: as it points to 0, and nearest to (2.95, 0).
    const samples: readonly PlanarSample[] = [
      { time: 0, x: 0, y: 0, heading: -1.5 },
      { time: 1, x: 0, y: 0, heading: 1.5 },
    ];
    const post: readonly Point[] = [
      [2.95, -0.01],
      [4, -0.01],
      [4, 0.01],
      [2.95, 0.01],
    ];
    const found = passageOf({ length: 6, width: 0.2, samples }, post);
    const fine = search({ length: 6, width: 0.2, samples }, post, 12_000);
    expect(found?.enter).toBeCloseTo(fine.enter, 3);
    expect(found?.exit).toBeCloseTo(fine.exit, 3);
    expect(found?.enter).toBeCloseTo(1 - (found?.exit ?? 0), 5);
  });
  it('sees the gap between corners across either body, and a body as wide as it is', () => {
    const diamond = cornersOf({ x: 2, y: 2, heading: Math.PI / 4 }, 2, 2);
    const square = cornersOf({ x: 0, y: 0, heading: 0 }, 2, 2);
    // Corner (1, 1) to a side 1 m before the middle (2, 2).
    expect(convexGap(square, diamond)).toBeCloseTo(Math.SQRT2 - 1, 12);
    expect(convexGap(diamond, square)).toBeCloseTo(Math.SQRT2 - 1, 12);
    expect(
      convexGap(cornersOf({ x: 0, y: 0, heading: Math.PI / 2 }, 1, 3), cornersOf({ x: 4, y: 0, heading: 0 }, 1, 1)),
    ).toBeCloseTo(2, 12);
  });
  it('of a pose that is not a number is none, and comes to an end', () => {
    const samples = [0, 1].map((time) => ({ time, x: Number.NaN, y: 0, heading: 0 }));
    expect(passageOf({ length: 4, width: 2, samples }, area)).toBeUndefined();
  });
  it('does not mind which way round the corners go', () => {
    const square = cornersOf({ x: 0, y: 0, heading: 0.4 }, 2, 2);
    expect(convexGap(square, area)).toBeCloseTo(convexGap([...square].reverse(), [...area].reverse()), 12);
    expect(convexGap(cornersOf({ x: 0, y: 0, heading: 0 }, 2, 2), area)).toBeCloseTo(2, 12);
    expect(convexGap(cornersOf({ x: 3, y: 0, heading: 0 }, 2, 2), area)).toBeLessThan(0);
  });
});

/** First and last of many instants at which the shapes overlap. */
function search(
  { length, width, samples }: MovingRectangle,
  area: readonly Point[],
  steps: number,
): { enter: number; exit: number } {
  const end = samples.at(-1)?.time ?? 0;
  const touching = Array.from({ length: steps + 1 }, (_, k) => (k / steps) * end).filter((time) => {
    const i = Math.max(
      1,
      samples.findIndex((s) => s.time >= time),
    );
    const [from, to] = [samples[i - 1] as PlanarSample, samples[i] as PlanarSample];
    const share = (time - from.time) / (to.time - from.time);
    const at = (key: 'x' | 'y' | 'heading'): number => from[key] + share * (to[key] - from[key]);
    return convexGap(cornersOf({ x: at('x'), y: at('y'), heading: at('heading') }, length, width), area) <= 0;
  });
  return { enter: touching[0] ?? Number.NaN, exit: touching.at(-1) ?? Number.NaN };
}

/** Fences, corridors and limits of a multirotor. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Vec3 } from '#core/pose';
import {
  breachTime,
  corridorDeviation,
  energyLeft,
  fenceMargin,
  idealHoverPower,
  inducedVelocity,
  steadyTilt,
  tiltStopDistance,
  windLimit,
} from '#validate/metrics/index';
import { holds, number } from './property.js';

/** An L, 40 m by 40 m without its upper right quarter. */
const fence = {
  polygon: [
    [0, 0],
    [40, 0],
    [40, 20],
    [20, 20],
    [20, 40],
    [0, 40],
  ] as const,
  floor: 0,
  ceiling: 30,
};
const point = fc.tuple(number(-20, 60), number(-20, 60), number(-20, 50));
const within = fc.tuple(number(1, 19), number(1, 39), number(1, 29));

describe('fence margin', () => {
  it.each<[string, Vec3, number]>([
    ['near a wall', [3, 10, 15], 3],
    ['near the ceiling', [10, 10, 28], 2],
    ['round the inner corner', [17, 16, 15], 5],
    ['outside a wall', [-5, 10, 15], -5],
    ['in the missing quarter', [25, 26, 15], -5],
    ['above', [10, 10, 34], -4],
    ['beside and above', [-3, 10, 34], -5],
    ['beyond a corner and below', [-3, -4, -12], -13],
    ['on a wall', [0, 10, 15], 0],
  ])('%s', (_, position, margin) => expect(fenceMargin(fence, position)).toBeCloseTo(margin, 12));

  it('stands on its floor and has slanting walls', () => {
    const tent = {
      polygon: [
        [0, 0],
        [8, 0],
        [4, 8],
      ] as const,
      floor: 5,
      ceiling: 50,
    };
    expect(fenceMargin(tent, [4, 4, 6])).toBeCloseTo(1, 12);
    // 2 x + y = 16 is the right wall.
    expect(fenceMargin(tent, [5.5, 4, 20])).toBeCloseTo(1 / Math.sqrt(5), 12);
    expect(fenceMargin(tent, [6.5, 4, 20])).toBeCloseTo(-1 / Math.sqrt(5), 12);
    expect(fenceMargin(tent, [1.5, 4, 20])).toBeCloseTo(-1 / Math.sqrt(5), 12);
    expect(fenceMargin(tent, [2.5, 4, 20])).toBeCloseTo(1 / Math.sqrt(5), 12);
    expect(fenceMargin(tent, [4, 4, 4])).toBeCloseTo(-1, 12);
  });
  it('of nearly outside is nearly nothing', () => {
    expect(fenceMargin(fence, [0.25, 10, 15])).toBeCloseTo(0.25, 12);
    expect(fenceMargin(fence, [-0.25, 10, 15])).toBeCloseTo(-0.25, 12);
    expect(fenceMargin(fence, [10, 10, 30.25])).toBeCloseTo(-0.25, 12);
    expect(
      fenceMargin(
        {
          ...fence,
          polygon: [
            [0, 0],
            [0.5, 0],
            [0.5, 0.5],
            [0, 0.5],
          ],
        },
        [0.25, -0.25, 15],
      ),
    ).toBeCloseTo(-0.25, 12);
  });
  it('changes no faster than the way, whichever way round the corners go', () => {
    const reversed = { ...fence, polygon: [...fence.polygon].reverse() };
    holds(
      fc.property(point, point, (p, q) => {
        const way = Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
        expect(Math.abs(fenceMargin(fence, p) - fenceMargin(fence, q))).toBeLessThanOrEqual(way + 1e-9);
        expect(fenceMargin(reversed, p)).toBeCloseTo(fenceMargin(fence, p), 9);
      }),
    );
  });
});

describe('breach', () => {
  const flight = (...positions: Vec3[]) => positions.map((position, i) => ({ time: 10 * i, position }));
  it('is at its instant between samples', () => {
    expect(breachTime(fence, flight([10, 10, 10], [10, 10, 20], [10, 10, 60]))).toBeCloseTo(12.5, 12);
    expect(breachTime(fence, flight([10, 10, 10], [-30, 10, 10]))).toBeCloseTo(2.5, 12);
  });
  it('is found where both samples are inside', () => {
    // From one leg of the L to the other, outside from (20, 30) to (30, 20).
    expect(breachTime(fence, flight([10, 40, 10], [40, 10, 10]))).toBeCloseTo(10 / 3, 9);
  });
  it('is at the start of a flight that begins outside, and missing where it only touches', () => {
    expect(breachTime(fence, flight([50, 50, 10], [10, 10, 10]))).toBe(0);
    expect(breachTime(fence, flight([0, 10, 0], [0, 30, 30], [10, 10, 10]))).toBeUndefined();
    expect(breachTime(fence, flight([10, 30, 10], [30, 10, 10]))).toBeUndefined();
  });
  it('has a margin of zero, and none below before it', () => {
    holds(
      fc.property(within, point, (p, q) => {
        fc.pre(fenceMargin(fence, q) < -1e-6);
        const share = (breachTime(fence, flight(p, q)) ?? Number.NaN) / 10;
        const there = (k: number): Vec3 =>
          [0, 1, 2].map((d) => (p[d] as number) + k * ((q[d] as number) - (p[d] as number))) as unknown as Vec3;
        expect(fenceMargin(fence, there(share))).toBeCloseTo(0, 8);
        for (let i = 0; i < 20; i++) expect(fenceMargin(fence, there((share * i) / 20))).toBeGreaterThan(-1e-8);
      }),
    );
  });
});

describe('corridor', () => {
  const route: Vec3[] = [
    [0, 0, 10],
    [100, 0, 10],
    [100, 50, 10],
  ];
  const samples = (
    [
      [10, 2, 10],
      [60, 0, 13],
      [104, 20, 13],
      [100, 50, 10],
    ] as Vec3[]
  ).map((position, time) => ({ time, position }));
  it('is left by the largest distance from the nearest leg', () => {
    expect(corridorDeviation(route, samples)).toEqual({ distance: 5, time: 2 });
    expect(corridorDeviation(route, [])).toBeUndefined();
    expect(
      corridorDeviation(
        [
          [0, 0, 0],
          [0.5, 0, 0],
        ],
        [{ time: 1, position: [0.25, 0.5, 0] }],
      )?.distance,
    ).toBeCloseTo(0.5, 12);
    expect(
      corridorDeviation(
        [
          [0, 0, 0],
          [0.5, 0, 0],
        ],
        [{ time: 1, position: [0.75, 0, 0] }],
      )?.distance,
    ).toBeCloseTo(0.25, 12);
    expect(corridorDeviation([[0, 0, 0]], [{ time: 1, position: [0, 3, 4] }])).toEqual({ distance: 5, time: 1 });
  });
});

describe('a leg', () => {
  it('ends at its start, too', () => {
    const leg: Vec3[] = [
      [0, 0, 0],
      [0.5, 0, 0],
    ];
    expect(corridorDeviation(leg, [{ time: 1, position: [-0.75, 0, 0] }])?.distance).toBeCloseTo(0.75, 12);
  });
});

describe('limits', () => {
  it('stop as a car would with g tan(tilt)', () => {
    // A slope of 1 to 2: a = g / 2.
    expect(tiltStopDistance(10, 0.5, Math.atan(0.5))).toBeCloseTo(5 + 100 / 9.81, 12);
  });
  it('wind and tilt are inverse to each other', () => {
    holds(
      fc.property(number(0, 30), (wind) => {
        expect(windLimit(steadyTilt(wind, 1.5, 0.03), 1.5, 0.03)).toBeCloseTo(wind, 7);
      }),
    );
  });
  it('hovering: momentum of the air is the weight, and its kinetic energy the power', () => {
    const rotors = { mass: 2.3, count: 6, radius: 0.2, airDensity: 1.1 };
    const v = inducedVelocity(rotors);
    const flow = 1.1 * 6 * Math.PI * 0.04 * v;
    expect(flow * 2 * v).toBeCloseTo(2.3 * 9.81, 9);
    expect((flow * (2 * v) ** 2) / 2).toBeCloseTo(idealHoverPower(rotors), 9);
  });
  it('a battery: 100 W rising to 200 W for an hour are 150 Wh', () => {
    const samples = [
      { time: 0, power: 100 },
      { time: 3600, power: 200 },
    ];
    expect(energyLeft(200, samples)).toBe(50);
    expect(energyLeft(200, [...samples, { time: 7200, power: 200 }])).toBe(-150);
    expect(energyLeft(200, [])).toBe(200);
  });
});

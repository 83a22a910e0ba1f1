/** Rain and snow as cameras see them: how much of it there is, how it moves, how it is drawn; and what of it lies on the glass. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lensOf } from '#core/lens';
import { BODY_FROM_CAMERA_AXES, type Vec3, ZERO } from '#core/pose';
import { dropsIn, type FallingDrop, poisson } from '#sensors/falling/field';
import { rainFallSpeed, type SizeClass, sizeClasses } from '#sensors/falling/sizes';
import { type StreakCamera, streaksIn } from '#sensors/falling/streaks';
import { dropsOnGlass } from '#sensors/glass';
import { report } from './fixture.js';

const rain = (rainMmPerH: number) => sizeClasses({ rainMmPerH, snowMmPerH: 0 });
const still = { windMPerS: ZERO, snowMmPerH: 0 };
const ball = (center: Vec3, radius: number) => ({ center, radius, wants: () => true });

function within(
  center: Vec3,
  radius: number,
  size: SizeClass,
  index: number,
  timeS: number,
  windMPerS: Vec3 = ZERO,
): FallingDrop[] {
  return [...dropsIn(ball(center, radius), size, { seed: 5, index, windMPerS, timeS })].filter(
    ({ position }) => Math.max(...position.map((x, k) => Math.abs(x - (center[k] as number)))) < radius,
  );
}

describe('what falls', () => {
  it('falls at the speeds that Gunn and Kinzer (1949) measured, within 3 %', () => {
    for (const [diameter, speed] of [
      [1, 4.03],
      [2, 6.49],
      [3, 8.06],
      [4, 8.83],
      [5, 9.09],
    ] as const) {
      report(`speed of a drop of ${diameter} mm, m/s`, speed, rainFallSpeed(diameter));
      expect(Math.abs(rainFallSpeed(diameter) / speed - 1)).toBeLessThan(0.03);
    }
  });

  it("is as many as Marshall and Palmer's law has in a box of 6 m", () => {
    const wanted = (8000 / (4.1 * 20 ** -0.21)) * (Math.exp(-4.1 * 20 ** -0.21 * 0.6) - Math.exp(-4.1 * 20 ** -0.21 * 6)) * 216;
    const found = rain(20).reduce((sum, size, index) => sum + within([3, -7, 20], 3, size, index, 1.7).length, 0);
    report('drops of 0.6 to 6 mm in 216 m^3 at 20 mm/h', wanted, found);
    expect(Math.abs(found - wanted)).toBeLessThan(4 * Math.sqrt(wanted));
  });

  it('is the same drop a moment later, where its speed and the wind have taken it', () => {
    const wind: Vec3 = [3, -1, 0];
    const size = rain(10)[3] as SizeClass;
    const before = within([0, 0, 5], 4, size, 3, 2, wind);
    const after = within([0, 0, 5], 6, size, 3, 2.1, wind);
    expect(before.length).toBeGreaterThan(20);
    const moved = before.filter(({ position: [x, y, z] }) =>
      after.some(({ position: p }) => Math.hypot(p[0] - x - 0.3, p[1] - y + 0.1, p[2] - z + 0.1 * size.fallSpeed) < 1e-9),
    );
    expect(moved).toHaveLength(before.length);
  });

  it('does not depend on the ball that is looked at', () => {
    fc.assert(
      fc.property(fc.double({ min: -20, max: 20, noNaN: true }), (x) => {
        const size = rain(30)[2] as SizeClass;
        const small = within([x, 0, 0], 1, size, 2, 0.4);
        const large = new Set(within([x + 1, 1, 0], 3, size, 2, 0.4).map(({ position }) => position.join()));
        expect(small.every(({ position }) => large.has(position.join()))).toBe(true);
      }),
      { numRuns: 20 },
    );
  });

  it('Poisson counts have their mean, and grow with it', () => {
    const us = Array.from({ length: 4000 }, (_, i) => (i + 0.5) / 4000);
    const counts = us.map((u) => poisson(3, u));
    expect(counts.reduce((sum, n) => sum + n, 0) / 4000).toBeCloseTo(3, 1);
    expect(us.every((u) => poisson(3.3, u) >= poisson(3, u))).toBe(true);
  });
});

const camera: StreakCamera = {
  lens: lensOf({ width: 1280, height: 720, fx: 1100, fy: 1100, cx: 640, cy: 360 }),
  worldFromCamera: { position: [0, 0, 1.4], orientation: BODY_FROM_CAMERA_AXES },
  velocity: ZERO,
  angularVelocity: ZERO,
  exposureS: 0.005,
  apertureM: 0.002,
  near: 0.1,
};

describe('streaks', () => {
  it('of a camera that stands are upright, as long as a drop falls meanwhile, its light spread over them', () => {
    const streaks = streaksIn(camera, { ...still, rainMmPerH: 20 }, 1, 3);
    expect(streaks.length).toBeGreaterThan(500);
    const speeds = rain(20).map(({ fallSpeed }) => fallSpeed);
    for (const { from, to, depth, widthPx, opacity } of streaks) {
      const length = to[1] - from[1];
      expect(Math.abs(to[0] - from[0])).toBeLessThan(1e-9);
      const speed = (length * depth) / 1100 / 0.005;
      expect(speeds.some((each) => Math.abs(each - speed) < 1e-6)).toBe(true);
      // Area of the drop's image: no more of the picture is hidden than the drop hides, on the average over the exposure.
      const diameterM = (Math.sqrt(opacity * widthPx * (widthPx + (4 / Math.PI) * length)) * depth) / 1100;
      expect(diameterM).toBeGreaterThan(0.0005);
      expect(diameterM).toBeLessThan(0.0066);
    }
  });

  it('of a camera that drives spread from where it drives to', () => {
    const fast = streaksIn({ ...camera, velocity: [30, 0, 0] }, { ...still, rainMmPerH: 20 }, 1, 3);
    const speed = 6.5;
    // Drops come from ahead and above: the vanishing point of their way relative to the camera, 30 ahead and `speed` down.
    const from = [640, 360 - (1100 * speed) / 30];
    const outwards = fast.filter(({ from: a, to: b }) => {
      const way = [b[0] - a[0], b[1] - a[1]];
      const out = [a[0] - (from[0] as number), a[1] - (from[1] as number)];
      return (
        ((way[0] as number) * (out[0] as number) + (way[1] as number) * (out[1] as number)) /
          Math.hypot(...way) /
          Math.hypot(...out) >
        0.95
      );
    });
    expect(outwards.length / fast.length).toBeGreaterThan(0.9);
  });

  it('are the same drops for both cameras of a stereo pair, apart by baseline over depth', () => {
    const left = streaksIn(camera, { ...still, rainMmPerH: 20 }, 1, 3);
    const right = streaksIn(
      { ...camera, worldFromCamera: { ...camera.worldFromCamera, position: [0, -0.3, 1.4] } },
      { ...still, rainMmPerH: 20 },
      1,
      3,
    );
    const found = new Map(right.map((streak) => [streak.at.join(), streak]));
    const pairs = left.flatMap((streak) => {
      const other = found.get(streak.at.join());
      return other === undefined ? [] : [[streak, other] as const];
    });
    expect(pairs.length).toBeGreaterThan(left.length / 3);
    for (const [a, b] of pairs) expect(a.from[0] - b.from[0]).toBeCloseTo((1100 * 0.3) / a.depth, 6);
  });

  it('are none in dry air, more in heavier rain, fainter the longer the exposure', () => {
    expect(streaksIn(camera, { ...still, rainMmPerH: 0 }, 1, 3)).toEqual([]);
    const opacity = (rainMmPerH: number, exposureS: number): number =>
      streaksIn({ ...camera, exposureS }, { ...still, rainMmPerH }, 1, 3).reduce(
        (most, each) => Math.max(most, each.opacity),
        0,
      );
    const count = (rainMmPerH: number) =>
      streaksIn(camera, { ...still, rainMmPerH }, 1, 3).filter((each) => each.opacity > 0.02).length;
    for (const rate of [2, 5, 10, 20]) expect(count(2.5 * rate)).toBeGreaterThan(1.4 * count(rate));
    expect(opacity(10, 0.02)).toBeLessThan(0.5 * opacity(10, 0.002));
  });
});

describe('drops on the glass', () => {
  const driving = { ...camera, velocity: [20, 0, 0] as Vec3 };
  const wet = { ...still, rainMmPerH: 20 };

  it('are as many as hit it since it was wiped, and none just after', () => {
    const size = rain(20);
    const glass = { distanceM: 0.05, wipedEveryS: 2 };
    const area = 0.14 * 0.1;
    const wanted = size.reduce((sum, { perM3 }) => sum + perM3, 0) * 20 * area * 0.5;
    const counts = Array.from({ length: 40 }, (_, seed) => dropsOnGlass(glass, driving, wet, seed, 2.5)).map(
      (drops) => drops.filter(({ at: [x, y] }) => Math.abs(x) < 0.03 && Math.abs(y) < 0.02).length,
    );
    const mean = counts.reduce((sum, n) => sum + n, 0) / 40;
    const expected = (wanted / area) * 0.06 * 0.04;
    report('drops on 24 cm^2 of glass after 0.5 s at 20 m/s in 20 mm/h', expected, mean);
    expect(Math.abs(mean / expected - 1)).toBeLessThan(4 / Math.sqrt(40 * expected));
    expect(dropsOnGlass(glass, driving, wet, 1, 2.0001).length).toBeLessThan(3);
  });

  it('stay where they are until the next wipe', () => {
    const glass = { distanceM: 0.05, wipedEveryS: 2 };
    const early = dropsOnGlass(glass, driving, wet, 1, 2.6);
    const late = new Set(dropsOnGlass(glass, driving, wet, 1, 2.9).map(({ at }) => at.join()));
    expect(early.length).toBeGreaterThan(10);
    expect(early.every(({ at }) => late.has(at.join()))).toBe(true);
  });

  it('lie on a dome round a fisheye, fewer towards its rim', () => {
    const lens = lensOf({
      width: 1000,
      height: 1000,
      fx: 300,
      fy: 300,
      cx: 500,
      cy: 500,
      lens: { model: 'fisheye', k1: 0, k2: 0, k3: 0, k4: 0 },
    });
    const drops = Array.from({ length: 200 }, (_, seed) =>
      dropsOnGlass({ distanceM: 0.02, wipedEveryS: 2 }, { ...driving, lens }, { ...still, rainMmPerH: 5 }, seed, 2.5),
    ).flat();
    for (const { at } of drops) expect(Math.hypot(...at)).toBeCloseTo(0.02, 9);
    // What comes straight at a half-ball covers its disc evenly: half of it within sin(45 degrees).
    const inner = drops.filter(({ at: [x, y] }) => Math.hypot(x, y) < 0.02 * Math.SQRT1_2).length;
    report('share of drops in the inner half of a dome, as seen from ahead', 0.5, inner / drops.length);
    expect(drops.length).toBeGreaterThan(800);
    expect(Math.abs(inner / drops.length - 0.5)).toBeLessThan(2 / Math.sqrt(drops.length));
  });

  it('do not come on glass that nothing falls against', () => {
    expect(dropsOnGlass({ distanceM: 0.05 }, camera, wet, 1, 5)).toEqual([]);
    expect(dropsOnGlass({ distanceM: 0.05 }, driving, { ...wet, rainMmPerH: 0 }, 1, 5)).toEqual([]);
  });
});

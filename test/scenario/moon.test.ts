/** The moon: full, new and eclipsed when almanacs say so, and as bright as it is measured. */
import { describe, expect, it } from 'vitest';
import { moonlight } from '#world/medium/index';
import { lunarPosition } from '../../src/scenario/draw/moon.js';
import { solarPosition } from '../../src/scenario/draw/sun.js';
import { NOON } from '../world/fixture.js';

const DEGREE = Math.PI / 180;
/** Angle between two directions of the sky. */
function apart(a: readonly [number, number], b: readonly [number, number]): number {
  const cosine = Math.sin(a[0]) * Math.sin(b[0]) + Math.cos(a[0]) * Math.cos(b[0]) * Math.cos(a[1] - b[1]);
  return Math.acos(Math.max(-1, Math.min(1, cosine))) / DEGREE;
}

describe('the moon', () => {
  it.each([
    ['2026-03-03T11:34:00Z', 'total lunar eclipse'],
    ['2025-09-07T18:12:00Z', 'total lunar eclipse'],
    ['2022-05-16T04:11:00Z', 'total lunar eclipse'],
  ])('is full and opposite the sun at %s (%s)', (utc) => {
    const { moonLit } = lunarPosition(utc, 0, 0);
    expect(moonLit).toBeGreaterThan(0.999);
  });

  it.each([
    // Greatest eclipse, in the path of totality (NASA's circumstances, degrees).
    ['2024-04-08T18:17:00Z', 25.3, -104.1],
    ['2026-08-12T17:46:00Z', 65.2, -25.2],
    ['2017-08-21T18:26:00Z', 37, -87.7],
  ])('covers the sun at %s', (utc, latitude, longitude) => {
    const moon = lunarPosition(utc, latitude * DEGREE, longitude * DEGREE);
    const sun = solarPosition(utc, latitude * DEGREE, longitude * DEGREE);
    expect(apart([moon.moonElevation, moon.moonAzimuth], [sun.sunElevation, sun.sunAzimuth])).toBeLessThan(0.6);
    expect(moon.moonLit).toBeLessThan(0.001);
  });

  it('sends a quarter of a lux when full and high, a tenth of that at the quarters, nothing below the horizon', () => {
    const lit = (share: number, elevation = 60 * DEGREE): number =>
      moonlight({ ...NOON, moonElevation: elevation, moonAzimuth: 0, moonLit: share })?.lx ?? Number.NaN;
    // 0.31 lx outside the air less 0.21 magnitudes of e a mass.
    expect(lit(1)).toBeGreaterThan(0.22);
    expect(lit(1)).toBeLessThan(0.27);
    expect(lit(0.5) / lit(1)).toBeGreaterThan(0.07);
    expect(lit(0.5) / lit(1)).toBeLessThan(0.12);
    expect(lit(1, -2 * DEGREE)).toBe(0);
    expect(moonlight(NOON)).toBeUndefined();
  });
});

/** Light shifted: the sum on the ground stays, colours have luminance 1, and without a shift nothing is there. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Environment } from '#contracts/scenario';
import { luminanceOf } from '#core/color';
import { mediumOf } from '#world/medium/index';
import { NOON } from './fixture.js';

const onGround = (environment: Environment): number => {
  const { sunIlluminanceLx, skyIlluminanceLx, sunDirection } = mediumOf(environment);
  return sunIlluminanceLx * Math.max(0, sunDirection[2]) + skyIlluminanceLx;
};
const mired = fc.double({ min: -60, max: 60, noNaN: true });
const shifts = fc.record({ sunMired: mired, skyMired: mired, sunShare: fc.double({ min: 0.1, max: 3, noNaN: true }) });

it('keeps the light on the ground, and never takes the sky away', () => {
  fc.assert(
    fc.property(
      shifts,
      fc.double({ min: -0.3, max: 1.2, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (light, sun, cloud) => {
        const plain = { ...NOON, sunElevation: sun, cloudCover: cloud };
        const shifted = mediumOf({ ...plain, light });
        expect(onGround({ ...plain, light }) / onGround(plain)).toBeCloseTo(1, 9);
        expect(shifted.skyIlluminanceLx).toBeGreaterThan(0);
        expect(shifted.lampsOn).toBe(mediumOf(plain).lampsOn);
        for (const tint of [shifted.sunTint, shifted.skyTint]) expect(luminanceOf(tint ?? [0, 0, 0])).toBeCloseTo(1, 9);
      },
    ),
  );
});

it('makes the sun weaker and the sky stronger with a smaller share', () => {
  const light = { sunMired: 0, skyMired: 0, sunShare: 0.5 };
  const [plain, flat] = [mediumOf(NOON), mediumOf({ ...NOON, light })];
  expect(flat.sunIlluminanceLx / plain.sunIlluminanceLx).toBeCloseTo(0.5, 9);
  expect(flat.skyIlluminanceLx).toBeGreaterThan(plain.skyIlluminanceLx);
});

it('leaves no trace where nothing is shifted', () => {
  expect(mediumOf(NOON)).not.toHaveProperty('sunTint');
  expect(mediumOf(NOON)).not.toHaveProperty('skyTint');
});

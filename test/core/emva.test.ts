/** EMVA 1288's linear model against its check values. */
import { expect, it } from 'vitest';
import { blackLevel, DEFAULT_IMAGER, exposureOf, snr } from '#core/emva';

it.each([
  [10, 1.4013],
  [100, 7.0548],
  [1000, 24.247],
  [10_000, 77.3802],
])('%d photons: signal to noise %f (K = 0.1 DN/e, 2 e dark noise, efficiency 0.6)', (photons, wanted) => {
  expect(snr(photons, 0.6, 2, 0.1)).toBeCloseTo(wanted, 4);
});

it('turns the gain up only when the longest time is not enough', () => {
  const day = exposureOf(DEFAULT_IMAGER, 10_000);
  expect(day.gain).toBe(1);
  // ISO 12232: 0.78 lx s through f/1.6 with H = 0.65 L t / N^2.
  expect(day.timeS).toBeCloseTo((0.78 * 1.6 * 1.6) / (0.65 * 10_000), 9);
  const night = exposureOf(DEFAULT_IMAGER, 1);
  expect(night.timeS).toBe(DEFAULT_IMAGER.longestS);
  expect(night.gain).toBeCloseTo((1.2 * 1.6 * 1.6) / 0.03, 9);
  expect(night.electronsPerNit * 1 * night.gain).toBeCloseTo(DEFAULT_IMAGER.fullWellE, 6);
});

it('gives a full pixel the greatest number', () => {
  const { electronsPerNit, dnPerElectron } = exposureOf(DEFAULT_IMAGER, 500);
  expect(blackLevel(DEFAULT_IMAGER) + 500 * electronsPerNit * dnPerElectron).toBeCloseTo(4095, 6);
});

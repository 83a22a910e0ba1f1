/** The radar equation and what resolution follows from (Skolnik, Introduction to Radar Systems, 3rd ed., ch. 1 to 3). */
import { ln, PI, pow } from '#core/math';

/** m/s */
export const LIGHT = 299_792_458;
/** Hz; the band of long-range vehicle radars. */
export const FREQUENCY = 77e9;
export const WAVELENGTH = LIGHT / FREQUENCY;
/** Thermal noise kT at 290 K, dBm in 1 Hz. */
const THERMAL_DBM_PER_HZ = -173.975;

export function decibel(ratio: number): number {
  return (10 * ln(ratio)) / ln(10);
}
export function ratioOf(decibels: number): number {
  return pow(10, decibels / 10);
}

/** Transmit power dBm, gain of each antenna dBi, radar cross-section dBsm, range m; in free space. @returns dBm */
export function receivedDbm(powerDbm: number, gainDbi: number, rcsDbsm: number, range: number): number {
  const spread = 30 * (decibel(4 * PI) / 10) + 40 * (decibel(range) / 10);
  return powerDbm + 2 * gainDbi + 20 * (decibel(WAVELENGTH) / 10) + rcsDbsm - spread;
}

/** Hz for a closing speed, m/s: 2 v / lambda. */
export function dopplerOf(closing: number): number {
  return (2 * closing) / WAVELENGTH;
}
/** m, of a sweep over that many Hz. */
export function rangeResolution(bandwidth: number): number {
  return LIGHT / (2 * bandwidth);
}
/** m/s, of a look that lasts so many seconds. */
export function speedResolution(dwell: number): number {
  return WAVELENGTH / (2 * dwell);
}
/** s, the look that resolves that speed. */
export function dwellFor(speed: number): number {
  return WAVELENGTH / (2 * speed);
}

/** Noise in one cell after both transforms, whose bandwidth is 1 / dwell; losses of processing and radome counted here. @returns dBm */
export function noiseDbm(dwell: number, noiseFigureDb: number, lossDb: number): number {
  return THERMAL_DBM_PER_HZ - decibel(dwell) + noiseFigureDb + lossDb;
}

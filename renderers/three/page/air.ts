/** Fog and exposure from the medium's physical quantities. */
import type { Medium } from '#contracts/frame';
import type { RenderRequest } from '#contracts/renderer';
import { shared } from './truth-material.js';

/** What lights the scene, lx on the horizontal. */
export interface Illuminance {
  readonly ambient: number;
  /** Of the camera's own headlamps a good way ahead. */
  readonly lamps: number;
}

/** Light that the air itself sends to the eye: a bright day's fog is as bright as its sky. */
export function applyAir(medium: Medium, { ambient, lamps }: Illuminance): void {
  shared.uExtinction.value = medium.extinctionPerM;
  const luminance = (ambient * 0.85) / Math.PI + lamps * 0.012 * Math.min(1, medium.extinctionPerM * 60);
  const warm =
    Math.max(0, Math.min(1, 1 - medium.sunDirection[2] * 6)) *
    (1 - medium.cloudCover) *
    (medium.sunDirection[2] > -0.15 ? 1 : 0);
  const [r, g, b] = medium.skyTint ?? [1, 1, 1];
  shared.uSkyTint.value.set(r, g, b);
  shared.uAirlight.value
    .set(luminance * (0.97 + 0.1 * warm), luminance * (1.0 - 0.02 * warm), luminance * (1.05 - 0.1 * warm))
    .multiply(shared.uSkyTint.value);
  shared.uSun.value.set(...medium.sunDirection);
  shared.uMoon.value.set(...(medium.moonDirection ?? [0, 0, -1]));
  shared.uMoonLux.value = medium.moonIlluminanceLx ?? 0;
  shared.uSunLux.value = medium.sunIlluminanceLx;
  shared.uSkyLux.value = Math.max(medium.skyIlluminanceLx, 0.0005);
  shared.uCloud.value = medium.cloudCover;
  shared.uWetness.value = medium.wetness;
  shared.uSnow.value = medium.snowCover;
}

/**
 * Factor from luminance (cd/m^2) to the film's own scale. Automatic exposure brings a mean grey to its place by day and gives up towards the
 * night, as cameras with a longest shutter time do: dusk looks like dusk.
 */
export function exposureFor({ view }: RenderRequest, { ambient, lamps }: Illuminance): number {
  // ISO 2720: luminance = 2^EV * 12.5 / 100 gives mean grey (0.18).
  if (view.exposure !== 'auto') return 0.18 / (2 ** view.exposure.ev100 * 0.125);
  const level = ambient + lamps * 0.55;
  const wanted = 0.95 / (Math.max(level, 1e-3) / Math.PI);
  const decades = Math.log10(Math.max(level, 0.05) / 20_000);
  const dimming = Math.max(0.3, 1 + 0.17 * Math.min(0, decades));
  return Math.min(wanted * dimming, 1.6);
}

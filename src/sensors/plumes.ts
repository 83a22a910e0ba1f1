/**
 * Soft clouds near the ground, for cameras and laser scanners alike: spray behind vehicles, banks of fog, dust and smoke. Each is a Gaussian in three axes, so
 * that its optical depth along any ray has a closed form.
 */
import type { Bank, FrameState, Medium } from '#contracts/frame';
import type { SceneSpec } from '#contracts/scene';
import { exp, normalCdf } from '#core/math';
import { add, type Pose, quatConjugate, quatFromHeadingPitchRoll, rotate, scale, sub, type Vec3 } from '#core/pose';
import { sprayPlumes } from './spray.js';

export type Matter = Bank['matter'] | 'spray';

export interface Plume {
  readonly matter: Matter;
  readonly worldFromPlume: Pose;
  /** Standard deviations along the plume's axes, m. */
  readonly spread: Vec3;
  /** In its middle, 1/m. */
  readonly extinctionPerM: number;
}

/**
 * Colour of the light that a cloud sends on, relative to fog in the same light: single-scattering albedos in the visible of mineral dust 0.85 to 0.95 red, less in
 * blue (Dubovik et al. 2002, AERONET, desert sites), of fresh soot-laden smoke 0.3 to 0.6.
 */
export const MATTER_COLOR: Readonly<Record<Matter, Vec3>> = {
  spray: [1, 1, 1],
  fog: [1, 1, 1],
  dust: [0.82, 0.68, 0.5],
  smoke: [0.3, 0.29, 0.29],
};

/** Every cloud of a frame. */
export function plumesIn(scene: SceneSpec, frame: FrameState): Plume[] {
  return [
    ...sprayPlumes(scene, frame),
    ...(frame.medium.banks ?? []).map((bank) => driftedBank(bank, frame.medium, frame.timeNs / 1e9)),
  ];
}

/** Banks go with the wind. */
export function driftedBank({ matter, position, heading, spread, extinctionPerM }: Bank, medium: Medium, timeS: number): Plume {
  return {
    matter,
    worldFromPlume: {
      position: add(position, scale(medium.windMPerS, timeS)),
      orientation: quatFromHeadingPitchRoll(heading),
    },
    spread,
    extinctionPerM,
  };
}

/**
 * A plume seen along a line: extinction there is `peak * exp(-(r - middle)^2 / (2 sd^2))`.
 * @param direction unit, world
 */
export interface PlumeOnRay {
  readonly matter: Matter;
  readonly middle: number;
  readonly sd: number;
  /** 1/m */
  readonly peak: number;
}

/** Undefined where the line stays outside of four standard deviations. */
export function plumeOnRay(plume: Plume, origin: Vec3, direction: Vec3): PlumeOnRay | undefined {
  const back = quatConjugate(plume.worldFromPlume.orientation);
  const from = rotate(back, sub(origin, plume.worldFromPlume.position));
  const along = rotate(back, direction);
  let [a, b, c] = [0, 0, 0];
  for (const k of [0, 1, 2] as const) {
    const weight = 1 / (plume.spread[k] * plume.spread[k]);
    a += along[k] * along[k] * weight;
    b += along[k] * from[k] * weight;
    c += from[k] * from[k] * weight;
  }
  const off = c - (b * b) / a;
  return off > 16
    ? undefined
    : { matter: plume.matter, middle: -b / a, sd: 1 / Math.sqrt(a), peak: plume.extinctionPerM * exp(-off / 2) };
}

/** Integral of the extinction from the ray's origin to that distance, m. */
export function opticalDepth({ middle, sd, peak }: PlumeOnRay, distance: number): number {
  return peak * sd * 2.5066282746310002 * (normalCdf((distance - middle) / sd) - normalCdf(-middle / sd));
}

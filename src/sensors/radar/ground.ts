/** The ground as a mirror: how a wave goes below a car, and how much of it comes off the asphalt. */
import { PI } from '#core/math';
import type { Vec3 } from '#core/pose';
import { decibel, ratioOf, WAVELENGTH } from './equation.js';

/** Dry asphalt at 94 GHz: relative permittivity 3.18, height of its grain 0.4 mm rms (Sarabandi et al. 1997, smooth). */
const PERMITTIVITY = 3.18;
const GRAIN = 4e-4;

/** Share of the power that one bounce leaves (horizontal polarisation: Fresnel; roughness: Ament). @param sine of the angle to the ground */
export function bounceShare(sine: number): number {
  const root = Math.sqrt(PERMITTIVITY - (1 - sine * sine));
  const fresnel = (sine - root) / (sine + root);
  const rough = (4 * PI * GRAIN * sine) / WAVELENGTH;
  return fresnel * fresnel * ratioOf(-decibel(Math.E) * rough * rough);
}

export interface Bounce {
  readonly at: Vec3;
  /** Whole way by the ground, m. */
  readonly length: number;
  /** Sine of the angle to the ground. */
  readonly sine: number;
}

/** By level ground as high as the road is where the wave comes down; undefined when one of them is not above it. @param rise height of the road, m */
export function bounceBetween(a: Vec3, b: Vec3, rise: (x: number, y: number) => number): Bounce | undefined {
  const first = bounceOn(0, a, b);
  return first === undefined ? undefined : bounceOn(rise(first.at[0], first.at[1]), a, b);
}

function bounceOn(level: number, a: Vec3, b: Vec3): Bounce | undefined {
  const [high, low] = [a[2] - level, b[2] - level];
  if (high <= 0 || low <= 0) return undefined;
  const share = high / (high + low);
  const [dx, dy, dz] = [b[0] - a[0], b[1] - a[1], high + low];
  const length = Math.sqrt(dx * dx + dy * dy + dz * dz);
  return { at: [a[0] + dx * share, a[1] + dy * share, level], length, sine: dz / length };
}

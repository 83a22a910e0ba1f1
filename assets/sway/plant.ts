/**
 * One plant in the wind: leaning as a whole about its foot, twisting about its stem, its boughs swaying against each other. All three are linear in
 * where a point is from the foot, so that a moved plant is the same triangles under another matrix: the same for rasterisers, rays and labels.
 */
import type { Stem } from '#contracts/model';
import { clamp, sin, TAU } from '#core/math';
import { randomRoot } from '#core/random';
import { type Air, shareAt } from './air.js';
import { answerTo, answerToRise } from './oscillator.js';
import { bendingOf, DRAG_EXPONENT, type Size } from './stem.js';

/** The linear part of a displacement: rows of a 3x3 matrix, without unit. */
export type Strain = Float64Array;

export interface PlantSway {
  /** No point goes farther than this times its distance from the foot. */
  readonly reach: number;
  /** No distance within the plant grows by more than this factor. */
  readonly stretch: number;
  /** @param time since the scenario's start, s */
  at(time: number, out: Strain): void;
}

/** Near and in crowns the air's speed varies by at least so much of its mean; by 0.55 at the top of a closed canopy (Finnigan 2000, Annu. Rev. Fluid Mech. 32). */
const LEAST_INTENSITY = 0.3;
/** Of that mean, in eddies as large as the crown itself, which no neighbour shares. */
const OWN_INTENSITY = 0.15;
const OWN_WAVES = 3;
/** Stems break before they lean so far. */
const MOST_LEAN = 0.35;
/** Twist and boughs, over the lean at rest, and their frequencies over the stem's: orders of size. */
const TWIST = { share: 0.5, frequency: 1.7 };
const BOUGHS = { share: 0.6, frequency: 2.3 };
const MOST_STRAIN = 0.06;

interface Wave {
  readonly omega: number;
  readonly phase: number;
  readonly amplitude: number;
}

export function plantSway(stem: Stem, size: Size, [x, y]: readonly [number, number], air: Air): PlantSway {
  const { oscillator, leanIn } = bendingOf(stem, size);
  const share = shareAt(0.7 * size.height);
  const [ex, ey] = air.towards;
  const speed = air.speed * share;
  const mean = leanIn(speed * ex, speed * ey);
  const still = mean[0] * ex + mean[1] * ey;
  const random = randomRoot(`sway ${x} ${y}`);
  const deviation = Math.max(air.deviation * share, LEAST_INTENSITY * speed);
  const late = (x * ex + y * ey) / Math.max(1, air.speed);
  const answering = (frequency: number, phase: number, ofSpeed: number, exponent: number): Wave => {
    const { gain, lag } = answerTo(oscillator, frequency);
    const amplitude = speed === 0 ? 0 : (exponent * still * ofSpeed * gain) / speed;
    return { omega: TAU * frequency, phase: phase - lag, amplitude };
  };
  const common = air.waves.map(({ frequency, phase, side, share: part }) => {
    const [ofSpeed, across] = [(deviation * part) / air.power, frequency * 0.83];
    return [
      answering(frequency, phase - TAU * frequency * late, ofSpeed, DRAG_EXPONENT),
      answering(across, side - TAU * across * late, 0.6 * ofSpeed, 1),
    ] as const;
  });
  const own = Array.from({ length: OWN_WAVES }, () => {
    const ofSpeed = OWN_INTENSITY * speed * Math.sqrt(2 / OWN_WAVES);
    const wave = (exponent: number): Wave =>
      answering(oscillator.frequency * random.between(0.5, 1.3), random.between(0, TAU), ofSpeed, exponent);
    return [wave(DRAG_EXPONENT), wave(1)] as const;
  });
  const along = [...common, ...own].map(([wave]) => wave);
  const across = [...common, ...own].map(([, wave]) => wave);
  const turning = ({ share: part, frequency }: typeof TWIST): Wave[] =>
    [1, 0.8].map((detuned) => ({
      omega: TAU * oscillator.frequency * frequency * detuned * random.between(0.95, 1.05),
      phase: random.between(0, TAU),
      amplitude: Math.min(MOST_STRAIN, part * still) / 2,
    }));
  const [twist, stretch, shear] = [turning(TWIST), turning(BOUGHS), turning(BOUGHS)];
  const gusts = air.gusts.map(({ start, velocity, rise, hold }) => {
    const top = leanIn(speed * ex + share * velocity[0], speed * ey + share * velocity[1]);
    const answer = answerToRise(oscillator, rise);
    return {
      x: top[0] - mean[0],
      y: top[1] - mean[1],
      at: (time: number): number => answer(time - start) - answer(time - start - rise - hold),
    };
  });
  const gusty = gusts.reduce((sum, gust) => sum + 2 * Math.sqrt(gust.x * gust.x + gust.y * gust.y), 0);
  const leaning = Math.min(MOST_LEAN, still + total(along) + total(across) + gusty);
  return {
    stretch: 1 + leaning * leaning + total(twist) * total(twist) + total(stretch) + total(shear),
    reach: leaning + leaning * leaning + total(twist) + total(stretch) + total(shear),
    at(time, out) {
      const [u, v] = [still + sum(along, time), sum(across, time)];
      let [a, b] = [u * ex - v * ey, u * ey + v * ex];
      for (const gust of gusts) {
        const height = gust.at(time);
        a += gust.x * height;
        b += gust.y * height;
      }
      const kept = 1 / Math.sqrt(1 + (a * a + b * b) / (MOST_LEAN * MOST_LEAN));
      a *= kept;
      b *= kept;
      const [turn, one, two] = [sum(twist, time), sum(stretch, time), sum(shear, time)];
      // A small turn about a level axis, to its second order: what leans also sinks.
      const sink = clamp((a * a + b * b) / 2, 0, 1);
      out[0] = one;
      out[1] = two - turn;
      out[2] = a;
      out[3] = two + turn;
      out[4] = -one;
      out[5] = b;
      out[6] = -a;
      out[7] = -b;
      out[8] = -sink;
    },
  };
}

function sum(waves: readonly Wave[], time: number): number {
  let all = 0;
  for (const { omega, phase, amplitude } of waves) all += amplitude * sin(omega * time + phase);
  return all;
}
function total(waves: readonly Wave[]): number {
  return waves.reduce((all, { amplitude }) => all + amplitude, 0);
}

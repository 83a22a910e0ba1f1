/**
 * An event camera's pixels between two pictures. Each follows the logarithm of its light through a first-order low pass that is slower in
 * the dark, and compares it with the level of its last event: by more than its own threshold up or down, an event, and from there anew.
 * Between pictures levels are straight lines, so that crossings have exact times. The model's parts are those of ESIM (Rebecq, Gehrig and
 * Scaramuzza, CoRL 2018) and v2e (Hu, Liu and Delbruck, CVPR Workshops 2021).
 */
import type { EventCameraSensor } from '#contracts/rig';
import { exp, ln, TAU } from '#core/math';
import type { RandomStream } from '#core/random';
import type { EventList } from './events.js';
import { type Shots, shotsIn } from './noise.js';

/** No pixel's threshold is lower. */
const LEAST_THRESHOLD = 0.01;
/** Half floats, of which the renderer's light is made, hold no more, cd/m^2. */
const BRIGHTEST = 65504;

export interface Pixels {
  /** Settled at that light, as if it had always been. @param light cd/m^2, row by row */
  settle(light: Float32Array, seconds: number): void;
  /** On to a later picture. @param chance for this stretch's noise */
  advance(light: Float32Array, seconds: number, chance: RandomStream, found: EventList): void;
}

/** @param random for what differs from pixel to pixel */
export function createPixels(sensor: EventCameraSensor, random: RandomStream): Pixels {
  const count = sensor.width * sensor.height;
  const { refractory, leakHz } = sensor;
  const on = thresholds(sensor.on, sensor.spread, count, random.child('on'));
  const off = thresholds(sensor.off, sensor.spread, count, random.child('off'));
  /** cd/m^2 at the last picture, dark current with it; its logarithm; what the pixel makes of it; that over its last event's. */
  const [lit, target, level, above] = [0, 1, 2, 3].map(() => new Float64Array(count)) as [F64, F64, F64, F64];
  /** When a held pixel is let go, s. */
  const held = new Float64Array(count).fill(Number.NEGATIVE_INFINITY);
  let now = 0;

  const lightOf = (light: Float32Array, pixel: number): number => Math.min(light[pixel] as number, BRIGHTEST) + sensor.darkNits;

  /** One pixel, whose level goes evenly until `end`. */
  const walk = (pixel: number, rise: number, end: number, shots: Shots | undefined, found: EventList): void => {
    const [up, down] = [on[pixel] as number, -(off[pixel] as number)];
    const slope = rise / (end - now) + leakHz * up;
    let at = now;
    let height = above[pixel] as number;
    let next = 0;
    for (;;) {
      const release = held[pixel] as number;
      if (release > at) {
        height = 0;
        if (release >= end) break;
        at = release;
      }
      while (shots !== undefined && next < shots.length && (shots[next] as Shots[number]).seconds < at) next++;
      const shot = shots?.[next];
      const way = slope > 0 ? up - height : down - height;
      const crossing = slope === 0 ? Number.POSITIVE_INFINITY : Math.max(at, at + way / slope);
      const first = Math.min(crossing, shot?.seconds ?? Number.POSITIVE_INFINITY);
      if (first >= end) {
        height += slope * (end - at);
        break;
      }
      if (shot?.seconds === first) next++;
      found.add(first, pixel, shot?.seconds === first ? shot.polarity : slope > 0 ? 1 : -1);
      height = 0;
      at = first;
      held[pixel] = first + refractory;
    }
    above[pixel] = height;
  };

  return {
    settle(light, seconds) {
      const phase = random.child('phase').child(Math.round(seconds * 1e6));
      for (let i = 0; i < count; i++) {
        lit[i] = lightOf(light, i);
        target[i] = level[i] = ln(lit[i] as number);
        // Leak has been at work, in each pixel for another while.
        above[i] = leakHz > 0 ? phase.uniform() * (on[i] as number) : 0;
        held[i] = Number.NEGATIVE_INFINITY;
      }
      now = seconds;
    },
    advance(light, seconds, chance, found) {
      const span = seconds - now;
      const noise = shotsIn(chance, now, seconds, count, sensor.noiseHz, (i) => noiseShare(sensor, lit[i] as number));
      for (let i = 0; i < count; i++) {
        const before = lit[i] as number;
        const after = lightOf(light, i);
        const aim = after === before ? (target[i] as number) : ln(after);
        const tau = 1 / (TAU * bandwidth(sensor, (before + after) / 2));
        const reached = followed(level[i] as number, target[i] as number, aim, span / tau);
        const rise = reached - (level[i] as number);
        const shots = noise.get(i);
        if (rise !== 0 || leakHz > 0 || shots !== undefined) walk(i, rise, seconds, shots, found);
        lit[i] = after;
        target[i] = aim;
        level[i] = reached;
      }
      now = seconds;
    },
  };
}
type F64 = Float64Array;

function thresholds(mean: number, spread: number, count: number, random: RandomStream): F64 {
  return Float64Array.from({ length: count }, () =>
    Math.max(LEAST_THRESHOLD, mean + (spread > 0 ? spread * random.normal() : 0)),
  );
}

/** Photocurrent charges the pixel's capacitance, so it follows as fast as there is light, up to a limit. Hz */
export function bandwidth({ bandwidthHz, bandwidthHzPerNit }: EventCameraSensor, nits: number): number {
  return Math.min(bandwidthHz, bandwidthHzPerNit * nits);
}

/** v2e: shot noise's events come down to a quarter where there is light enough. */
export function noiseShare(sensor: EventCameraSensor, nits: number): number {
  return 1 - (0.75 * bandwidth(sensor, nits)) / sensor.bandwidthHz;
}

/**
 * A first-order low pass whose input goes straight from one value to another: exact.
 * @param level its output before @param spans the time in time constants
 */
export function followed(level: number, from: number, to: number, spans: number): number {
  if (level === from && from === to) return level;
  if (spans > 1e9) return to;
  const lag = (to - from) / spans;
  return to - lag + (level - from + lag) * exp(-spans);
}

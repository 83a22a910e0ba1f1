/** What a receiver hears of each satellite between walls, and how wrong its range and range rate are. */
import type { GnssSensor } from '#contracts/rig';
import { dot, sub, type Vec3 } from '#core/pose';
import type { RandomStream } from '#core/random';
import { gaussMarkov, type Process } from '../noise/gauss-markov.js';
import type { Range } from './fix.js';
import type { Reflection, Walls } from './walls.js';

/** c / 1.023 MHz, m. */
const CHIP = 293.05;
/** Between the early and the late correlator, chips. */
const SPACING = 0.2;
/** A reflection alone is heard this much worse: 10 dB in power. */
const FAINTER = Math.sqrt(10);

export interface Heard {
  readonly range: Range;
  readonly rate: Range;
  /** By a reflection alone. */
  readonly reflected: boolean;
}

export interface Receiver {
  /** @param elapsed since the last look, s */
  hear(satellite: number, way: Way, elapsed: number): Heard | undefined;
}

/** A satellite and an antenna, in the world's axes. */
export interface Way {
  readonly antenna: Vec3;
  /** m/s */
  readonly velocity: Vec3;
  readonly direction: Vec3;
  /** The same direction in east-north-up. */
  readonly enu: Vec3;
}

export function receiver(sensor: GnssSensor, walls: Walls, random: RandomStream): Receiver {
  const channels = new Map<number, Channel>();
  const channelOf = (satellite: number): Channel => {
    const known = channels.get(satellite) ?? openChannel(sensor, random.child(satellite));
    channels.set(satellite, known);
    return known;
  };
  const nominal = Math.sqrt(sensor.rangeNoise * sensor.rangeNoise + sensor.rangeBias * sensor.rangeBias);
  return {
    hear(satellite, { antenna, velocity, direction, enu }, elapsed) {
      const { slow, multipath, white, rateWhite } = channelOf(satellite);
      const [slowly, fading] = [slow.after(elapsed), multipath.after(elapsed)];
      const [noise, rateNoise] = [white.normal(), rateWhite.normal()];
      const paths = walls.reflections(antenna, direction);
      const reflected = walls.blocked(antenna, direction);
      const nearest = paths.reduce<Reflection | undefined>(
        (best, path) => (best === undefined || path.excess < best.excess ? path : best),
        undefined,
      );
      if (reflected && nearest === undefined) return undefined;
      const fainter = reflected ? FAINTER : 1;
      const strongest = Math.max(0, ...paths.map(({ excess }) => envelope(excess, sensor.reflection)));
      const detour = reflected && nearest !== undefined ? nearest : undefined;
      const range: Range = {
        direction: enu,
        error: slowly + fainter * sensor.rangeNoise * noise + (detour?.excess ?? fading * strongest),
        sigma: Math.max(nominal, 1e-6) * fainter,
      };
      // A range shrinks by velocity . direction a second, along whichever way the signal comes.
      const turned = detour === undefined ? 0 : -dot(velocity, sub(detour.direction, direction));
      const rate: Range = {
        direction: enu,
        error: fainter * sensor.rateNoise * rateNoise + turned,
        sigma: Math.max(sensor.rateNoise, 1e-6) * fainter,
      };
      return { range, rate, reflected };
    },
  };
}

/**
 * Largest error of an early-minus-late code loop beside a reflection (Kaplan and Hegarty, Understanding GPS/GNSS, 3rd ed., 9.5.2): grows with the
 * detour up to half the spacing's share, stays, and is gone beyond a chip and a half spacing. Fading makes it a process of unit variance between
 * the two envelopes, so the amplitude is over sqrt(2), the sd of a sine.
 */
export function envelope(excess: number, reflection: number): number {
  const most = (SPACING / 2) * CHIP;
  const left = (1 + SPACING / 2) * CHIP - excess;
  return (reflection * Math.max(0, Math.min(excess, most, left))) / Math.SQRT2;
}

interface Channel {
  readonly slow: Process;
  readonly multipath: Process;
  readonly white: RandomStream;
  readonly rateWhite: RandomStream;
}

function openChannel(sensor: GnssSensor, random: RandomStream): Channel {
  return {
    slow: gaussMarkov(sensor.rangeBias, sensor.rangeBiasTime, random.child('slow')),
    multipath: gaussMarkov(1, sensor.multipathTime, random.child('multipath')),
    white: random.child('range'),
    rateWhite: random.child('rate'),
  };
}

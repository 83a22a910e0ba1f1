/**
 * From echoes to detections: what lies closer together than the radar resolves is one, fluctuates from scan to scan as
 * Swerling's first case (exponential power), and is detected where signal and noise together pass the threshold.
 */
import type { RadarSensor } from '#contracts/rig';
import { ln } from '#core/math';
import type { RandomStream } from '#core/random';
import type { Echo } from './echo.js';
import { ratioOf, receivedDbm } from './equation.js';

export interface Detection {
  readonly range: number;
  readonly azimuth: number;
  readonly elevation: number;
  readonly rate: number;
  /** dBsm, as the receiver takes it: from power, measured range and azimuth, in clear air. */
  readonly rcs: number;
  /** dB */
  readonly snr: number;
  readonly instance: number;
  readonly semantic: number;
  readonly origin: number;
}

export interface Receiver {
  readonly sensor: RadarSensor;
  /** mW in a cell. */
  readonly noise: number;
  /** Signal and noise over noise at which a cell counts. */
  readonly threshold: number;
  /** One way, dB/km. */
  readonly attenuation: number;
}

/** Exponential with mean 1. */
export function exponential(random: RandomStream): number {
  return -ln(1 - random.uniform());
}

/** One way, dB below the middle of the beam; 3 dB at the edges of the field of view. */
export function patternDb(sensor: RadarSensor, azimuth: number, elevation: number): number {
  const [a, e] = [azimuth / (sensor.fieldOfView / 2), elevation / (sensor.elevationField / 2)];
  return -3 * (a * a + e * e);
}

/** mW on average. */
export function meanPower({ sensor, attenuation }: Receiver, { range, azimuth, elevation, rcs }: Echo): number {
  const both = 2 * patternDb(sensor, azimuth, elevation) - 2 * attenuation * (range / 1000);
  return rcs * ratioOf(receivedDbm(sensor.powerDbm, sensor.gainDbi, 0, range) + both);
}

interface Strong {
  readonly echo: Echo;
  readonly power: number;
}

export function detect(receiver: Receiver, echoes: readonly Echo[], random: RandomStream): readonly Detection[] {
  const strong = echoes.map((echo): Strong => ({ echo: folded(receiver, echo), power: meanPower(receiver, echo) }));
  return cellsOf(receiver.sensor, strong).flatMap((cell) => {
    const mean = cell.reduce((sum, { power }) => sum + power, 0);
    const received = (mean + receiver.noise) * exponential(random);
    const errors = [random.normal(), random.normal(), random.normal(), random.normal()] as const;
    return received > receiver.threshold * receiver.noise ? [measured(receiver, cell, mean, received, errors)] : [];
  });
}

/** Speeds beyond what can be told apart come back at the other end. */
export function folded({ sensor: { mostSpeed } }: Pick<Receiver, 'sensor'>, echo: Echo): Echo {
  const turns = Math.floor((echo.rate + mostSpeed) / (2 * mostSpeed));
  return turns === 0 ? echo : { ...echo, rate: echo.rate - 2 * mostSpeed * turns };
}

/** Strongest first: each gathers what is not resolved from it. */
export function cellsOf(sensor: RadarSensor, strong: readonly Strong[]): readonly (readonly Strong[])[] {
  const order = strong.map((each, i) => ({ each, i })).sort((a, b) => b.each.power - a.each.power || a.i - b.i);
  const byRange = [...order].sort((a, b) => a.each.echo.range - b.each.echo.range || a.i - b.i);
  const place = new Map(byRange.map(({ i }, at) => [i, at]));
  const taken = new Set<number>();
  const cells: Strong[][] = [];
  for (const { each: head, i } of order) {
    if (taken.has(i)) continue;
    const cell: Strong[] = [];
    for (const step of [-1, 1]) {
      const start = (place.get(i) as number) + (step === 1 ? 0 : -1);
      for (let at = start; at >= 0 && at < byRange.length; at += step) {
        const other = byRange[at] as (typeof byRange)[number];
        if (Math.abs(other.each.echo.range - head.echo.range) >= sensor.rangeResolution) break;
        if (taken.has(other.i) || !together(sensor, head.echo, other.each.echo)) continue;
        taken.add(other.i);
        cell.push(other.each);
      }
    }
    cells.push(cell);
  }
  return cells;
}

function together(sensor: RadarSensor, a: Echo, b: Echo): boolean {
  return Math.abs(a.rate - b.rate) < sensor.speedResolution && Math.abs(a.azimuth - b.azimuth) < sensor.beamwidth;
}

/** Errors: range and speed resolution / sqrt(2 SNR), angles beamwidth / (1.6 sqrt(2 SNR)) (Barton, Radar System Analysis, monopulse slope 1.6). */
function measured(
  { sensor, noise }: Receiver,
  cell: readonly Strong[],
  mean: number,
  received: number,
  errors: readonly [number, number, number, number],
): Detection {
  const middle = (of: (echo: Echo) => number): number =>
    cell.reduce((sum, { echo, power }) => sum + of(echo) * power, 0) / mean;
  const fine = 1 / Math.sqrt((2 * received) / noise);
  const range = Math.max(0.01, middle((echo) => echo.range) + sensor.rangeResolution * fine * errors[0]);
  const azimuth = middle((echo) => echo.azimuth) + (sensor.beamwidth / 1.6) * fine * errors[1];
  const elevation = middle((echo) => echo.elevation) + (sensor.elevationBeamwidth / 1.6) * fine * errors[2];
  const rate = middle((echo) => echo.rate) + sensor.speedResolution * fine * errors[3];
  const { instance, semantic, origin } = leader(cell);
  return {
    range,
    azimuth,
    elevation,
    rate,
    ...levels(sensor, noise, received, range, azimuth, elevation),
    instance,
    semantic,
    origin,
  };
}

export function levels(
  sensor: RadarSensor,
  noise: number,
  received: number,
  range: number,
  azimuth: number,
  elevation: number,
): { readonly rcs: number; readonly snr: number } {
  const one = receivedDbm(sensor.powerDbm, sensor.gainDbi, 0, range) + 2 * patternDb(sensor, azimuth, elevation);
  const dbm = (10 * ln(received)) / ln(10);
  return { rcs: dbm - one, snr: (10 * ln(received / noise)) / ln(10) };
}

/** Whose echoes make up most of a cell. */
function leader(cell: readonly Strong[]): Echo {
  const sums = new Map<number, number>();
  for (const { echo, power } of cell) sums.set(echo.instance, (sums.get(echo.instance) ?? 0) + power);
  return cell.reduce((best, each) => {
    const [a, b] = [sums.get(best.echo.instance) as number, sums.get(each.echo.instance) as number];
    return b > a || (b === a && each.power > best.power) ? each : best;
  }).echo;
}

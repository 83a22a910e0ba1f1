/**
 * The shots of one turn, in the sensor's frame. It starts and ends at the rear, goes round clockwise seen from above, as the real ones do, and
 * looks straight ahead at the observation's time: azimuth (left positive) = -2 pi t / period.
 */
import { cos, sin, TAU } from '#core/math';
import type { Beam, LidarModel } from './model.js';

export interface Turn {
  readonly columns: number;
  readonly rings: number;
  /** Shot `column * rings + ring`; ring 0 is the lowest. Unit directions, 3 a shot. */
  readonly directions: Float64Array;
  /** From the observation's time, ns; by shot. */
  readonly offsetsNs: Float64Array;
  /** Between two neighbouring columns, rad. */
  readonly azimuthStep: number;
}

export function turnOf({ beams, pace }: LidarModel, rateHz: number): Turn {
  const rings = [...beams].sort((a, b) => a.elevation - b.elevation);
  const times = columnTimes(pace, 1 / rateHz);
  const shots = times.length * rings.length;
  const directions = new Float64Array(3 * shots);
  const offsetsNs = new Float64Array(shots);
  const flat = rings.map(({ elevation }) => cos(elevation));
  const up = rings.map(({ elevation }) => sin(elevation));
  const delays = [...new Set(beams.map(({ delay }) => delay))];
  for (const [column, start] of times.entries()) {
    const sides = new Map(delays.map((delay) => [delay, sideOf(start + delay, rateHz)]));
    for (const [ring, { delay }] of rings.entries()) {
      const shot = column * rings.length + ring;
      const [x, y] = sides.get(delay) as readonly [number, number];
      directions[3 * shot] = (flat[ring] as number) * x;
      directions[3 * shot + 1] = (flat[ring] as number) * y;
      directions[3 * shot + 2] = up[ring] as number;
      offsetsNs[shot] = (start + delay) * 1e9;
    }
  }
  return { columns: times.length, rings: rings.length, directions, offsetsNs, azimuthStep: TAU * azimuthShare(pace, rateHz) };
}

/** Shots a second while it fires. */
export function shotsPerSecond(
  { beams, pace }: { readonly beams: readonly Beam[]; readonly pace: LidarModel['pace'] },
  rateHz: number,
): number {
  return beams.length / ('everyS' in pace ? pace.everyS : 1 / (pace.columns * rateHz));
}

/** Starts of columns in [-period / 2, period / 2), s; 0 is one of them. */
function columnTimes(pace: LidarModel['pace'], period: number): number[] {
  if ('everyS' in pace) {
    const before = Math.floor(period / 2 / pace.everyS + 1e-9);
    const times = Array.from({ length: 2 * before + 1 }, (_, k) => (k - before) * pace.everyS);
    return times.filter((time) => time < period / 2 - 1e-12);
  }
  const before = Math.floor(pace.columns / 2);
  return Array.from({ length: pace.columns }, (_, k) => ((k - before) * period) / pace.columns);
}

function azimuthShare(pace: LidarModel['pace'], rateHz: number): number {
  return 'everyS' in pace ? pace.everyS * rateHz : 1 / pace.columns;
}

function sideOf(time: number, rateHz: number): readonly [x: number, y: number] {
  const azimuth = -TAU * time * rateHz;
  return [cos(azimuth), sin(azimuth)];
}

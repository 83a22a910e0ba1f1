/** From what shots meet to what the sensor reports: powers, the strongest return, range noise, lost points. */
import { RETURN_ORIGIN } from '#contracts/observation';
import type { RayHits } from '#contracts/rays';
import { exp } from '#core/math';
import type { Vec3 } from '#core/pose';
import type { RandomStream } from '#core/random';
import { type Air, goodinNoise } from './air.js';
import { NORMALS } from './chance.js';
import type { Clutter, ClutterSource } from './clutter.js';
import { type LidarModel, nearGain, thresholdOf } from './model.js';
import type { Points } from './points.js';
import type { Turn } from './turn.js';
import type { Rays } from './way.js';

export interface Shots {
  readonly turn: Turn;
  readonly rays: Rays;
  readonly hits: RayHits;
  /** Reflectance at its slant, by shot. */
  readonly effective: Float64Array;
}

/** How much a range scatters more where a return is just detected: an order that data sheets give from near to far. */
const FAINT = 8;

/** One row at most for each shot, in their order. @param random of this turn */
export function report(
  shots: Shots,
  model: LidarModel,
  air: Air,
  clutter: ClutterSource,
  random: RandomStream,
  points: Points,
): void {
  const { turn, rays, hits, effective } = shots;
  const { minRangeM, windowM, rangeNoiseM, dropout } = model;
  const threshold = thresholdOf(model);
  const chance = random.child('shots');
  const weather = random.child('air');
  const other: Clutter = { power: 0, rangeM: 0, origin: 0 };
  points.count = 0;
  for (let shot = 0; shot < rays.count; shot++) {
    const word = chance.uint32();
    const range = hits.distance[shot] as number;
    let power = 0;
    let through = 0;
    if (clutter.any) clutter.open(at(rays.origins, shot), at(rays.directions, shot));
    if (range < Infinity) {
      const depth = air.extinctionPerM * range + (clutter.any ? clutter.plumeDepth(range) : 0);
      through = exp(-2 * depth);
      power = ((effective[shot] as number) * through * nearGain(range)) / (range * range);
    }
    if (power < threshold) power = 0;
    other.power = 0;
    if (clutter.any) {
      const [a, b] = [weather.uint32(), weather.uint32()];
      clutter.strongest(shot, Math.min(range, windowM), a, b, other);
    }
    const solid = power > 0 && power >= other.power;
    if ((!solid && other.power < threshold) || (word & 0xfffff) / 0x100000 < dropout) continue;
    const strongest = solid ? power : other.power;
    const truth = solid ? range : other.rangeM;
    const faint = threshold / strongest;
    let sd = rangeNoiseM * Math.sqrt(1 + FAINT * faint * faint);
    if (air.goodin) sd += goodinNoise(truth, air.rainMmPerH);
    const measured = truth + sd * (NORMALS[word >>> 20] as number);
    if (measured < minRangeM || measured > windowM) continue;
    const intensity = solid
      ? (effective[shot] as number) * through
      : (other.power * other.rangeM * other.rangeM) / nearGain(other.rangeM);
    write(points, shots, shot, turn.rings, measured, Math.min(1, intensity), solid ? RETURN_ORIGIN.surface : other.origin);
  }
}

function write(
  points: Points,
  { turn, rays, hits }: Shots,
  shot: number,
  rings: number,
  range: number,
  intensity: number,
  origin: number,
): void {
  const { columns } = points;
  const row = points.count++;
  const solid = origin === RETURN_ORIGIN.surface;
  for (let k = 0; k < 3; k++) columns.xyz[3 * row + k] = (turn.directions[3 * shot + k] as number) * range;
  columns.intensity[row] = intensity;
  columns.ring[row] = shot % rings;
  columns.time[row] = (turn.offsetsNs[shot] as number) / 1e9;
  columns.instance[row] = solid ? (hits.instance[shot] as number) : 0;
  columns.semantic[row] = solid ? (hits.semantic[shot] as number) : 0;
  columns.origin[row] = origin;
  for (let c = 0; c < 3; c++) {
    let sum = 0;
    for (let k = 0; k < 3 && solid; k++)
      sum += (rays.rotations[9 * shot + 3 * k + c] as number) * (hits.motion[3 * shot + k] as number);
    columns.flow[3 * row + c] = sum;
  }
}

function at(list: Float64Array, row: number): Vec3 {
  return [list[3 * row] as number, list[3 * row + 1] as number, list[3 * row + 2] as number];
}

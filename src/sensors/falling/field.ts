/**
 * What falls, drop by drop: a Poisson process that hangs together in space and time. Each class of size is a lattice of cells that falls and drifts
 * as a whole, so a drop seen twice, or by two cameras, is the same drop.
 */
import { exp, pow } from '#core/math';
import { type Key, philox4x32, UNIT } from '#core/philox';
import { add, scale, type Vec3 } from '#core/pose';
import { diameterIn, type SizeClass } from './sizes.js';

export interface FallingDrop {
  /** World, m. */
  readonly position: Vec3;
  /** World, m/s. */
  readonly velocity: Vec3;
  /** As seen, m. */
  readonly diameterM: number;
  readonly kind: SizeClass['kind'];
}

/** A ball of space, and which smaller balls of it are worth a look. */
export interface Region {
  readonly center: Vec3;
  readonly radius: number;
  wants(middle: Vec3, radius: number): boolean;
}

const PER_CELL = 3;

/** @param seed the sample's @param index of the class, its lattice's name @param timeS since the scenario's start */
export function* dropsIn(
  region: Region,
  size: SizeClass,
  { seed, index, windMPerS, timeS }: { seed: number; index: number; windMPerS: Vec3; timeS: number },
): Generator<FallingDrop> {
  if (size.perM3 <= 0) return;
  const edge = Math.min(2, Math.max(0.2, pow(PER_CELL / size.perM3, 1 / 3)));
  const mean = size.perM3 * edge * edge * edge;
  const velocity: Vec3 = add(windMPerS, [0, 0, -size.fallSpeed]);
  const gone = scale(velocity, timeS);
  const key: Key = [seed >>> 0, index];
  const [low, high] = [-1, 1].map((sign) =>
    region.center.map((c, k) => Math.floor((c - (gone[k] as number) + sign * region.radius) / edge)),
  ) as [number[], number[]];
  for (let i = low[0] as number; i <= (high[0] as number); i++)
    for (let j = low[1] as number; j <= (high[1] as number); j++)
      for (let k = low[2] as number; k <= (high[2] as number); k++) {
        const corner: Vec3 = [i * edge + gone[0], j * edge + gone[1], k * edge + gone[2]];
        const half = edge / 2;
        if (!region.wants([corner[0] + half, corner[1] + half, corner[2] + half], edge * 0.866)) continue;
        const [u] = philox4x32([i >>> 0, j >>> 0, k >>> 0, 0], key);
        const count = poisson(mean, u * UNIT);
        for (let n = 1; n <= count; n++) {
          const [a, b, c, d] = philox4x32([i >>> 0, j >>> 0, k >>> 0, n], key);
          yield {
            position: [corner[0] + a * UNIT * edge, corner[1] + b * UNIT * edge, corner[2] + c * UNIT * edge],
            velocity,
            diameterM: diameterIn(size, d * UNIT) * size.swelling * 1e-3,
            kind: size.kind,
          };
        }
      }
}

/** By inversion: for one `u`, more where the mean is higher. @param mean below 30 or so @param u in [0, 1) */
export function poisson(mean: number, u: number): number {
  let count = 0;
  let chance = exp(-mean);
  let sum = chance;
  while (u >= sum && count < 200) {
    count++;
    chance *= mean / count;
    sum += chance;
  }
  return count;
}

/**
 * Drops on the glass before a lens. They hit it as the glass runs into what falls, at the rate that number and speed give, lie there as caps, and
 * go when the glass is wiped. The same glass at the same time bears the same drops.
 */
import type { Medium } from '#contracts/frame';
import type { Glass } from '#contracts/rig';
import { type Lens, unproject } from '#core/lens';
import { pow } from '#core/math';
import { type Key, philox4x32 } from '#core/philox';
import { dot, type Pose, rotate, sub, type Vec3 } from '#core/pose';
import { poisson } from './falling/field.js';
import { diameterIn, type SizeClass, sizeClasses } from './falling/sizes.js';

/** On the glass, camera frame, m. */
export interface GlassDrop {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

/** Without a wiper: how long a drop stays, an estimate. */
const DRY_S = 12;
/** A drop of diameter D lies as a cap of this radius over D: contact angle 60 degrees, the same volume. */
const CAP = pow(1 / (6 * 0.3208), 1 / 3);
const CELL_M = 0.01;
const STEP_S = 0.25;
const UNIT = 1 / 4294967296;
const MOST = 300;

/**
 * @param seed of sample and camera @param timeS since the scenario's start; the glass is dry then
 * @returns largest last
 */
export function dropsOnGlass(
  glass: Glass,
  camera: { readonly lens: Lens; readonly worldFromCamera: Pose; readonly velocity: Vec3 },
  medium: Pick<Medium, 'rainMmPerH' | 'snowMmPerH' | 'windMPerS'>,
  seed: number,
  timeS: number,
): GlassDrop[] {
  const ahead = rotate(camera.worldFromCamera.orientation, [0, 0, 1]);
  const field = fieldOf(camera.lens, glass.distanceM);
  const [since, until] = [cleanSince(glass, timeS), timeS];
  const drops = sizeClasses(medium).flatMap((size, index) => {
    const air: Vec3 = [medium.windMPerS[0], medium.windMPerS[1], medium.windMPerS[2] - size.fallSpeed];
    const closing = dot(sub(camera.velocity, air), ahead);
    return closing > 0 ? landed(field, size, size.perM3 * closing, [seed, index], since, until) : [];
  });
  return drops.sort((a, b) => a.radius - b.radius).slice(-MOST);
}

function cleanSince({ wipedEveryS }: Glass, timeS: number): number {
  if (wipedEveryS === undefined) return Math.max(0, timeS - DRY_S);
  return Math.floor(timeS / wipedEveryS) * wipedEveryS;
}

/** Cells that the picture looks through, x and y. */
interface Field {
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
}

/** @param flux drops a square metre and second */
function landed({ x, y }: Field, size: SizeClass, flux: number, [seed, index]: Key, since: number, until: number): GlassDrop[] {
  const found: GlassDrop[] = [];
  const mean = flux * CELL_M * CELL_M * STEP_S;
  const key: Key = [(seed ^ 0x6c617373) >>> 0, index];
  for (let i = x[0]; i <= x[1]; i++)
    for (let j = y[0]; j <= y[1]; j++)
      for (let step = Math.floor(since / STEP_S); step * STEP_S < until; step++) {
        const [u] = philox4x32([i >>> 0, j >>> 0, step, 0], key);
        const count = poisson(Math.min(20, mean), u * UNIT);
        for (let n = 1; n <= count; n++) {
          const [a, b, c, d] = philox4x32([i >>> 0, j >>> 0, step, n], key);
          const hit = (step + c * UNIT) * STEP_S;
          if (hit < since || hit > until) continue;
          const radius = diameterIn(size, d * UNIT) * 1e-3 * CAP;
          found.push({ x: (i + a * UNIT) * CELL_M, y: (j + b * UNIT) * CELL_M, radius });
        }
      }
  return found;
}

function fieldOf(lens: Lens, distance: number): Field {
  const { width, height } = lens;
  const most = 2.5 * distance;
  const corners = [
    [0, 0],
    [width, 0],
    [0, height],
    [width, height],
    [0, height / 2],
    [width, height / 2],
    [width / 2, 0],
    [width / 2, height],
  ].map(([u, v]) => {
    const ray = unproject(lens, u as number, v as number);
    const z = ray === undefined ? 0 : ray[2];
    if (ray === undefined || z < 0.37) return [most, most] as const;
    return [Math.abs((ray[0] / z) * distance), Math.abs((ray[1] / z) * distance)] as const;
  });
  const reach = (k: 0 | 1): number => Math.ceil(Math.min(most, Math.max(...corners.map((corner) => corner[k]))) / CELL_M);
  return { x: [-reach(0) - 1, reach(0)], y: [-reach(1) - 1, reach(1)] };
}

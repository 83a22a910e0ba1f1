/**
 * Drops on the glass before a lens: a pane, or before a fisheye a dome round its pupil. They hit it as the glass runs into what falls, at the rate
 * that number and speed give, lie there as caps, and go when the glass is wiped. The same glass at the same time bears the same drops.
 */
import type { Medium } from '#contracts/frame';
import type { Glass } from '#contracts/rig';
import type { Lens } from '#core/lens';
import { borderRays } from '#core/lens/field';
import { acos, cos, length2, pow, sin } from '#core/math';
import { type Key, philox4x32, UNIT } from '#core/philox';
import { dot, type Pose, rotate, sub, type Vec3 } from '#core/pose';
import { poisson } from './falling/field.js';
import { diameterIn, type SizeClass, sizeClasses } from './falling/sizes.js';

export interface GlassDrop {
  /** Camera frame, m. */
  readonly at: Vec3;
  /** m */
  readonly radius: number;
}

/** Without a wiper: how long a drop stays, an estimate. */
const DRY_S = 12;
/** A drop of diameter D lies as a cap of this radius over D: contact angle 60 degrees, the same volume. */
const CAP = pow(1 / (6 * 0.3208), 1 / 3);
const CELL_M = 0.01;
const STEP_S = 0.25;
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
  const placed = camera.lens.model === 'fisheye' ? onDome(glass.distanceM) : onPane(glass.distanceM);
  const [since, until] = [cleanSince(glass, timeS), timeS];
  const drops = sizeClasses(medium).flatMap((size, index) => {
    const air: Vec3 = [medium.windMPerS[0], medium.windMPerS[1], medium.windMPerS[2] - size.fallSpeed];
    const closing = dot(sub(camera.velocity, air), ahead);
    return closing > 0 ? landed(field, size, size.perM3 * closing, [seed, index], since, until, placed) : [];
  });
  return drops.sort((a, b) => a.radius - b.radius).slice(-MOST);
}

function cleanSince({ wipedEveryS }: Glass, timeS: number): number {
  if (wipedEveryS === undefined) return Math.max(0, timeS - DRY_S);
  return Math.floor(timeS / wipedEveryS) * wipedEveryS;
}

/** A place of the flat plan on the glass. @param u in [0, 1): whether something hits it there; undefined when not */
type Placed = (x: number, y: number, u: number) => Vec3 | undefined;

function onPane(distance: number): Placed {
  return (x, y) => [x, y, distance];
}

/** The plan is the dome's in equidistant polar coordinates; towards its rim it is smaller than its plan, and slants away from what comes. */
function onDome(distance: number): Placed {
  return (x, y, u) => {
    const across = length2(x, y);
    const angle = across / distance;
    if (angle === 0) return [0, 0, distance];
    if (angle > 1.5 || u > (cos(angle) * sin(angle)) / angle) return undefined;
    const k = (distance * sin(angle)) / across;
    return [x * k, y * k, distance * cos(angle)];
  };
}

/** Cells that the picture looks through, x and y. */
interface Field {
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
}

/** @param flux drops a square metre and second */
function landed(
  { x, y }: Field,
  size: SizeClass,
  flux: number,
  [seed, index]: Key,
  since: number,
  until: number,
  placed: Placed,
): GlassDrop[] {
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
          const at = placed((i + a * UNIT) * CELL_M, (j + b * UNIT) * CELL_M, ((a ^ d) >>> 0) * UNIT);
          if (at !== undefined) found.push({ at, radius: diameterIn(size, d * UNIT) * 1e-3 * CAP });
        }
      }
  return found;
}

function fieldOf(lens: Lens, distance: number): Field {
  const most = 2.5 * distance;
  const edges = borderRays(lens).map((ray) => planOf(lens, ray, distance));
  const reach = (k: 0 | 1): number => {
    const farthest = Math.max(...edges.map((edge) => (edge === undefined ? most : Math.abs(edge[k]))));
    return Math.ceil(Math.min(most, farthest) / CELL_M);
  };
  return { x: [-reach(0) - 1, reach(0)], y: [-reach(1) - 1, reach(1)] };
}

/** Where a ray goes through the plan; undefined beside a pane. */
function planOf({ model }: Lens, ray: Vec3 | undefined, distance: number): readonly [number, number] | undefined {
  if (ray === undefined) return undefined;
  const [x, y, z] = ray;
  if (model !== 'fisheye') return z < 0.37 ? undefined : [(x / z) * distance, (y / z) * distance];
  const across = length2(x, y);
  if (across === 0) return [0, 0];
  const k = (acos(Math.max(-1, Math.min(1, z))) * distance) / across;
  return [x * k, y * k];
}

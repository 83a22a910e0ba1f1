/**
 * Falling drops as a camera draws them during one exposure: streaks, as wide as the drop and what the lens blurs it by, and as opaque as the share of
 * the time that the drop covers a point of its way (Garg and Nayar 2007, "Vision and rain", 3-5).
 */
import type { Medium } from '#contracts/frame';
import { depthOf, type Lens, project } from '#core/lens';
import { borderRays } from '#core/lens/field';
import { acos, asin, atan, cos, length2 } from '#core/math';
import { add, dot, invert, norm, type Pose, quatMultiply, rotate, scale, sub, transformPoint, type Vec3 } from '#core/pose';
import { dropsIn, type FallingDrop, type Region } from './field.js';
import { type SizeClass, sizeClasses } from './sizes.js';

export interface StreakCamera {
  readonly lens: Lens;
  /** In the middle of the exposure. */
  readonly worldFromCamera: Pose;
  /** World, m/s and rad/s. */
  readonly velocity: Vec3;
  readonly angularVelocity: Vec3;
  readonly exposureS: number;
  /** Of the pupil, m: nearer drops are out of focus. */
  readonly apertureM: number;
  readonly near: number;
}

export interface Streak {
  /** px */
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
  /** Across, px. */
  readonly widthPx: number;
  /** 0..1, along its middle. */
  readonly opacity: number;
  /** As the depth layer counts, m. */
  readonly depth: number;
  readonly at: Vec3;
  readonly kind: SizeClass['kind'];
}

/** Fainter ones are the haze that extinction already counts. */
const FAINTEST = 0.004;
const FARTHEST = 15;
/** In a picture, about; where there would be more, the faintest are left out. */
const MOST = 20_000;

/** @param seed the sample's @param timeS since the scenario's start, the middle of the exposure */
export function streaksIn(
  camera: StreakCamera,
  medium: Pick<Medium, 'rainMmPerH' | 'snowMmPerH' | 'windMPerS'>,
  seed: number,
  timeS: number,
): Streak[] {
  const classes = sizeClasses(medium);
  if (classes.length === 0) return [];
  const cone = coneOf(camera);
  const reaches = reachesOf(classes, camera, medium.windMPerS, cone.halfAngle);
  const [start, middle, end] = [-0.5, 0, 0.5].map((share) => cameraAt(camera, share * camera.exposureS)) as [Pose, Pose, Pose];
  return classes.flatMap((size, index) => {
    const where = { seed, index, windMPerS: medium.windMPerS, timeS };
    const found: Streak[] = [];
    for (const drop of dropsIn(cone.upTo(reaches[index] as number), size, where)) {
      const streak = streakOf(drop, camera, { start, middle, end });
      if (streak !== undefined) found.push(streak);
    }
    return found;
  });
}

/** The camera's frame from the world's when the exposure begins, half-way, and when it ends. */
interface Exposed {
  readonly start: Pose;
  readonly middle: Pose;
  readonly end: Pose;
}

/** Undefined outside the picture, too near, or too faint. */
function streakOf(drop: FallingDrop, camera: StreakCamera, cameraFromWorld: Exposed): Streak | undefined {
  const { lens, exposureS, near } = camera;
  const { start, middle, end } = cameraFromWorld;
  const here = transformPoint(middle, drop.position);
  const distance = norm(here);
  if (distance < Math.max(near, NEAREST)) return undefined;
  const way = scale(drop.velocity, exposureS / 2);
  const from = project(lens, transformPoint(start, sub(drop.position, way)));
  const to = project(lens, transformPoint(end, add(drop.position, way)));
  if (from === undefined || to === undefined || !inPicture(lens, from, to)) return undefined;
  const { widthPx, opacity } = look(drop.diameterM, distance, length2(to[0] - from[0], to[1] - from[1]), camera);
  if (opacity < FAINTEST) return undefined;
  return { from, to, widthPx, opacity, depth: depthOf(lens, here), at: drop.position, kind: drop.kind };
}
/** Nearer ones are on the glass or as good as that. */
const NEAREST = 0.25;

/** A drop's shadow on the sensor, spread over its way. */
function look(diameterM: number, distance: number, lengthPx: number, { lens, apertureM }: StreakCamera) {
  const [sharp, blur] = [(lens.fx * diameterM) / distance, (lens.fx * apertureM) / distance];
  const widthPx = Math.sqrt(sharp * sharp + blur * blur + 1);
  return { widthPx, opacity: Math.min(1, (sharp * sharp) / (widthPx * (widthPx + (4 / Math.PI) * lengthPx))) };
}

function inPicture({ width, height }: Lens, a: readonly [number, number], b: readonly [number, number]): boolean {
  const inside = (low: number, high: number, end: number): boolean => high > -20 && low < end + 20;
  return (
    inside(Math.min(a[0], b[0]), Math.max(a[0], b[0]), width) && inside(Math.min(a[1], b[1]), Math.max(a[1], b[1]), height)
  );
}

/** Where the camera is then, as world to camera. */
function cameraAt(
  { worldFromCamera: { position, orientation }, velocity, angularVelocity }: StreakCamera,
  timeS: number,
): Pose {
  const [x, y, z] = scale(angularVelocity, timeS / 2);
  const w = Math.sqrt(Math.max(0, 1 - x * x - y * y - z * z));
  return invert({ position: add(position, scale(velocity, timeS)), orientation: quatMultiply([x, y, z, w], orientation) });
}

/** For each class, how far its middle drop is still seen; shorter for all where there would be too many. */
function reachesOf(classes: readonly SizeClass[], camera: StreakCamera, wind: Vec3, halfAngle: number): number[] {
  const solid = 2 * Math.PI * (1 - cos(halfAngle));
  for (let faintest = FAINTEST; ; faintest *= 1.25) {
    const reaches = classes.map((size) => reachOf(size, camera, wind, faintest));
    const count = classes.reduce((sum, { perM3 }, i) => sum + (perM3 * solid * cube(reaches[i] as number)) / 3, 0);
    if (count <= MOST) return reaches;
  }
}

function reachOf(size: SizeClass, camera: StreakCamera, wind: Vec3, faintest: number): number {
  const diameter = size.middleMm * size.swelling * 1e-3;
  const way = sub(add(wind, [0, 0, -size.fallSpeed]), camera.velocity);
  const speed = Math.max(0.5 * norm(way), Math.abs(way[2]));
  let reach = NEAREST;
  for (let r = NEAREST; r <= FARTHEST; r += 0.25) {
    const { opacity } = look(diameter, r, (camera.lens.fx * speed * camera.exposureS) / r, camera);
    if (opacity >= faintest) reach = r;
  }
  return reach;
}

/** A cone round the optical axis that holds the whole picture. */
function coneOf({ lens, worldFromCamera }: StreakCamera): { readonly halfAngle: number; upTo(reach: number): Region } {
  const axis = rotate(worldFromCamera.orientation, [0, 0, 1]);
  const eye = worldFromCamera.position;
  const halfAngle = widest(lens);
  return {
    halfAngle,
    upTo: (radius) => ({
      center: eye,
      radius,
      wants(middle, around) {
        const to = sub(middle, eye);
        const distance = norm(to);
        if (distance <= around) return true;
        if (distance > radius + around) return false;
        const angle = acos(Math.min(1, Math.max(-1, dot(to, axis) / distance)));
        return angle <= halfAngle + asin(Math.min(1, around / distance));
      },
    }),
  };
}

/** Angle from the optical axis to the picture's farthest corner, or to where the lens ends, rad. */
function widest(lens: Lens): number {
  const end = lens.model === 'fisheye' ? lens.limit : atan(lens.limit);
  return Math.max(...borderRays(lens).map((ray) => (ray === undefined ? end : acos(Math.min(1, Math.max(-1, ray[2]))))));
}

function cube(x: number): number {
  return x * x * x;
}

/**
 * Falling drops as a camera draws them during one exposure: streaks, as wide as the drop and what the lens blurs it by, and as opaque as the share of
 * the time that the drop covers a point of its way (Garg and Nayar 2007, "Vision and rain", 3-5).
 */
import type { Medium } from '#contracts/frame';
import { depthOf, type Lens, project } from '#core/lens';
import { acos, asin, atan, cos, length2 } from '#core/math';
import { add, dot, invert, type Pose, quatMultiply, rotate, scale, sub, transformPoint, type Vec3 } from '#core/pose';
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
  const start = cameraAt(camera, -camera.exposureS / 2);
  const end = cameraAt(camera, camera.exposureS / 2);
  return classes.flatMap((size, index) => {
    const where = { seed, index, windMPerS: medium.windMPerS, timeS };
    const found: Streak[] = [];
    for (const drop of dropsIn(cone.upTo(reaches[index] as number), size, where)) {
      const streak = streakOf(drop, camera, start, end);
      if (streak !== undefined) found.push(streak);
    }
    return found;
  });
}

/** Undefined outside the picture, too near, or too faint. */
function streakOf(drop: FallingDrop, camera: StreakCamera, start: Pose, end: Pose): Streak | undefined {
  const { lens, exposureS, near } = camera;
  const middle = transformPoint(invert(camera.worldFromCamera), drop.position);
  const distance = Math.sqrt(dot(middle, middle));
  if (distance < Math.max(near, NEAREST)) return undefined;
  const way = scale(drop.velocity, exposureS / 2);
  const from = project(lens, transformPoint(start, sub(drop.position, way)));
  const to = project(lens, transformPoint(end, add(drop.position, way)));
  if (from === undefined || to === undefined || !inPicture(lens, from, to)) return undefined;
  const { widthPx, opacity } = look(drop.diameterM, distance, length2(to[0] - from[0], to[1] - from[1]), camera);
  if (opacity < FAINTEST) return undefined;
  return { from, to, widthPx, opacity, depth: depthOf(lens, middle), at: drop.position, kind: drop.kind };
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
  const diameter = 0.5 * (size.fromMm + Math.min(size.toMm, size.fromMm + 1 / size.sizes.slope)) * size.swelling * 1e-3;
  const [x, y, z] = sub(add(wind, [0, 0, -size.fallSpeed]), camera.velocity);
  const speed = Math.max(0.5 * Math.sqrt(x * x + y * y + z * z), Math.abs(z));
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
        const distance = Math.sqrt(dot(to, to));
        if (distance <= around) return true;
        if (distance > radius + around) return false;
        const angle = acos(Math.min(1, Math.max(-1, dot(to, axis) / distance)));
        return angle <= halfAngle + asin(Math.min(1, around / distance));
      },
    }),
  };
}

/** Angle from the optical axis to the picture's farthest corner, rad. */
function widest({ width, height, fx, fy, cx, cy, model, limit }: Lens): number {
  if (model === 'fisheye') return Math.min(Math.PI, limit);
  const across = length2(Math.max(cx, width - cx) / fx, Math.max(cy, height - cy) / fy);
  return atan(model === 'pinhole' ? across : Math.max(across, Math.min(limit, 2 * across)));
}

function cube(x: number): number {
  return x * x * x;
}

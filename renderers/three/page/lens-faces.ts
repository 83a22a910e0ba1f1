/**
 * A picture through a lens as pinhole pictures: which faces round the eye are needed, how fine, and which of their texels each pixel of the
 * written picture takes. Plain numbers, no graphics.
 */
import type { Intrinsics } from '#contracts/camera';
import { type Lens, lensOf, unproject } from '#core/lens';
import { PI } from '#core/math';
import { NO_ROTATION, type Quat, quatConjugate, quatFromAxisAngle, rotate, type Vec3 } from '#core/pose';

export interface Face {
  readonly cameraFromFace: Quat;
  /** A pinhole. */
  readonly intrinsics: Intrinsics;
  /** By texel, bottom row first: index of the written pixel that takes its truth from here, -1 where none does. */
  readonly written: Float32Array;
}

export interface FacePlan {
  readonly faces: readonly Face[];
  /** By written pixel, bottom row first, four numbers: x / z and y / z on its face; the face, -1 where the lens casts no picture; its texel. */
  readonly sources: Float32Array;
}

/** Front first; the others in the order of the cube's axes. */
const CUBE: readonly Quat[] = [
  NO_ROTATION,
  quatFromAxisAngle([0, 1, 0], PI / 2),
  quatFromAxisAngle([0, 1, 0], -PI / 2),
  quatFromAxisAngle([1, 0, 0], -PI / 2),
  quatFromAxisAngle([1, 0, 0], PI / 2),
  quatFromAxisAngle([0, 1, 0], PI),
];

/** Texels of a face to a pixel of the written picture, where the face is coarsest. */
const FINE = 2;
/** Beyond this a face gets coarser instead, texels. */
const LARGEST = 4096;
/** Texels beyond the outermost one taken: colours are mixed from four. */
const MARGIN = 2;

interface Sight {
  readonly face: number;
  readonly x: number;
  readonly y: number;
}

export function planFaces(intrinsics: Intrinsics): FacePlan {
  const lens = lensOf(intrinsics);
  const sights = sightsOf(lens);
  const sources = new Float32Array(4 * sights.length);
  const used = [...new Set(sights.map((sight) => sight?.face ?? -1))].filter((face) => face >= 0).sort();
  for (const [i, sight] of sights.entries()) sources[4 * gl(i, lens) + 2] = sight === undefined ? -1 : used.indexOf(sight.face);
  const faces = used.map((face): Face => {
    const frame = frameOf(sights, face, lens);
    const written = assign(sights, face, frame, lens, sources);
    return { cameraFromFace: CUBE[face] as Quat, intrinsics: frame, written };
  });
  return { faces, sources };
}

/** Rows from the bottom. */
function gl(i: number, { width, height }: { readonly width: number; readonly height: number }): number {
  const y = Math.floor(i / width);
  return (height - 1 - y) * width + (i - y * width);
}

/** By written pixel, top row first: on which face its ray falls, and where. */
function sightsOf(lens: Lens): (Sight | undefined)[] {
  const { width, height } = lens;
  const back = CUBE.map(quatConjugate);
  return Array.from({ length: width * height }, (_, i) => {
    const y = Math.floor(i / width);
    const ray = unproject(lens, i - y * width + 0.5, y + 0.5);
    if (ray === undefined) return undefined;
    const face = lens.narrow ? 0 : nearestFace(ray);
    const on = rotate(back[face] as Quat, ray);
    return { face, x: on[0] / on[2], y: on[1] / on[2] };
  });
}

function nearestFace([x, y, z]: Vec3): number {
  const [a, b, c] = [Math.abs(x), Math.abs(y), Math.abs(z)];
  if (c >= a && c >= b) return z > 0 ? 0 : 5;
  if (a >= b) return x > 0 ? 1 : 2;
  return y > 0 ? 3 : 4;
}

/** The face's own picture: as much of its plane as is seen, so fine that no two neighbours fall closer than a texel. */
function frameOf(sights: readonly (Sight | undefined)[], face: number, { width }: Lens): Intrinsics {
  let [left, right, top, bottom, closest] = [Infinity, -Infinity, Infinity, -Infinity, Infinity];
  for (const [i, sight] of sights.entries()) {
    if (sight?.face !== face) continue;
    left = Math.min(left, sight.x);
    right = Math.max(right, sight.x);
    top = Math.min(top, sight.y);
    bottom = Math.max(bottom, sight.y);
    const [beside, below] = [(i + 1) % width === 0 ? undefined : sights[i + 1], sights[i + width]];
    if (beside?.face === face && below?.face === face) closest = Math.min(closest, shortest(sight, beside, below));
  }
  const wanted = closest < Infinity && closest > 0 ? FINE / closest : width;
  const focal = Math.min(wanted, LARGEST / Math.max(right - left, bottom - top, 1e-3));
  const [x0, y0] = [Math.floor(left * focal) - MARGIN, Math.floor(top * focal) - MARGIN];
  const [x1, y1] = [Math.ceil(right * focal) + MARGIN, Math.ceil(bottom * focal) + MARGIN];
  return { width: x1 - x0, height: y1 - y0, fx: focal, fy: focal, cx: -x0, cy: -y0 };
}

/** How close points one pixel apart can fall: the lesser singular value of the map's derivative. */
function shortest(at: Sight, beside: Sight, below: Sight): number {
  const [a, b, c, d] = [beside.x - at.x, below.x - at.x, beside.y - at.y, below.y - at.y];
  const sum = a * a + b * b + c * c + d * d;
  const det = a * d - b * c;
  return Math.sqrt(Math.max(0, (sum - Math.sqrt(Math.max(0, sum * sum - 4 * det * det))) / 2));
}

/** Each pixel takes the nearest texel that is still free, so that no two share one. */
function assign(
  sights: readonly (Sight | undefined)[],
  face: number,
  { width, height, fx, fy, cx, cy }: Intrinsics,
  picture: Lens,
  sources: Float32Array,
): Float32Array {
  const written = new Float32Array(width * height).fill(-1);
  for (const [i, sight] of sights.entries()) {
    if (sight?.face !== face) continue;
    const [u, v] = [cx + fx * sight.x, cy + fy * sight.y];
    const texel = freeTexel(written, u, v, width, height);
    const at = gl(i, picture);
    written[texel] = at;
    sources[4 * at] = sight.x;
    sources[4 * at + 1] = sight.y;
    sources[4 * at + 3] = texel;
  }
  return written;
}

/** Rows from the bottom. Where all nine round the place are taken, the nearest after all. */
function freeTexel(written: Float32Array, u: number, v: number, width: number, height: number): number {
  const [x, y] = [Math.floor(u), Math.floor(v)];
  const index = (column: number, row: number): number => (height - 1 - row) * width + column;
  let best = index(x, y);
  let nearest = Infinity;
  if (written[best] === -1) return best;
  for (let row = y - 1; row <= y + 1; row++) {
    for (let column = x - 1; column <= x + 1; column++) {
      const [du, dv] = [column + 0.5 - u, row + 0.5 - v];
      const off = du * du + dv * dv;
      if (off >= nearest || written[index(column, row)] !== -1) continue;
      [best, nearest] = [index(column, row), off];
    }
  }
  return best;
}

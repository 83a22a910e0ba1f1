/**
 * A frame as cells of the coarse grid. A cell tells of the pixels of its commonest segment alone (an instance, or a class where no labelled body is), so that no
 * cell mixes two labels and what is drawn for one never leaks into its neighbour.
 */
import type { LayerSet } from '#contracts/layers';
import { ln, sqrt } from '#core/math';
import { norm, type Pose, sub, transformPoint, type Vec3 } from '#core/pose';
import type { Grid } from './grid.js';
import { logLight } from './light.js';

/** What a frame's geometry says of its cells; one entry a cell, rows top to bottom. */
export interface Cells {
  readonly grid: Grid;
  /** Instance id, or `FIRST_STUFF` + semantic id; `NOWHERE` beyond the picture. */
  readonly segment: Uint32Array;
  /** Index in `GROUPS`. */
  readonly group: Uint8Array;
  /** 1 / depth, 1/m; 0 where nothing is. */
  readonly nearness: Float32Array;
  /** Mean normal in the camera frame, three a cell. */
  readonly normal: Float32Array;
  /** Where it is in the world, m, three a cell; of the sky, the direction times `FAR`. */
  readonly place: Float32Array;
  /** How wide a cell is there, across the line of sight, m; 0 beyond the picture. */
  readonly span: Float32Array;
}

/** How a picture looks in its cells, planes of one number a cell: log light of red, green, blue; ln of its spread. */
export interface Look {
  readonly light: readonly [Float32Array, Float32Array, Float32Array];
  readonly contrast: Float32Array;
}

export const NOWHERE = 0xffffffff;
export const FIRST_STUFF = 0x10000;
/** Where the sky is put, m. */
export const FAR = 1000;
const AHEAD: Vec3 = [0, 0, 1];
/** Keeps the logarithm of an even surface's spread finite: two grey levels or so. */
const EVEN = 0.02;

/** Frame layers that the pass reads. */
export type Seen = Required<Pick<LayerSet, 'semantic' | 'instance' | 'depth' | 'normal'>> & Pick<LayerSet, 'width' | 'height'>;

/** The segment of a pixel. */
export function segmentOf({ semantic, instance }: Pick<Seen, 'semantic' | 'instance'>, i: number): number {
  const id = instance[i] as number;
  return id > 0 ? id : FIRST_STUFF + (semantic[i] as number);
}

/** @param ray direction in the camera of a pixel's middle, z along the axis 1 (or a unit vector where depth is a range) */
export function cellsOf(
  seen: Seen,
  grid: Grid,
  groups: Uint8Array,
  worldFromCamera: Pose,
  ray: (u: number, v: number) => Vec3 | undefined,
): Cells {
  const count = grid.width * grid.height;
  const cells = {
    grid,
    segment: new Uint32Array(count).fill(NOWHERE),
    group: new Uint8Array(count),
    nearness: new Float32Array(count),
    normal: new Float32Array(3 * count),
    place: new Float32Array(3 * count),
    span: new Float32Array(count),
  };
  const pixels = new Int32Array(grid.factor * grid.factor);
  for (let cell = 0; cell < count; cell++) {
    const many = pixelsOf(seen, grid, cell, pixels);
    if (many === 0) continue;
    const first = pixels[0] as number;
    cells.segment[cell] = segmentOf(seen, first);
    cells.group[cell] = groups[seen.semantic[first] as number] as number;
    let [near, nx, ny, nz, sx, sy] = [0, 0, 0, 0, 0, 0];
    for (let k = 0; k < many; k++) {
      const i = pixels[k] as number;
      const depth = seen.depth[i] as number;
      if (depth > 0) near += 1 / depth;
      nx += (seen.normal[3 * i] as number) - 127.5;
      ny += (seen.normal[3 * i + 1] as number) - 127.5;
      nz += (seen.normal[3 * i + 2] as number) - 127.5;
      sx += i % seen.width;
      sy += Math.floor(i / seen.width);
    }
    near /= many;
    const sky = near === 0;
    cells.nearness[cell] = near;
    cells.normal.set(sky ? [0, 0, 0] : [nx, ny, nz].map((sum) => sum / many / 127.5), 3 * cell);
    const [u, w] = [sx / many + 0.5, sy / many + 0.5];
    const along = ray(u, w) ?? AHEAD;
    const reach = sky ? FAR : Math.min(FAR, 1 / near);
    cells.span[cell] = reach * distance(along, ray(u + (u < seen.width / 2 ? grid.factor : -grid.factor), w) ?? along);
    cells.place.set(transformPoint(worldFromCamera, [along[0] * reach, along[1] * reach, along[2] * reach]), 3 * cell);
  }
  return cells;
}

/** How a picture of the same geometry looks in the same cells. @param rgb sRGB bytes, three a pixel */
export function lookOf(seen: Seen, grid: Grid, rgb: Uint8Array): Look {
  const count = grid.width * grid.height;
  const [red, green, blue, contrast] = [0, 1, 2, 3].map(() => new Float32Array(count)) as [
    Float32Array,
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  const pixels = new Int32Array(grid.factor * grid.factor);
  for (let cell = 0; cell < count; cell++) {
    const many = pixelsOf(seen, grid, cell, pixels);
    if (many === 0) continue;
    let [r, g, b, square] = [0, 0, 0, 0];
    for (let k = 0; k < many; k++) {
      const at = 3 * (pixels[k] as number);
      const [x, y, z] = [logLight(rgb[at] as number), logLight(rgb[at + 1] as number), logLight(rgb[at + 2] as number)];
      r += x;
      g += y;
      b += z;
      const even = (x + y + z) / 3;
      square += even * even;
    }
    const mean = (r + g + b) / (3 * many);
    red[cell] = r / many;
    green[cell] = g / many;
    blue[cell] = b / many;
    contrast[cell] = ln(EVEN + sqrt(Math.max(0, square / many - mean * mean)));
  }
  return { light: [red, green, blue], contrast };
}

function distance(a: Vec3, b: Vec3): number {
  return norm(sub(a, b));
}

/** Pixels of a cell's commonest segment, into `out`; of equals, the one seen first. @returns how many */
function pixelsOf(seen: Seen, { width, factor }: Grid, cell: number, out: Int32Array): number {
  const [x0, y0] = [(cell % width) * factor, Math.floor(cell / width) * factor];
  const [x1, y1] = [Math.min(x0 + factor, seen.width), Math.min(y0 + factor, seen.height)];
  let all = 0;
  for (let y = y0; y < y1; y++) for (let x = x0; x < x1; x++) out[all++] = y * seen.width + x;
  const segment = commonest(seen, out, all);
  let kept = 0;
  for (let k = 0; k < all; k++) {
    const i = out[k] as number;
    if (segmentOf(seen, i) === segment) out[kept++] = i;
  }
  return kept;
}

function commonest(seen: Seen, pixels: Int32Array, many: number): number | undefined {
  if (many === 0) return undefined;
  const first = segmentOf(seen, pixels[0] as number);
  let even = true;
  for (let k = 1; k < many && even; k++) even = segmentOf(seen, pixels[k] as number) === first;
  if (even) return first;
  const counts = new Map<number, number>();
  let [best, most] = [first, 0];
  for (let k = 0; k < many; k++) {
    const segment = segmentOf(seen, pixels[k] as number);
    const count = (counts.get(segment) ?? 0) + 1;
    counts.set(segment, count);
    if (count > most) [best, most] = [segment, count];
  }
  return best;
}

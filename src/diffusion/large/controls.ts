/** What a ControlNet (Zhang et al. 2023, arXiv 2302.05543) is shown of a frame's truth: a picture of three planes from 0 to 1. */
import { type Seen, segmentOf } from '../field/cells.js';
import { GROUPS, type Group } from '../field/groups.js';
import { type Size, under } from './resize.js';

/** Nearness in grey, labels in the colours of ADE20K, borders of labels in white on black. */
export const CONTROLS = ['depth', 'segmentation', 'edges'] as const;
export type Control = (typeof CONTROLS)[number];

/** Colours that segmentation ControlNets were trained on, those of ADE20K's classes (Zhou et al. 2017): sky, road, sidewalk, grass, tree, building, pole, car, person, animal, wall. */
const COLORS: Readonly<Record<Group, readonly [number, number, number]>> = {
  sky: [6, 230, 230],
  road: [140, 140, 140],
  marking: [140, 140, 140],
  pavement: [235, 255, 7],
  terrain: [4, 250, 7],
  vegetation: [4, 200, 3],
  building: [180, 120, 120],
  fixture: [51, 0, 255],
  vehicle: [0, 102, 200],
  person: [150, 5, 61],
  animal: [255, 0, 122],
  other: [120, 120, 120],
};

/** @param groups index in `GROUPS` by semantic id @returns [3, height, width] at that size, each pixel of the one under its middle */
export function controlPicture(control: Control, seen: Seen, groups: Uint8Array, size: Size): Float32Array {
  const from = placesOf(seen, size);
  switch (control) {
    case 'depth':
      return grey(nearness(seen, from));
    case 'segmentation':
      return colored(
        from.map((i) => groups[seen.semantic[i] as number] as number),
        GROUPS.map((group) => COLORS[group]),
      );
    case 'edges':
      return grey(
        borders(
          Uint32Array.from(from, (i) => segmentOf(seen, i)),
          size,
        ),
      );
  }
}

function placesOf(seen: Seen, { width, height }: Size): Int32Array {
  const places = new Int32Array(width * height);
  for (let y = 0, at = 0; y < height; y++) {
    const row = under(y, seen.height, height) * seen.width;
    for (let x = 0; x < width; x++) places[at++] = row + under(x, seen.width, width);
  }
  return places;
}

/** 1 / depth from 0 (farthest, sky) to 1 (nearest in this picture), as monocular depth networks give it. */
function nearness({ depth }: Seen, from: Int32Array): Float32Array {
  const near = Float32Array.from(from, (i) => ((depth[i] as number) > 0 ? 1 / (depth[i] as number) : 0));
  let [low, high] = [Number.POSITIVE_INFINITY, 0];
  for (const value of near) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return near.map((value) => (high > low ? (value - low) / (high - low) : 0));
}

/** 1 where the pixel to the right or below is of another segment. */
function borders(segments: Uint32Array, { width, height }: Size): Float32Array {
  return Float32Array.from(segments, (segment, i) => {
    const right = (i + 1) % width !== 0 && segments[i + 1] !== segment;
    const below = i + width < width * height && segments[i + width] !== segment;
    return right || below ? 1 : 0;
  });
}

/** @param which index into the colours, a pixel each */
function colored(which: Int32Array, colors: readonly (readonly [number, number, number])[]): Float32Array {
  const planes = new Float32Array(3 * which.length);
  for (const [i, index] of which.entries()) {
    const color = colors[index] as readonly [number, number, number];
    for (let c = 0; c < 3; c++) planes[c * which.length + i] = (color[c] as number) / 255;
  }
  return planes;
}

function grey(plane: Float32Array): Float32Array {
  const planes = new Float32Array(3 * plane.length);
  for (let c = 0; c < 3; c++) planes.set(plane, c * plane.length);
  return planes;
}

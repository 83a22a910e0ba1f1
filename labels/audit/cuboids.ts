/** 3-D boxes against masks and depth. */

import type { Cuboid, FrameAnnotations, ObjectAnnotation, PixelBox } from '#contracts/label';
import { depthOf, project } from '#core/lens';
import { norm, rotate, scale, sub, transformPoint, type Vec3 } from '#core/pose';
import type { FrameCase, Invariant } from './frame-case.js';
import { hullOf, outsideHull } from './hull.js';
import { seen, show } from './masks.js';
import { runsOf } from './runs.js';

/** Rasterised silhouettes may reach this far beyond an exact outline, px. */
const SILHOUETTE = 1.01;
/** What float32 depth and rasterised edges may differ by: m, and share of the distance. */
const DEPTH_M = 0.02;
const DEPTH_SHARE = 2e-3;

/**
 * Rasterisers work in fixed steps of a pixel's part: of a triangle seen on its edge, thinner than a step, a pixel may be drawn beside its outline or at a
 * depth between its ends. So many of a body's pixels, and one of any, may be such.
 */
const SLIVERS = 0.005;
function slivers(visible: number): number {
  return Math.max(1, SLIVERS * visible);
}

export const looseBox: Invariant = {
  code: 'NA06',
  title: 'loose box holds the tight box',
  about: 'The box round the whole body holds the box round what is visible, to a pixel of the rasterised silhouette.',
  *check(frame) {
    for (const [object] of seen(frame))
      if (!contains(object.amodalBox, object.box))
        yield { object: object.id, detail: `loose ${show(object.amodalBox)}, tight ${show(object.box)}` };
  },
};

export const amodalMask: Invariant = {
  code: 'NA07',
  title: 'amodal mask holds the visible mask',
  about:
    'Every visible pixel of a body lies in its amodal mask or beside it (a pixel of the silhouette), but for one or one in 200 on slivers; its area is at most the stated count.',
  *check(frame) {
    const { instance, width } = frame.layers;
    for (const [object] of seen(frame)) {
      const mask = runsOf(object.amodalMask);
      let stray = 0;
      const { x, y, width: w, height: h } = object.box;
      for (let row = y; row < y + h; row++)
        for (let column = x; column < x + w; column++)
          if (instance[row * width + column] === object.track && !mask.near(column, row)) stray++;
      if (stray > slivers(object.visiblePixels))
        yield { object: object.id, detail: `${stray} visible pixels lie outside its amodal mask` };
      else if (mask.area > object.amodalPixels)
        yield { object: object.id, detail: `the amodal mask has ${mask.area} pixels, ${object.amodalPixels} are stated` };
    }
  },
};

export const cuboidHolds: Invariant = {
  code: 'NA08',
  title: "the 3-D box's projection holds the amodal mask",
  about:
    'The projected box, its edges bent by the lens, holds the amodal mask to a pixel. Not checked where the box reaches behind the camera.',
  *check({ annotations, lens }) {
    const { near } = annotations.view;
    const sway = swayOf(annotations);
    for (const object of annotations.objects) {
      const corners = edgePoints(object.cuboidInCamera);
      const projected = corners.map((point) => (point[2] > near ? project(lens, point) : undefined));
      if (projected.some((point) => point === undefined)) continue;
      const hull = hullOf(projected as [number, number][]);
      const mask = runsOf(object.amodalMask);
      let worst = 0;
      for (const [left, right, row] of mask.rows()) {
        worst = Math.max(worst, outsideHull(hull, [left + 0.5, row + 0.5]), outsideHull(hull, [right - 0.5, row + 0.5]));
      }
      const slack =
        SILHOUETTE + (lens.fx * sway(object)) / Math.max(near, object.distance - norm(object.cuboidInCamera.size) / 2);
      if (worst > slack)
        yield { object: object.id, detail: `its mask reaches ${worst.toFixed(1)} px out of the projected box` };
    }
  },
};

export const depthInCuboid: Invariant = {
  code: 'NA09',
  title: 'depth under a mask lies within its 3-D box',
  about:
    'Every pixel of a body lies between the nearest and the farthest point of its box, but for one or one in 200 on slivers.',
  *check(frame) {
    const { instance, depth, width } = frame.layers;
    const sway = swayOf(frame.annotations);
    for (const [object] of seen(frame)) {
      const [near, far] = depthInterval(object, frame);
      const slack = DEPTH_M + DEPTH_SHARE * far + sway(object);
      let [low, high, outside] = [Infinity, 0, 0];
      const { x, y, width: w, height: h } = object.box;
      for (let row = y; row < y + h; row++) {
        for (let i = row * width + x, end = i + w; i < end; i++) {
          if (instance[i] !== object.track) continue;
          const d = depth[i] as number;
          if (d < low) low = d;
          if (d > high) high = d;
          if (d < near - slack || d > far + slack) outside++;
        }
      }
      if (outside > slivers(object.visiblePixels))
        yield {
          object: object.id,
          detail: `depth ${low.toFixed(2)} to ${high.toFixed(2)} m, its box ${near.toFixed(2)} to ${far.toFixed(2)} m; ${outside} pixels lie outside`,
        };
    }
  },
};

/**
 * Boxes are of the picture's middle; rows of a rolling shutter see a body up to half the readout earlier or later. How far it and the camera
 * move against each other meanwhile, m, at the body's distance; 0 where all rows are taken at once.
 */
function swayOf({ slices, view, timeNs }: FrameAnnotations): (object: ObjectAnnotation) => number {
  if (slices === undefined) return () => 0;
  const ends = [slices[0], slices.at(-1)].flatMap((slice) => (slice === undefined ? [] : [slice]));
  return ({ velocity, distance }) =>
    Math.max(
      ...ends.map(({ timeNs: at, worldFromCamera: { position, orientation } }) => {
        const seconds = Math.abs(at - timeNs) / 1e9;
        const shift = sub(position, view.worldFromCamera.position);
        const turned = sub(rotate(orientation, [0, 0, 1]), rotate(view.worldFromCamera.orientation, [0, 0, 1]));
        return (
          norm(sub(scale(velocity, seconds * (at < timeNs ? -1 : 1)), shift)) + norm(turned) * distance + LIMB_SPEED * seconds
        );
      }),
    );
}
/** Limbs may move this much faster than their body, m/s. */
const LIMB_SPEED = 8;

/** Depths, as the lens's layer has them, between which the box lies. */
function depthInterval({ cuboidInCamera }: ObjectAnnotation, { lens }: FrameCase): readonly [near: number, far: number] {
  const depths = cornersOf(cuboidInCamera).map((corner) => depthOf(lens, corner));
  const far = Math.max(...depths);
  if (lens.model !== 'fisheye') return [Math.min(...depths), far];
  // The nearest point of a box to the eye may lie on a face: no farther than half a diagonal before its centre.
  return [Math.max(0, norm(cuboidInCamera.pose.position) - norm(cuboidInCamera.size) / 2), far];
}

function cornersOf({ pose, size }: Cuboid): Vec3[] {
  return SIGNS.map(([i, j, k]) => transformPoint(pose, [(i * size[0]) / 2, (j * size[1]) / 2, (k * size[2]) / 2]));
}
const SIGNS = [-1, 1].flatMap((i) => [-1, 1].flatMap((j) => [-1, 1].map((k): Vec3 => [i, j, k])));

const PIECES = 8;
/** Points along the twelve edges, ends among them. */
function edgePoints({ pose, size }: Cuboid): Vec3[] {
  const points: Vec3[] = [];
  for (let axis = 0; axis < 3; axis++) {
    for (const [a, b] of [
      [-1, -1],
      [-1, 1],
      [1, -1],
      [1, 1],
    ] as const) {
      for (let p = 0; p <= PIECES; p++) {
        const at = [0, 0, 0];
        at[axis] = (2 * p) / PIECES - 1;
        at[(axis + 1) % 3] = a;
        at[(axis + 2) % 3] = b;
        points.push(transformPoint(pose, at.map((t, n) => (t * (size[n] as number)) / 2) as unknown as Vec3));
      }
    }
  }
  return points;
}

function contains(outer: PixelBox, inner: PixelBox): boolean {
  const s = SILHOUETTE;
  return (
    inner.x >= outer.x - s &&
    inner.y >= outer.y - s &&
    inner.x + inner.width <= outer.x + outer.width + s &&
    inner.y + inner.height <= outer.y + outer.height + s
  );
}

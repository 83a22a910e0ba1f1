/** Rows of label_2 and label_02. Frame: rectified camera (x right, y down, z forward), m, rad; boxes in the pixels of P2. */
import type { Intrinsics } from '#contracts/camera';
import type { FrameAnnotations, ObjectAnnotation, Ontology, PixelBox } from '#contracts/label';
import { atan2, clamp, PI, wrapAngle } from '#core/math';
import { add, rotate } from '#core/pose';
import { PIXEL_CENTRE } from './calib.js';
import { fixed } from './text.js';

/** Hidden share below which an object counts as fully visible (0), partly occluded (1); largely occluded (2) from there on. */
export const OCCLUSION_LIMITS = [0.1, 0.5] as const;
/** Share outside the picture up to which an object is not (0), partly (1), otherwise largely (2) truncated: the benchmark's easy and hard. */
export const TRUNCATION_LIMITS = [0.15, 0.5] as const;

/** 15 columns an object; the truncation is a share. */
export function objectRows(ontology: Ontology, { objects, view }: FrameAnnotations): string {
  return rows(objects, (object) => {
    const corners = cornersIn(view.intrinsics, object.box);
    const name = typeOf(ontology, object);
    if (name === undefined) return `DontCare -1 -1 ${unknown(corners)}`;
    return `${name} ${fixed(object.truncation, 2)} ${occlusionLevel(object)} ${geometry(object, corners)}`;
  });
}

/** 17 columns an object: frame and track first; the truncation is a level. */
export function trackingRows(ontology: Ontology, { objects, frame, view }: FrameAnnotations): string {
  return rows(objects, (object) => {
    const corners = cornersIn(view.intrinsics, object.box);
    const name = typeOf(ontology, object);
    if (name === undefined) return `${frame} -1 DontCare -1 -1 ${unknown(corners)}`;
    return `${frame} ${object.track} ${name} ${truncationLevel(object)} ${occlusionLevel(object)} ${geometry(object, corners)}`;
  });
}

function rows(objects: readonly ObjectAnnotation[], row: (object: ObjectAnnotation) => string): string {
  return objects.map((object) => `${row(object)}\n`).join('');
}

/** Undefined for what is not to be scored: hidden by fog or night, or of no class that KITTI knows. */
function typeOf(ontology: Ontology, object: ObjectAnnotation): string | undefined {
  return object.contrast.detectable ? ontology.classes.find(({ id }) => id === object.class)?.kitti : undefined;
}
function occlusionLevel({ occlusion }: ObjectAnnotation): number {
  return OCCLUSION_LIMITS.filter((limit) => occlusion >= limit).length;
}
function truncationLevel({ truncation }: ObjectAnnotation): number {
  return TRUNCATION_LIMITS.filter((limit) => truncation > limit).length;
}

/** alpha, box, height, width, length, location, ry */
function geometry({ cuboidInCamera }: ObjectAnnotation, corners: string): string {
  const { pose, size } = cuboidInCamera;
  const [length, width, height] = size;
  const [x, y, z] = add(pose.position, rotate(pose.orientation, [0, 0, -height / 2]));
  const forward = rotate(pose.orientation, [1, 0, 0]);
  // About y, which points down: (cos ry, 0, -sin ry) is where the body's x axis points.
  const ry = atan2(-forward[2], forward[0]);
  const alpha = wrapAngle(ry - atan2(x, z));
  const sizes = [height, width, length].map((value) => fixed(value, 4));
  const place = [x, y, z].map((value) => fixed(value, 4));
  return `${angle(alpha)} ${corners} ${sizes.join(' ')} ${place.join(' ')} ${angle(ry)}`;
}
/** Four decimals that do not go beyond pi: strict readers want -pi to pi. */
const LARGEST_ANGLE = Math.floor(PI * 1e4) / 1e4;
function angle(radians: number): string {
  return fixed(clamp(radians, -LARGEST_ANGLE, LARGEST_ANGLE), 4);
}
function unknown(corners: string): string {
  return `-10 ${corners} -1 -1 -1 -1000 -1000 -1000 -10`;
}
/**
 * Outer edges of the pixels that are seen, in pixels of P2, kept between the centres of the picture's first and last as in KITTI's own labels.
 * Readers take right - left as the width, so edges at centres would leave what is one pixel wide no area: no tracker could match it.
 */
function cornersIn(picture: Intrinsics, { x, y, width, height }: PixelBox): string {
  const between = (edge: number, size: number) => clamp(edge - PIXEL_CENTRE, 0, size - 1);
  const [left, right] = [x, x + width].map((edge) => between(edge, picture.width)) as [number, number];
  const [top, bottom] = [y, y + height].map((edge) => between(edge, picture.height)) as [number, number];
  return [left, top, right, bottom].map((value) => fixed(value, 2)).join(' ');
}

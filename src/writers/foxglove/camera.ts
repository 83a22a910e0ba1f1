/** A camera's messages: the picture, how it is projected, and the labels as drawings on it. */

import { PointsAnnotationType } from '@foxglove/schemas';
import type { Intrinsics } from '#contracts/camera';
import type { FrameAnnotations, ObjectAnnotation, PixelBox } from '#contracts/label';
import type { DatasetDefinition } from '#contracts/writer';
import { type MessageInit, stampOf } from './messages.js';
import { colourOf } from './scene.js';

/** A picture as it is sent: a file's bytes, and of which kind. */
export interface EncodedPicture {
  readonly format: 'png' | 'jpeg';
  readonly data: Uint8Array;
}

export function pictureMessage(
  timeNs: number,
  frameId: string,
  { data, format }: EncodedPicture,
): MessageInit<'CompressedImage'> {
  return { timestamp: stampOf(timeNs), frameId, data, format };
}

/** OpenCV counts from the first pixel's centre, nearmiss from its corner: half a pixel between the principal points. */
export function calibration(timeNs: number, frameId: string, intrinsics: Intrinsics): MessageInit<'CameraCalibration'> {
  const { width, height, fx, fy } = intrinsics;
  const [cx, cy] = [intrinsics.cx - 0.5, intrinsics.cy - 0.5];
  return {
    timestamp: stampOf(timeNs),
    frameId,
    width,
    height,
    ...distortion(intrinsics.lens),
    K: [fx, 0, cx, 0, fy, cy, 0, 0, 1],
    R: [1, 0, 0, 0, 1, 0, 0, 0, 1],
    P: [fx, 0, cx, 0, 0, fy, cy, 0, 0, 0, 1, 0],
  };
}

/** Coefficients in OpenCV's order, by the names that Foxglove gives the models. */
function distortion(lens: Intrinsics['lens']): { readonly distortionModel: string; readonly D: readonly number[] } {
  if (lens === undefined) return { distortionModel: 'plumb_bob', D: [0, 0, 0, 0, 0] };
  const { k1, k2, k3 } = lens;
  if (lens.model === 'fisheye') return { distortionModel: 'kannala_brandt', D: [k1, k2, k3, lens.k4] };
  const { p1, p2, k4, k5, k6 } = lens;
  if (k4 === undefined && k5 === undefined && k6 === undefined)
    return { distortionModel: 'plumb_bob', D: [k1, k2, p1, p2, k3] };
  return { distortionModel: 'rational_polynomial', D: [k1, k2, p1, p2, k3, k4 ?? 0, k5 ?? 0, k6 ?? 0] };
}

export function drawings(definition: DatasetDefinition, labels: FrameAnnotations): MessageInit<'ImageAnnotations'> {
  const timestamp = stampOf(labels.timeNs);
  return {
    timestamp,
    points: labels.objects.map((object) => ({
      timestamp,
      type: PointsAnnotationType.LINE_LOOP,
      points: cornersOf(object.box),
      outlineColor: colourOf(definition, object.class, object.contrast.detectable ? 1 : 0.4),
      thickness: 1,
      metadata: metadataOf(object),
    })),
    texts: labels.objects.map((object) => ({
      timestamp,
      position: { x: object.box.x, y: object.box.y },
      text: object.id,
      fontSize: 10,
      textColor: { r: 1, g: 1, b: 1, a: 1 },
      backgroundColor: colourOf(definition, object.class, 0.6),
    })),
  };
}

function cornersOf({ x, y, width, height }: PixelBox) {
  return [
    { x, y },
    { x: x + width, y },
    { x: x + width, y: y + height },
    { x, y: y + height },
  ];
}

function metadataOf(object: ObjectAnnotation) {
  const { id, track, occlusion, truncation, distance, contrast } = object;
  const values = { id, class: object.class, track, occlusion, truncation, distance, contrast: contrast.value };
  return Object.entries(values).map(([key, value]) => ({ key, value: String(value) }));
}

/** One object of a frame as a COCO instance annotation; ids are given on merging. */
import type { FrameAnnotations, ObjectAnnotation, PixelBox } from '#contracts/label';
import type { DatasetDefinition } from '#contracts/writer';
import type { Json } from '#core/hash';
import { type InstanceMask, instanceMasks } from './rle.js';

export interface FrameSize {
  readonly width: number;
  readonly height: number;
}

/** Objects of classes that are things; what belongs to no class is no category either. @throws Error when one has no pixel: a label without pixels is a bug. */
export function instanceAnnotations(
  definition: DatasetDefinition,
  annotations: FrameAnnotations,
  instance: Uint16Array,
  { width, height }: FrameSize,
): readonly { readonly [key: string]: Json }[] {
  const masks = instanceMasks(instance, width, height);
  const categoryIds = new Map(definition.ontology.classes.filter(({ thing }) => thing).map(({ id, index }) => [id, index]));
  const scored = annotations.objects.filter((object) => categoryIds.has(object.class));
  return scored.map((object) => {
    const mask = masks.get(object.track);
    if (mask === undefined)
      throw new Error(`${object.id} is labelled in ${annotations.sensor} ${annotations.frame} but covers no pixel`);
    return {
      // Their places, so that members stay in order when the merge knows them.
      id: 0,
      image_id: 0,
      category_id: categoryIds.get(object.class) as number,
      bbox: boxOf(object.box),
      area: mask.area,
      segmentation: segmentationOf(mask),
      iscrowd: object.contrast.detectable ? 0 : 1,
      ...keypointsOf(definition, object),
      track_id: object.track,
      amodal_bbox: boxOf(object.amodalBox),
      amodal_area: object.amodalPixels,
      occlusion: object.occlusion,
      truncation: object.truncation,
      distance: object.distance,
      velocity: object.velocity,
      contrast: { ...object.contrast },
      contacts: object.contacts,
    };
  });
}

function segmentationOf(mask: InstanceMask): Json {
  return { size: mask.rle.size, counts: mask.rle.counts };
}
function boxOf(box: PixelBox): readonly number[] {
  return [box.x, box.y, box.width, box.height];
}

/** x, y, v a point in the category's order; 0, 0, 0 where the point isn't in the picture. */
function keypointsOf(definition: DatasetDefinition, object: ObjectAnnotation): { readonly [key: string]: Json } {
  const names = definition.keypoints[object.class]?.names;
  if (names === undefined) return {};
  const byName = new Map((object.keypoints ?? []).map((point) => [point.name, point]));
  const points = names.map((name) => byName.get(name));
  const triples = points.flatMap((point) =>
    point === undefined || point.visibility === 0 ? [0, 0, 0] : [point.x, point.y, point.visibility],
  );
  return { keypoints: triples, num_keypoints: points.filter((point) => (point?.visibility ?? 0) > 0).length };
}

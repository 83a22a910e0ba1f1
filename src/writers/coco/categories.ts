/** COCO categories are the ontology's classes; ids are semantic ids, so they agree over all files. */
import type { OntologyClass } from '#contracts/label';
import type { DatasetDefinition } from '#contracts/writer';
import type { Json } from '#core/hash';

/** For instances and keypoints: things only. Skeletons count from 1 here. */
export function thingCategories(definition: DatasetDefinition): readonly Json[] {
  return definition.ontology.classes
    .filter((entry) => entry.thing)
    .map((entry) => {
      const points = definition.keypoints[entry.id];
      if (points === undefined) return common(entry);
      return { ...common(entry), keypoints: points.names, skeleton: points.skeleton.map(([a, b]) => [a + 1, b + 1]) };
    });
}

/** For panoptic: things and stuff; 0 (unlabeled) is void there and no category. */
export function panopticCategories(definition: DatasetDefinition): readonly Json[] {
  return definition.ontology.classes
    .filter((entry) => entry.index !== 0)
    .map((entry) => ({ ...common(entry), isthing: entry.thing ? 1 : 0, color: entry.color }));
}

function common(entry: OntologyClass) {
  return {
    id: entry.index,
    name: entry.id,
    supercategory: entry.thing ? 'thing' : 'stuff',
    ...(entry.coco === undefined ? {} : { coco: { id: entry.coco.id, name: entry.coco.name } }),
  };
}

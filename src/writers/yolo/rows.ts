/** Rows of a label file: class, then numbers from 0 to 1 in shares of the picture's width and height. */
import type { ObjectAnnotation } from '#contracts/label';
import type { DatasetDefinition, FrameRecord } from '#contracts/writer';
import { outerRings, ringArea } from './outline.js';
import { joined, simplified } from './simplify.js';

export interface Task {
  /** Name of writer and folder. */
  readonly name: 'yolo' | 'yolo-seg' | 'yolo-pose';
  readonly about: string;
  /** Names of the classes; a class's number is its place. */
  classes(definition: DatasetDefinition): readonly string[];
  /** What follows the class's number. */
  row(object: ObjectAnnotation, record: FrameRecord, definition: DatasetDefinition): readonly string[];
}

/** Outlines may leave the pixels' edges by this much, px: no pixel's middle changes sides. */
const TOLERANCE = 0.5;
/** Parts of a mask below this share of it are left out. */
const SMALLEST_PART = 0.01;

export const detection: Task = {
  name: 'yolo',
  about: 'yolo/: pictures, boxes of visible pixels and data.yaml, as Ultralytics reads them',
  classes: things,
  row: ({ box }, { layers }) => boxOf(box, layers),
};

export const segmentation: Task = {
  name: 'yolo-seg',
  about: 'yolo-seg/: the same with an outline for each object',
  classes: things,
  row({ id, track, box }, { layers }) {
    const { instance, width, height } = layers;
    if (instance === undefined) throw new TypeError('outlines need the instance layer');
    const rings = outerRings(instance, width, track, box);
    const total = rings.reduce((sum, ring) => sum + ringArea(ring), 0);
    if (total === 0) throw new Error(`${id} is labelled but covers no pixel`);
    const large = rings.filter((ring) => ringArea(ring) >= SMALLEST_PART * total);
    return joined(large.map((ring) => simplified(ring, TOLERANCE))).flatMap(([x, y]) => [share(x, width), share(y, height)]);
  },
};

export const pose: Task = {
  name: 'yolo-pose',
  about: "yolo-pose/: the same for people, with COCO's keypoints",
  classes: (definition) => (definition.keypoints[PERSON] === undefined ? [] : [PERSON]),
  row({ box, keypoints = [] }, { layers }, definition) {
    const { width, height } = layers;
    const byName = new Map(keypoints.map((point) => [point.name, point]));
    const points = keypointNames(definition).flatMap((name) => {
      const point = byName.get(name);
      if (point === undefined || point.visibility === 0) return ['0', '0', '0'];
      return [share(point.x, width), share(point.y, height), String(point.visibility)];
    });
    return [...boxOf(box, layers), ...points];
  },
};

/** All classes of a pose dataset share one list of points, so it holds one class. */
const PERSON = 'person';
export function keypointNames(definition: DatasetDefinition): readonly string[] {
  return definition.keypoints[PERSON]?.names ?? [];
}

function things({ ontology }: DatasetDefinition): readonly string[] {
  return ontology.classes.filter(({ thing }) => thing).map(({ id }) => id);
}

function boxOf(
  { x, y, width, height }: ObjectAnnotation['box'],
  picture: { width: number; height: number },
): readonly string[] {
  return [
    share(x + width / 2, picture.width),
    share(y + height / 2, picture.height),
    share(width, picture.width),
    share(height, picture.height),
  ];
}

/** Six decimals: below a hundredth of a pixel in any picture. */
function share(px: number, whole: number): string {
  return (px / whole).toFixed(6);
}

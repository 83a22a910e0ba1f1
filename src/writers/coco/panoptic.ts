/** A frame as COCO panoptic segments: things by instance, stuff by class; ids in the PNG are R + 256 G + 65536 B, 0 is void. */
import type { FrameAnnotations } from '#contracts/label';
import type { DatasetDefinition } from '#contracts/writer';
import type { Json } from '#core/hash';
import type { FrameSize } from './instances.js';

/** Added to a stuff class's id, so that it never meets an instance id (at most 65535). */
const STUFF_BASE = 65536;

/** The ontology's class of what has none. */
const NAMELESS = 'unlabeled';

interface Segment {
  readonly id: number;
  area: number;
  left: number;
  top: number;
  right: number;
  bottom: number;
}

interface Ids extends FrameSize {
  readonly instance: Uint16Array;
  readonly semantic: Uint8Array;
}

/**
 * @param rgb where ids are painted: three bytes a pixel, all of them written @returns segments
 * What belongs to no class is void. @throws Error when a pixel's instance has no label: a body in the picture without a label is a bug.
 */
export function panopticFrame(
  definition: DatasetDefinition,
  annotations: FrameAnnotations,
  { instance: instances, semantic, width, height }: Ids,
  rgb: Uint8Array,
): readonly Json[] {
  const segments = new Map<number, Segment>();
  const nameless = new Set(annotations.objects.filter((object) => object.class === NAMELESS).map(({ track }) => track));
  let current: Segment | undefined;
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const instance = instances[i] as number;
      const id = idOf(instance, semantic[i] as number, nameless);
      rgb[3 * i] = id;
      rgb[3 * i + 1] = id >> 8;
      rgb[3 * i + 2] = id >> 16;
      if (id === 0) continue;
      if (current?.id !== id) current = segmentOf(segments, id, x, y);
      current.area++;
      if (x < current.left) current.left = x;
      if (x > current.right) current.right = x;
      current.bottom = y;
    }
  }
  return describe(definition, annotations, segments);
}

function idOf(instance: number, semantic: number, nameless: ReadonlySet<number>): number {
  if (instance !== 0) return nameless.has(instance) ? 0 : instance;
  return semantic === 0 ? 0 : STUFF_BASE + semantic;
}

function segmentOf(segments: Map<number, Segment>, id: number, x: number, y: number): Segment {
  const known = segments.get(id);
  if (known !== undefined) return known;
  const fresh: Segment = { id, area: 0, left: x, top: y, right: x, bottom: y };
  segments.set(id, fresh);
  return fresh;
}

function describe(
  definition: DatasetDefinition,
  annotations: FrameAnnotations,
  segments: Map<number, Segment>,
): readonly Json[] {
  const classes = new Map(definition.ontology.classes.map((entry) => [entry.id, entry]));
  const byIndex = new Map(definition.ontology.classes.map((entry) => [entry.index, entry]));
  const objects = new Map(annotations.objects.map((object) => [object.track, object]));
  return [...segments.values()]
    .sort((a, b) => a.id - b.id)
    .map((segment) => {
      const object = objects.get(segment.id);
      const entry = object === undefined ? byIndex.get(segment.id - STUFF_BASE) : classes.get(object.class);
      if (entry === undefined) {
        throw new Error(
          `instance ${segment.id} covers ${segment.area} px of ${annotations.sensor} ${annotations.frame} but has no label`,
        );
      }
      /** Things without an instance (none are known) would be a crowd; so is what fog or night has hidden. */
      const crowd = object === undefined ? entry.thing : !object.contrast.detectable;
      return {
        id: segment.id,
        category_id: entry.index,
        area: segment.area,
        bbox: [segment.left, segment.top, segment.right - segment.left + 1, segment.bottom - segment.top + 1],
        iscrowd: crowd ? 1 : 0,
      };
    });
}

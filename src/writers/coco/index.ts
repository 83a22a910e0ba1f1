/** COCO: instances with masks and keypoints, and panoptic, as pycocotools and panopticapi read them. */
import type { DatasetDefinition, FrameRecord, Writer } from '#contracts/writer';
import type { Json } from '#core/hash';
import { memoryPool, withMemory } from '#core/memory-pool';
import { picturePng } from '../images/picture.js';
import { encodePng } from '../images/png.js';
import { frameName, layerPath } from '../paths.js';
import { panopticCategories, thingCategories } from './categories.js';
import { annotations, type CocoFrame, images, jsonWithLists, panopticAnnotations } from './fragment.js';
import { instanceAnnotations } from './instances.js';
import { panopticFrame } from './panoptic.js';

const LABEL_SOURCES = ['instance', 'semantic', 'depth'] as const;

export const coco: Writer = {
  name: 'coco',
  about: 'coco/instances.json (masks, boxes, keypoints) and coco/panoptic.json with its PNGs',

  open(definition, { sample }, sink) {
    const frames: CocoFrame[] = [];
    const memory = memoryPool();
    return {
      async frame(record) {
        const { annotations: labels, layers } = record;
        const { instance, semantic } = layers;
        if (instance === undefined || semantic === undefined)
          throw new TypeError('COCO needs the instance and semantic layers');
        const { width, height } = layers;
        const panopticFile = `${sample}/${labels.sensor}/${frameName(labels.frame)}.png`;
        const png = await withMemory(memory, 3 * width * height, (rgb) => {
          frames.push({
            image: imageOf(definition, record, panopticFile),
            annotations: instanceAnnotations(definition, labels, instance, layers),
            panopticFile,
            segments: panopticFrame(definition, labels, { instance, semantic, width, height }, rgb),
          });
          return encodePng({ width, height, channels: 3, samples: rgb }, memory);
        });
        await sink.put(`coco/panoptic/${panopticFile}`, png, LABEL_SOURCES);
        if (layers.rgb !== undefined && definition.layers.includes('rgb') && !definition.writers.includes('native')) {
          await sink.put(ownPicture(record), await picturePng(definition, record), ['rgb']);
        }
      },
      end: async () => [...frames].sort(bySensorAndFrame) as unknown as Json,
    };
  },

  async merge(definition, fragments, sink) {
    const head = { info: { description: definition.title, version: '1', contributor: 'nearmiss' }, licenses: [] };
    const instances = jsonWithLists(
      { ...head, categories: thingCategories(definition) },
      { images: () => images(fragments), annotations: () => annotations(fragments) },
    );
    await sink.put('coco/instances.json', instances, LABEL_SOURCES);
    const panoptic = jsonWithLists(
      { ...head, categories: panopticCategories(definition) },
      { images: () => images(fragments), annotations: () => panopticAnnotations(fragments) },
    );
    await sink.put('coco/panoptic.json', panoptic, LABEL_SOURCES);
  },
};

/** `file_name` is relative to the dataset's root. A dataset without colour refers to its panoptic picture. */
function imageOf(definition: DatasetDefinition, record: FrameRecord, panopticFile: string): CocoFrame['image'] {
  const { annotations: labels, layers, sample } = record;
  const native = layerPath(sample, labels.sensor, 'rgb', labels.frame, 'png');
  const colour = definition.writers.includes('native') ? native : ownPicture(record);
  return {
    // Its place, as in annotations.
    id: 0,
    file_name: definition.layers.includes('rgb') ? colour : `coco/panoptic/${panopticFile}`,
    width: layers.width,
    height: layers.height,
    sample,
    sensor: labels.sensor,
    frame: labels.frame,
    time_ns: labels.timeNs,
  };
}
function ownPicture({ sample, annotations: { sensor, frame } }: FrameRecord): string {
  return `coco/images/${sample}/${sensor}/${frameName(frame)}.png`;
}

/** Frames may be encoded out of order; the file must not tell. */
function bySensorAndFrame(a: CocoFrame, b: CocoFrame): number {
  return a.panopticFile < b.panopticFile ? -1 : 1;
}

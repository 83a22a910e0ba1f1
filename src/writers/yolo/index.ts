/** YOLO: pictures and a text file of labels each, train, val and test apart by sample. docs/formats/yolo.md has the conventions. */
import { stringify } from 'yaml';
import type { LayerName } from '#contracts/layers';
import type { DatasetDefinition, FrameRecord, Writer } from '#contracts/writer';
import type { Json } from '#core/hash';
import { picturePng, pictureSources } from '../images/picture.js';
import { frameName } from '../paths.js';
import { SPLITS, type Split, splitOf } from '../split.js';
import { detection, keypointNames, pose, segmentation, type Task } from './rows.js';

const LABEL_SOURCES: readonly LayerName[] = ['instance', 'semantic', 'depth'];

/** Pictures of a sample and where they went. */
interface Fragment {
  readonly split: Split;
  readonly pictures: number;
}

function writerOf(task: Task): Writer {
  return {
    name: task.name,
    about: task.about,

    open(definition, { sample, scenario }, sink) {
      const split = splitOf(scenario);
      const numbers = new Map(task.classes(definition).map((name, number) => [name, number]));
      let pictures = 0;
      return {
        async frame(record) {
          const { sensor, frame } = record.annotations;
          const name = `${split}/${sample}_${sensor}_${frameName(frame)}`;
          const picture = await picturePng(definition, record);
          await sink.put(`${task.name}/images/${name}.png`, picture, pictureSources(definition));
          await sink.put(`${task.name}/labels/${name}.txt`, labelsOf(task, definition, numbers, record), LABEL_SOURCES);
          pictures++;
        },
        async end(): Promise<Json> {
          return { split, pictures };
        },
      };
    },

    async merge(definition, fragments, sink) {
      const filled = new Set<Split>();
      for await (const { fragment } of fragments) {
        const { split, pictures } = fragment as unknown as Fragment;
        if (pictures > 0) filled.add(split);
      }
      await sink.put(`${task.name}/data.yaml`, dataYaml(task, definition, filled));
    },
  };
}

export const [yolo, yoloSeg, yoloPose] = [detection, segmentation, pose].map(writerOf) as [Writer, Writer, Writer];

/**
 * YOLO can't ignore what is there but can't be seen, so what fog or night has hidden has no label. Of two of one class with the same box
 * (a pixel each of two cars far off) readers drop one, so only the first is written.
 */
function labelsOf(
  task: Task,
  definition: DatasetDefinition,
  numbers: ReadonlyMap<string, number>,
  record: FrameRecord,
): string {
  const rows = new Map<string, string>();
  for (const object of record.annotations.objects) {
    const number = numbers.get(object.class);
    if (number === undefined || !object.contrast.detectable) continue;
    const key = [number, ...detection.row(object, record, definition)].join(' ');
    if (!rows.has(key)) rows.set(key, `${[number, ...task.row(object, record, definition)].join(' ')}\n`);
  }
  return [...rows.values()].join('');
}

/** Without `path`, readers take the file's own folder. Ultralytics insists on pictures for validation. */
function dataYaml(task: Task, definition: DatasetDefinition, filled: ReadonlySet<Split>): string {
  const folders = SPLITS.filter((split) => filled.has(split)).map((split) => [split, `images/${split}`] as const);
  const instead = filled.has('val') ? [] : [['val', folders[0]?.[1] ?? 'images/train'] as const];
  const warning = filled.has('val')
    ? ''
    : '# No sample fell to val: of ten draws in a row of a scenario one does. Until then val is another split: do not trust its scores.\n';
  const names = Object.fromEntries(task.classes(definition).map((name, number) => [number, name]));
  return `${warning}${stringify({ ...Object.fromEntries([...folders, ...instead]), names, ...poseOf(task, definition) })}`;
}

/** How many points, and which one each becomes when the picture is mirrored. */
function poseOf(task: Task, definition: DatasetDefinition): object {
  if (task !== pose) return {};
  const points = keypointNames(definition);
  const mirrored = (name: string): string =>
    name.startsWith('left_') ? name.replace('left_', 'right_') : name.replace(/^right_/, 'left_');
  const flip = points.map((name, i) => {
    const other = points.indexOf(mirrored(name));
    return other < 0 ? i : other;
  });
  return { kpt_shape: [points.length, 3], flip_idx: flip };
}

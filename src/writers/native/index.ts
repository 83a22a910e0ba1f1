/** nearmiss's own layout: a folder a sample and sensor, one file a layer and frame, JSON beside. */
import type { TRUTH_LAYERS } from '#contracts/layers';
import type { Writer } from '#contracts/writer';
import { canonicalJson, type Json } from '#core/hash';
import { memoryPool } from '#core/memory-pool';
import { picturePng } from '../images/picture.js';
import { annotationPath, layerPath } from '../paths.js';
import { LAYER_FILES } from './layers.js';
import { observationFiles } from './observations.js';
import { classTable, nativeReadme } from './readme.js';
import { putRepaint } from './repaint.js';

/** Labels are made from these layers. */
const LABEL_SOURCES = ['instance', 'semantic', 'depth'] as const satisfies readonly (typeof TRUTH_LAYERS)[number][];

export const native: Writer = {
  name: 'native',
  about: 'one file a layer and frame, JSON annotations beside them, documented in the dataset',

  open(definition, { sample, captures, observations: measured }, sink) {
    const memory = memoryPool();
    const observations = observationFiles(sample, sink);
    return {
      async frame(record) {
        const { layers } = record;
        const { repaint: _apart, ...annotations } = record.annotations;
        const { sensor, frame } = annotations;
        await sink.put(annotationPath(sample, sensor, frame), `${canonicalJson(annotations)}\n`, LABEL_SOURCES);
        await putRepaint(record, sink);
        await Promise.all(
          definition.layers.map(async (layer) => {
            const { extension, encode } = LAYER_FILES[layer];
            const file = layer === 'rgb' ? picturePng(definition, record) : encode(layers, memory);
            await sink.put(layerPath(sample, sensor, layer, frame, extension), await file, [layer]);
          }),
        );
      },
      observation: (record) => observations.put(record),
      async end(run) {
        await observations.end();
        await sink.put(
          `samples/${sample}/instants.json`,
          `${canonicalJson({ captures, observations: measured } as unknown as Json)}\n`,
        );
        await sink.put(`samples/${sample}/scenario.json`, `${canonicalJson(run.scenario)}\n`);
        await sink.put(`samples/${sample}/scene.json`, `${canonicalJson(run.scene)}\n`);
        await sink.put(`samples/${sample}/trace.json`, `${canonicalJson(run.trace)}\n`);
        await sink.put(`samples/${sample}/verdict.json`, `${canonicalJson(run.verdict)}\n`);
        return null;
      },
    };
  },

  async merge(definition, _fragments, sink) {
    await sink.put('classes.json', `${JSON.stringify(classTable(definition), null, 2)}\n`);
    await sink.put(
      'ontology.json',
      `${JSON.stringify({ ...definition.ontology, keypoints: definition.keypoints }, null, 2)}\n`,
    );
    await sink.put('README.md', nativeReadme(definition));
  },
};

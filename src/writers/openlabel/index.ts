/** ASAM OpenLABEL 1.0.0: one JSON file a sample, all cameras of it in one. */
import type { FrameAnnotations } from '#contracts/label';
import type { Observation } from '#contracts/observation';
import type { SampleStart, Writer } from '#contracts/writer';
import { canonicalJson, type Json } from '#core/hash';
import { eventsOf, objectsOf } from './elements.js';
import { cameraFrames } from './frames.js';
import { intervalsOf } from './intervals.js';
import { coordinateSystems, streams } from './rig.js';

const LABEL_SOURCES = ['instance', 'semantic', 'depth'] as const;

export const openlabel: Writer = {
  name: 'openlabel',
  about: 'openlabel/<sample>/openlabel.json: boxes, cuboids, keypoints, events and calibration as ASAM OpenLABEL 1.0.0',

  open(definition, start, sink) {
    const pictures: FrameAnnotations[] = [];
    const clouds: Observation[] = [];
    return {
      async frame({ annotations }) {
        pictures.push(annotations);
      },
      async observation({ observation }) {
        // What a frame refers to: columns are in other formats' files.
        if (observation.kind === 'lidar') clouds.push({ ...observation, columns: {} as never });
      },
      async end() {
        const frames = cameraFrames(definition, start, pictures, clouds);
        const content = {
          metadata: metadataOf(start),
          ontologies: { 0: { uri: '../ontology.json' } },
          coordinate_systems: coordinateSystems(start),
          streams: streams(start, pictures),
          frame_intervals: intervalsOf(frames.map(({ number }) => number)),
          objects: objectsOf(frames),
          events: eventsOf(frames),
          frames: Object.fromEntries(frames.map(({ number, json }) => [String(number), json])),
        };
        const path = `openlabel/${start.sample}/openlabel.json`;
        await sink.put(path, `${canonicalJson({ openlabel: content })}\n`, LABEL_SOURCES);
        return null;
      },
    };
  },

  async merge(definition, _fragments, sink) {
    await sink.put('openlabel/ontology.json', `${JSON.stringify(definition.ontology, null, 2)}\n`);
  },
};

function metadataOf({ sample, scenario }: SampleStart): Json {
  return {
    schema_version: '1.0.0',
    name: `${scenario.name} ${sample}`,
    annotator: 'nearmiss',
    comment: 'simulated; m, s, px from the corner of the picture',
  };
}

/** Point clouds for viewers and libraries: one file a turn, with everything that is known of a point. */
import type { Observation } from '#contracts/observation';
import type { Writer } from '#contracts/writer';
import { canonicalJson } from '#core/hash';
import { frameName } from '../paths.js';
import { encodePcd } from './pcd.js';
import { encodePly } from './ply.js';

export const pcd = cloudWriter(
  'pcd',
  'pcd/: one PCD file a turn of a lidar, points with ring, time, instance and class',
  encodePcd,
);
export const ply = cloudWriter(
  'ply',
  'ply/: one PLY file a turn of a lidar, points with ring, time, instance and class',
  encodePly,
);

function cloudWriter(name: string, about: string, encode: (observation: Observation) => Uint8Array | undefined): Writer {
  return {
    name,
    about,
    open(_definition, { sample }, sink) {
      const lines: string[] = [];
      return {
        async frame() {},
        async observation({ observation }) {
          const bytes = encode(observation);
          if (bytes === undefined) return;
          const { kind, sensor, index, timeNs, count, worldFromSensor, worldFromEgo } = observation;
          const file = `${sensor}/${frameName(index)}.${name}`;
          await sink.put(`${name}/${sample}/${file}`, bytes);
          lines.push(`${canonicalJson({ file, kind, sensor, index, timeNs, count, worldFromSensor, worldFromEgo })}\n`);
        },
        async end() {
          if (lines.length > 0) await sink.put(`${name}/${sample}/clouds.jsonl`, lines.join(''));
          return null;
        },
      };
    },
    async merge(definition, _fragments, sink) {
      const classes = Object.fromEntries(definition.ontology.classes.map(({ id, index }) => [String(index), id]));
      await sink.put(`${name}/classes.json`, `${JSON.stringify(classes, null, 2)}\n`);
    },
  };
}

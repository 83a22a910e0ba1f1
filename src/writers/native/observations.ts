/** What sensors other than cameras gave: a NumPy archive and JSON a table, one line of JSON a sample of values. */
import { type ObservationRecord, schemaOf } from '#contracts/observation';
import type { Sink } from '#contracts/writer';
import { canonicalJson, type Json } from '#core/hash';
import { encodeNpz } from '../arrays/npy.js';
import { observationArrays } from '../arrays/observation.js';
import { frameName } from '../paths.js';

export interface ObservationFiles {
  put(record: ObservationRecord): Promise<void>;
  end(): Promise<void>;
}

export function observationFiles(sample: string, sink: Sink): ObservationFiles {
  const lines = new Map<string, string[]>();
  return {
    async put({ observation, bodies }) {
      const { columns, sensor, index, ...head } = observation;
      const folder = `samples/${sample}/${sensor}`;
      if (Object.keys(columns).length === 0) {
        const kept = lines.get(sensor) ?? [];
        kept.push(canonicalJson({ sensor, index, ...head } as unknown as Json));
        lines.set(sensor, kept);
        return;
      }
      const { from } = schemaOf(observation.kind);
      await sink.put(`${folder}/${observation.kind}/${frameName(index)}.npz`, encodeNpz(observationArrays(observation)), from);
      const about = { sensor, index, ...head, bodies } as unknown as Json;
      await sink.put(`${folder}/${observation.kind}/${frameName(index)}.json`, `${canonicalJson(about)}\n`, from);
    },
    async end() {
      for (const [sensor, kept] of lines) await sink.put(`samples/${sample}/${sensor}/values.jsonl`, `${kept.join('\n')}\n`);
    },
  };
}

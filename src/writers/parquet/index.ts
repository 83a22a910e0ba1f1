/** Parquet: tables for DuckDB, pandas, polars and Spark. docs/formats/parquet.md has the conventions. */
import type { DatasetDefinition, Writer } from '#contracts/writer';
import { parquetFile } from './file.js';
import { frameRow, objectRow, type Row, sampleRow, TABLES, valuesRow } from './tables.js';

/** Labels are made from these layers. */
const LABEL_SOURCES = ['instance', 'semantic', 'depth'] as const;

type Rows = readonly Row[];
/** Rows of a sample by table. */
type Fragment = Readonly<Record<string, Rows>>;

interface Ordered {
  readonly sensor: string;
  readonly frame: number;
  readonly rows: Rows;
}

export const parquet: Writer = {
  name: 'parquet',
  about:
    'parquet/objects.parquet, frames, samples and one a kind of sensor that gives values: tables for DuckDB, pandas, polars',

  open(_definition, start) {
    const frames: Ordered[] = [];
    const objects: Ordered[] = [];
    const values = new Map<string, Row[]>();
    return {
      async frame({ annotations: labels }) {
        const { sensor, frame } = labels;
        frames.push({ sensor, frame, rows: [frameRow({ start, labels })] });
        const rows = labels.objects.map((object) => objectRow({ start, labels, object }));
        objects.push({ sensor, frame, rows });
      },
      async observation({ observation }) {
        const row = valuesRow({ start, observation });
        if (row === undefined) return;
        const rows = values.get(observation.kind) ?? [];
        rows.push(row);
        values.set(observation.kind, rows);
      },
      async end(facts) {
        const samples = [sampleRow({ start, facts })];
        return { samples, frames: inOrder(frames), objects: inOrder(objects), ...Object.fromEntries(values) };
      },
    };
  },

  async merge(_definition: DatasetDefinition, fragments, sink) {
    const used = new Set(['samples', 'frames', 'objects']);
    for await (const { fragment } of fragments) for (const name of Object.keys(fragment as Fragment)) used.add(name);
    for (const [name, table] of Object.entries(TABLES)) {
      if (!used.has(name)) continue;
      const rows = async function* () {
        for await (const { fragment } of fragments) yield* (fragment as Fragment)[name] ?? [];
      };
      await sink.put(`parquet/${name}.parquet`, parquetFile(table, rows()), LABEL_SOURCES);
    }
  },
};

/** Frames may be labelled out of order; the file must not tell. */
function inOrder(rows: readonly Ordered[]): Rows {
  const sorted = [...rows].sort((a, b) => (a.sensor < b.sensor ? -1 : a.sensor > b.sensor ? 1 : a.frame - b.frame));
  return sorted.flatMap((entry) => entry.rows);
}

/** A Parquet file from rows, in row groups, so that never more than one is in memory. Snappy, by hyparquet-writer: plain JavaScript, same bytes everywhere. */
import { type BasicType, ByteWriter, ParquetWriter, schemaFromColumnData } from 'hyparquet-writer';
import type { Json } from '#core/hash';
import type { Table } from './tables.js';

/** Rows of a group. */
const GROUP = 20_000;

/** The file piece by piece. @param rows values in the order of the columns */
export async function* parquetFile(
  table: Table,
  rows: AsyncIterable<readonly Json[]>,
  group = GROUP,
): AsyncIterable<Uint8Array> {
  const bytes = new ByteWriter();
  const schema = schemaFromColumnData({ columnData: columnsOf(table, []) });
  const about = Object.fromEntries(table.columns.map(({ name, about }) => [name, about]));
  const kvMetadata = [{ key: 'nearmiss', value: JSON.stringify({ about: table.about, columns: about }) }];
  const writer = new ParquetWriter({ writer: bytes, schema, createdBy: 'nearmiss', kvMetadata });
  let waiting: (readonly Json[])[] = [];
  const flush = async (): Promise<Uint8Array> => {
    await writer.write({ columnData: columnsOf(table, waiting), rowGroupSize: group });
    waiting = [];
    return taken(bytes);
  };
  for await (const row of rows) {
    waiting.push(row);
    if (waiting.length === group) yield await flush();
  }
  if (waiting.length > 0) yield await flush();
  await writer.finish();
  yield taken(bytes);
}

/** What has been written since the last time; offsets in the file go on. */
function taken(bytes: ByteWriter): Uint8Array {
  const piece = bytes.getBytes().slice();
  bytes.index = 0;
  return piece;
}

function columnsOf({ columns }: Table, rows: readonly (readonly Json[])[]) {
  return columns.map(({ name, type }, i) => ({
    name,
    type: type satisfies BasicType,
    nullable: type === 'JSON',
    data: rows.map((row) => (type === 'INT64' ? BigInt(row[i] as number) : row[i])),
  }));
}

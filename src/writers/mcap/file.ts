/** One MCAP file: chunks of a megabyte in zstd, indexed, with statistics. */
import zstd from '@foxglove/wasm-zstd';
import { McapWriter } from '@mcap/core';
import { unixNs } from '../epoch.js';
import type { Channel } from '../foxglove/channels.js';
import type { ByteStream } from '../sink/stream.js';

/** The fastest level: pictures are packed already, points hardly pack. The library is WebAssembly, so bytes are the same everywhere. */
const ZSTD_LEVEL = 1;

export interface Recorded {
  /** Index into the channels. */
  readonly rank: number;
  readonly timeNs: number;
  readonly data: Uint8Array;
}
export interface McapFile {
  write(message: Recorded): Promise<void>;
  close(): Promise<void>;
}

export async function openMcap(stream: ByteStream, channels: readonly Channel[]): Promise<McapFile> {
  await zstd.isLoaded;
  let position = 0n;
  const writer = new McapWriter({
    writable: {
      async write(bytes) {
        position += BigInt(bytes.length);
        // The writer uses its memory again as soon as this settles, the stream may keep it longer.
        await stream.write(bytes.slice());
      },
      position: () => position,
    },
    compressChunk: (chunk) => ({ compression: 'zstd', compressedData: zstd.compress(chunk, ZSTD_LEVEL) }),
  });
  await writer.start({ profile: '', library: 'nearmiss' });
  const ids = await register(writer, channels);
  const sequences = channels.map(() => 0);
  return {
    async write({ rank, timeNs, data }) {
      const time = unixNs(timeNs);
      const sequence = (sequences[rank] as number)++;
      await writer.addMessage({ channelId: ids[rank] as number, sequence, logTime: time, publishTime: time, data });
    },
    async close() {
      await writer.end();
      await stream.close();
    },
  };
}

async function register(writer: McapWriter, channels: readonly Channel[]): Promise<readonly number[]> {
  const schemas = new Map<string, number>();
  const ids: number[] = [];
  for (const { topic, type } of channels) {
    const { schemaName: name, schemaData: data } = type;
    const schemaId = schemas.get(name) ?? (await writer.registerSchema({ name, encoding: 'protobuf', data }));
    schemas.set(name, schemaId);
    ids.push(await writer.registerChannel({ topic, schemaId, messageEncoding: 'protobuf', metadata: new Map() }));
  }
  return ids;
}

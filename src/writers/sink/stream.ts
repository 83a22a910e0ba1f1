/** A file of the sink that is written bit by bit while the sample is being made. */
import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import type { LayerName } from '#contracts/layers';
import type { Sink } from '#contracts/writer';

export interface ByteStream {
  /** Waits while the sink is behind. @throws what the sink complained about */
  write(bytes: Uint8Array): Promise<void>;
  /** Resolves when the sink has all of it. */
  close(): Promise<void>;
  /** No file comes of it. */
  abandon(): Promise<void>;
}

export function openStream(sink: Sink, path: string, from: readonly LayerName[]): ByteStream {
  const pipe = new PassThrough();
  let failure: { readonly error: unknown } | undefined;
  const written = sink.put(path, pipe, from).catch((error: unknown) => {
    failure = { error };
  });
  const check = (): void => {
    if (failure !== undefined) throw failure.error;
  };
  return {
    async write(bytes) {
      check();
      if (!pipe.write(bytes)) await Promise.race([once(pipe, 'drain'), written]);
      check();
    },
    async close() {
      pipe.end();
      await written;
      check();
    },
    async abandon() {
      pipe.destroy(new Error(`${path} was given up`));
      await written;
    },
  };
}

/** A tar file (ustar) written member by member; no clock and no user in it. */
import { createTarPacker } from 'modern-tar';
import type { LayerName } from '#contracts/layers';
import type { Sink } from '#contracts/writer';

export interface TarFile {
  /** @throws what the sink complained about */
  add(name: string, bytes: Uint8Array): Promise<void>;
  /** Resolves when the sink has all of it. */
  close(): Promise<void>;
  /** No file comes of it. */
  abandon(): Promise<void>;
}

export function openTar(sink: Sink, path: string, from: readonly LayerName[]): TarFile {
  const { readable, controller } = createTarPacker();
  // Node iterates such streams; its types name them otherwise.
  const parts = readable as unknown as AsyncIterable<Uint8Array>;
  const written = sink.put(path, parts, from).then(
    () => undefined,
    (error: unknown) => ({ error }),
  );
  const check = async (): Promise<void> => {
    const failure = await written;
    if (failure !== undefined) throw failure.error;
  };
  return {
    async add(name, bytes) {
      try {
        const header = { name, size: bytes.length, type: 'file', mode: 0o644, uid: 0, gid: 0, mtime: new Date(0) } as const;
        const member = controller.add(header).getWriter();
        await member.write(bytes);
        await member.close();
      } catch (error) {
        // The stream only says that it was cut off; the sink knows why.
        await check();
        throw error;
      }
    },
    async close() {
      controller.finalize();
      await check();
    },
    async abandon() {
      controller.error(new Error(`${path} was given up`));
      await written;
    },
  };
}

/** What a member takes: a header and whole blocks of 512 bytes. */
export function memberBytes(bytes: Uint8Array): number {
  return 512 + 512 * Math.ceil(bytes.length / 512);
}

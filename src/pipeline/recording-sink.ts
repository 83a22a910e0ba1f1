/** A sink that notes size and SHA-256 of everything that passes, and whether its bytes are the same on every machine. */
import { createHash } from 'node:crypto';
import type { LayerName } from '#contracts/layers';
import type { Artefact, Sink, SinkContent } from '#contracts/writer';

export interface RecordingSink extends Sink {
  /** Sorted by path. */
  artefacts(): readonly Artefact[];
  /** ms spent in the sink below, hashing included. */
  readonly writeMs: () => number;
}

export function recordingSink(below: Sink, portableLayers: readonly LayerName[], now: () => number): RecordingSink {
  const artefacts = new Map<string, Artefact>();
  let spent = 0;
  return {
    async put(path, content, from = []) {
      if (artefacts.has(path)) throw new Error(`two files want to be ${path}`);
      const start = now();
      const meter = measured(content);
      await below.put(path, meter.content, from);
      const portable = from.every((layer) => portableLayers.includes(layer));
      artefacts.set(path, { path, ...meter.result(), portable });
      spent += now() - start;
    },
    artefacts: () => [...artefacts.values()].sort((a, b) => (a.path < b.path ? -1 : 1)),
    writeMs: () => spent,
  };
}

function measured(content: SinkContent): { content: SinkContent; result(): { bytes: number; sha256: string } } {
  const hash = createHash('sha256');
  let bytes = 0;
  const add = (part: Uint8Array | string): void => {
    hash.update(part);
    bytes += typeof part === 'string' ? Buffer.byteLength(part) : part.length;
  };
  const result = () => ({ bytes, sha256: hash.digest('hex') });
  if (typeof content === 'string' || content instanceof Uint8Array) {
    add(content);
    return { content, result };
  }
  async function* passing(parts: AsyncIterable<string>): AsyncIterable<string> {
    for await (const part of parts) {
      add(part);
      yield part;
    }
  }
  return { content: passing(content), result };
}

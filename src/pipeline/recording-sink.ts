/** A sink that notes size and SHA-256 of everything that passes, and whether its bytes are the same on every machine. */
import { createHash } from 'node:crypto';
import type { LayerName } from '#contracts/layers';
import type { Artefact, Sink, SinkContent } from '#contracts/writer';
import { busyClock } from './timing.js';

export interface RecordingSink extends Sink {
  /** Sorted by path. */
  artefacts(): readonly Artefact[];
  /** ms during which something was being written. */
  readonly writeMs: () => number;
}

export function recordingSink(below: Sink, portableLayers: readonly LayerName[], now: () => number): RecordingSink {
  const artefacts = new Map<string, Artefact>();
  const busy = busyClock(now);
  return {
    async put(path, content, from = []) {
      if (artefacts.has(path)) throw new Error(`two files want to be ${path}`);
      const meter = measured(content);
      await busy.run(() => below.put(path, meter.content, from));
      const portable = from.every((layer) => portableLayers.includes(layer));
      artefacts.set(path, { path, ...meter.result(), portable });
    },
    artefacts: () => [...artefacts.values()].sort((a, b) => (a.path < b.path ? -1 : 1)),
    writeMs: busy.ms,
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

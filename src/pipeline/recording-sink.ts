/** A sink that notes size and SHA-256 of everything that passes, and whether its bytes are the same on every machine. */
import { createHash } from 'node:crypto';
import type { LayerName } from '#contracts/layers';
import type { Artefact, Sink, SinkContent } from '#contracts/writer';
import { type BusyClock, busyClock } from './timing.js';

export interface RecordingSink extends Sink {
  /** Sorted by path. */
  artefacts(): readonly Artefact[];
  /** ms during which something was being written. */
  readonly writeMs: () => number;
}

/** @param onPut told of each file before it is handed on */
export function recordingSink(
  below: Sink,
  portableLayers: readonly LayerName[],
  now: () => number,
  onPut?: () => void,
): RecordingSink {
  const artefacts = new Map<string, Artefact>();
  const busy = busyClock(now);
  return {
    async put(path, content, from = []) {
      if (artefacts.has(path)) throw new Error(`two files want to be ${path}`);
      onPut?.();
      const meter = measured(content, busy);
      await meter.put((measuredContent) => below.put(path, measuredContent, from));
      const portable = from.every((layer) => portableLayers.includes(layer));
      artefacts.set(path, { path, ...meter.result(), portable });
    },
    artefacts: () => [...artefacts.values()].sort((a, b) => (a.path < b.path ? -1 : 1)),
    writeMs: busy.ms,
  };
}

interface Meter {
  put(below: (content: SinkContent) => Promise<void>): Promise<void>;
  result(): { readonly bytes: number; readonly sha256: string };
}

/** Of a file in parts only the time counts that the sink spends on each, not the wait for the next. */
function measured(content: SinkContent, busy: BusyClock): Meter {
  const hash = createHash('sha256');
  let bytes = 0;
  const add = (part: Uint8Array | string): void => {
    hash.update(part);
    bytes += typeof part === 'string' ? Buffer.byteLength(part) : part.length;
  };
  const result = () => ({ bytes, sha256: hash.digest('hex') });
  if (typeof content === 'string' || content instanceof Uint8Array) {
    add(content);
    return { put: (below) => busy.run(() => below(content)), result };
  }
  async function* passing(parts: AsyncIterable<Uint8Array | string>): AsyncIterable<Uint8Array | string> {
    for await (const part of parts) {
      add(part);
      const end = busy.begin();
      try {
        yield part;
      } finally {
        end();
      }
    }
  }
  return { put: (below) => below(passing(content)), result };
}

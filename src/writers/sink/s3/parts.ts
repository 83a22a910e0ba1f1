/** Content of any kind in parts of one size, as an object store wants it. */
import type { SinkContent } from '#contracts/writer';

/** What a part begins with, doubled as it fills: most files are short. */
const FIRST_BYTES = 1 << 16;

/** Each of `size` bytes, the last of 1 to `size`; none of empty content. Holds one part at a time. */
export async function* inParts(content: SinkContent, size: number): AsyncIterable<Uint8Array> {
  let part = Buffer.allocUnsafeSlow(Math.min(FIRST_BYTES, size));
  let filled = 0;
  for await (const piece of piecesOf(content)) {
    for (let at = 0; at < piece.length; ) {
      if (filled === part.length) part = grown(part, size);
      const taken = piece.subarray(at, at + part.length - filled);
      part.set(taken, filled);
      filled += taken.length;
      at += taken.length;
      if (filled < size) continue;
      yield part;
      part = Buffer.allocUnsafeSlow(size);
      filled = 0;
    }
  }
  if (filled > 0) yield part.subarray(0, filled);
}

function grown(part: Uint8Array, most: number): Buffer<ArrayBuffer> {
  const larger = Buffer.allocUnsafeSlow(Math.min(2 * part.length, most));
  larger.set(part);
  return larger;
}

async function* piecesOf(content: SinkContent): AsyncIterable<Uint8Array> {
  if (typeof content === 'string') yield Buffer.from(content);
  else if (content instanceof Uint8Array) yield content;
  else for await (const piece of content) yield typeof piece === 'string' ? Buffer.from(piece) : piece;
}

/** As many at a time as said; the first failure ends it, once those under way have settled. */
export async function inParallel<T>(items: readonly T[], most: number, work: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items];
  const hands = Array.from({ length: Math.min(most, waiting.length) }, async () => {
    try {
      for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
    } catch (error) {
      waiting.length = 0;
      throw error;
    }
  });
  const failed = (await Promise.allSettled(hands)).find((hand) => hand.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}

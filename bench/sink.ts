/** Where bytes are counted and nothing is kept. */
import type { Sink } from '#contracts/writer';

export function countingSink(): Sink & { bytes(): number } {
  let bytes = 0;
  return {
    async put(_path, content) {
      if (typeof content === 'string' || content instanceof Uint8Array) bytes += content.length;
      else for await (const part of content) bytes += part.length;
    },
    bytes: () => bytes,
  };
}

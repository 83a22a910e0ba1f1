/** Tells whoever watches what a frame is made of. Where nobody does, work is called as it is. */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Span, SpanAbout } from '#contracts/span';

/** Work as a part of a span, which fails where the work does. The work is told its own span. */
export async function spanning<T>(
  whole: Span | undefined,
  name: string,
  work: (span: Span | undefined) => T | Promise<T>,
  about?: SpanAbout,
): Promise<T> {
  if (whole === undefined) return work(undefined);
  const span = whole.begin(name, about);
  try {
    const result = await work(span);
    span.end();
    return result;
  } catch (error) {
    span.end(error);
    throw error;
  }
}

/** The writers' work as spans: whose file is being put is known however many turns later. */
export interface WriterSpans {
  /** A span `encode`, and in it one `write`, from the first file that is handed on until all of the work's files are put; none where there is no file. */
  encoding<T>(whole: Span | undefined, work: () => Promise<T>): Promise<T>;
  /** A file is handed on. */
  putting(): void;
  /** When the sample is over: as long as it is not, every promise of the process pays for being told apart. */
  close(): void;
}

interface Encoding {
  readonly encode: Span;
  write?: Span;
}

export function writerSpans(): WriterSpans {
  const encodings = new AsyncLocalStorage<Encoding>();
  return {
    encoding: (whole, work) =>
      spanning(whole, 'encode', async (encode) => {
        if (encode === undefined) return work();
        const encoding: Encoding = { encode };
        try {
          return await encodings.run(encoding, work);
        } finally {
          encoding.write?.end();
        }
      }),
    putting() {
      const encoding = encodings.getStore();
      if (encoding !== undefined) encoding.write ??= encoding.encode.begin('write');
    },
    close: () => encodings.disable(),
  };
}

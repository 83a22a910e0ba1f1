/** Many small parts, few large pieces: the same text. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { inPieces } from '../../src/writers/pieces.js';

async function* each(parts: readonly string[]): AsyncIterable<string> {
  yield* parts;
}

it('is the same text, in pieces of 64 Ki characters or more but for the last', async () => {
  const anyParts = fc.array(fc.tuple(fc.string({ minLength: 1 }), fc.nat(9000)), { maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(anyParts, async (drawn) => {
      const parts = drawn.map(([text, times]) => text.repeat(times));
      const pieces: string[] = [];
      for await (const piece of inPieces(each(parts))) pieces.push(piece);
      expect(pieces.join('') === parts.join('')).toBe(true);
      expect(pieces.slice(0, -1).every(({ length }) => length >= 1 << 16)).toBe(true);
      expect(pieces.at(-1)).not.toBe('');
    }),
    { numRuns: 30 },
  );
});

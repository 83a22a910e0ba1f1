/** Two sorted lists side by side: as sets in memory say. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { joined } from '../../src/toolkit/verify/sorted-join.js';

async function* batched(lines: readonly string[], size: number): AsyncIterable<readonly string[]> {
  for (let from = 0; from < lines.length; from += size) yield lines.slice(from, from + size);
}
const anyPaths = fc.uniqueArray(fc.stringMatching(/^[a-c/.-]{1,4}$/), { maxLength: 20 });

it('what is in one, the other, or both', async () => {
  await fc.assert(
    fc.asyncProperty(anyPaths, anyPaths, fc.integer({ min: 1, max: 4 }), async (listed, there, size) => {
      const lines = listed.map((path) => `${path} hash-of-${path}`).sort();
      const found = [];
      for await (const each of joined(batched(lines, size), batched(there.toSorted(), size))) found.push(each);
      const expected = [...new Set([...listed, ...there])].sort().map((path) => ({
        path,
        sha256: listed.includes(path) ? `hash-of-${path}` : undefined,
        there: there.includes(path),
      }));
      expect(found).toEqual(expected);
    }),
  );
});

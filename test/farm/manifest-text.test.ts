/** The manifest's text, streamed: byte for byte what printing it at once gives. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Manifest } from '#contracts/job';
import { canonicalJson } from '#core/hash';
import { manifestText } from '../../src/farm/manifest-text.js';

async function* batched(lines: readonly string[], size: number): AsyncIterable<readonly string[]> {
  for (let from = 0; from < lines.length; from += size) yield lines.slice(from, from + size);
}

async function streamed(head: object, samples: readonly unknown[], batch: number): Promise<string> {
  let text = '';
  const lines = samples.map((sample) => canonicalJson(sample));
  for await (const piece of manifestText(head as Omit<Manifest, 'samples'>, batched(lines, batch))) text += piece;
  return text;
}
const atOnce = (head: object, samples: readonly unknown[]): string =>
  `${JSON.stringify(JSON.parse(canonicalJson({ ...head, samples })), null, 1)}\n`;

const anyValue = fc.jsonValue({ maxDepth: 3 });
const anyMember = fc.oneof(anyValue, fc.dictionary(fc.oneof(fc.string(), fc.nat(99).map(String)), anyValue, { maxKeys: 4 }));
// A manifest's members, before and after `samples`; numbers as names would be printed first.
const anyHead = fc.dictionary(fc.constantFrom('artefacts', 'plan', 'sample', 'samplesOf', 'versions', 'zebra'), anyMember);

it('is that of the whole in memory', async () => {
  await fc.assert(
    fc.asyncProperty(
      anyHead,
      fc.array(anyMember, { maxLength: 6 }),
      fc.integer({ min: 1, max: 3 }),
      async (head, samples, batch) => {
        expect(await streamed(head, samples, batch)).toBe(atOnce(head, samples));
      },
    ),
  );
});

it('also when it comes in many pieces, and where a member is undefined', async () => {
  const samples = Array.from({ length: 3000 }, (_, i) => ({ sample: String(i), text: 'a "quoted"\nline '.repeat(i % 7) }));
  const head = { format: 2, repaint: undefined, versions: {} };
  expect(await streamed(head, samples, 16)).toBe(atOnce(head, samples));
});

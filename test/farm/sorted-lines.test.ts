/** Sorting beyond memory: the very order of `Array.prototype.sort`, and nothing left on disk. */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SortOptions, sortedLines } from '#farm/index';

const before = process.env.TMPDIR;
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nearmiss-sorted-'));
  process.env.TMPDIR = folder;
});
afterAll(async () => {
  if (before === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = before;
  await rm(folder, { recursive: true, force: true });
});

async function sorted(batches: readonly (readonly string[])[], options: SortOptions): Promise<readonly string[]> {
  const lines = sortedLines(options);
  try {
    for (const batch of batches) await lines.add(batch);
    const all: string[] = [];
    for await (const batch of lines.sorted()) all.push(...batch);
    return all;
  } finally {
    await lines.close();
  }
}

const anyLine = fc.string({ unit: 'grapheme', maxLength: 12 }).map((text) => text.replaceAll('\n', ''));
const anyBatches = fc.array(fc.array(anyLine, { maxLength: 30 }), { maxLength: 12 });

describe('lines are sorted', () => {
  it('as an array in memory is, whatever fits into a run and however many files are merged at once', async () => {
    const anyOptions = fc.record({ run: fc.integer({ min: 1, max: 60 }), files: fc.integer({ min: 2, max: 5 }) });
    await fc.assert(
      fc.asyncProperty(anyBatches, anyOptions, async (batches, options) => {
        expect(await sorted(batches, options)).toEqual(batches.flat().sort());
        expect(await readdir(folder)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('by UTF-16 as arrays are, not by bytes: these two differ, and a sort by bytes would be found out', async () => {
    const two = ['\u{1F600}', '\uFFFD'];
    const byBytes = [...two].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    expect(byBytes).not.toEqual([...two].sort());
    expect(await sorted([two], { run: 1, files: 2 })).toEqual([...two].sort());
  });

  it('when they are longer than what is read at once, and empty', async () => {
    const long = [200_000, 65_536, 65_535, 1, 0].map((length) => 'é'.repeat(length));
    expect(await sorted([long, long], { run: 1000, files: 3 })).toEqual([...long, ...long].sort());
  });
});

describe('temporary files', () => {
  const many = Array.from({ length: 500 }, (_, i) => `line ${(i * 7919) % 500}`);

  it('are not needed for few lines', async () => {
    const lines = sortedLines();
    await lines.add(many);
    expect(await readdir(folder)).toEqual([]);
    await lines.close();
  });

  it('are there while lines are sorted, and gone after, also when the reader fails', async () => {
    const lines = sortedLines({ run: 100, files: 4 });
    await lines.add(many);
    expect(await readdir(folder)).toHaveLength(1);
    const reading = (async () => {
      try {
        for await (const _ of lines.sorted()) throw new Error('enough');
      } finally {
        await lines.close();
      }
    })();
    await expect(reading).rejects.toThrow('enough');
    expect(await readdir(folder)).toEqual([]);
  });

  it('that can not be written are told, with what to do', async () => {
    process.env.TMPDIR = join(folder, 'nowhere');
    const lines = sortedLines({ run: 10 });
    await expect(lines.add(many)).rejects.toMatchObject({
      code: 'NM7015',
      exitCode: 3,
      message: expect.stringContaining(join(folder, 'nowhere')),
      hint: expect.stringContaining('TMPDIR'),
    });
    await lines.close();
    process.env.TMPDIR = folder;
  });
});

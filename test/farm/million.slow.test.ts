/** Memory of a merge does not grow with the dataset: many frames in a process with a small heap. The whole million is `dist/bench/farm/million.js`. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** MiB of the old generation. */
const HEAP = 96;
const SAMPLES = 700;
const FRAMES = 50;

/** Of what it prints. */
interface MillionReport {
  readonly summary: { readonly samples: number; readonly frames: number; readonly files: number };
  /** Bytes by path. */
  readonly written: Readonly<Record<string, number>>;
}

async function merged(...more: readonly string[]): Promise<MillionReport> {
  const program = join(root, 'dist/bench/farm/million.js');
  const args = ['--samples', SAMPLES, '--frames', FRAMES, '--heap', HEAP, '--json'].map(String);
  const { stdout } = await promisify(execFile)(process.execPath, [program, ...args, ...more], { maxBuffer: 1 << 26 });
  return JSON.parse(stdout) as MillionReport;
}

test(`${SAMPLES * FRAMES} frames are merged in a heap of ${HEAP} MiB`, async () => {
  const { summary, written } = await merged('--writers', 'native,coco,webdataset');
  expect(summary).toMatchObject({ samples: SAMPLES, frames: SAMPLES * FRAMES });
  // Nine files a frame, and more lines than a run takes: they were sorted on disk.
  expect(summary.files).toBeGreaterThan(9 * SAMPLES * FRAMES);
  expect(written['coco/instances.json']).toBeGreaterThan(HEAP * 2 ** 20);
  expect(written['manifest.json']).toBeLessThan(2000 * SAMPLES);
});

test('which would not do for one that gathers all records first', async () => {
  await expect(merged('--writers', 'native', '--gather')).rejects.toThrow(/heap out of memory/);
});

/** How long a save takes to be seen: from the write of the file to the first picture of what it says now. */
import { readFile, writeFile } from 'node:fs/promises';
import { type OpenPage, settled, shownRun } from './page.js';

export interface ReloadTimes {
  readonly saves: number;
  /** ms */
  readonly median: number;
  readonly worst: number;
  readonly all: readonly number[];
}

/** @param change the text of the k-th save, each unlike the one before */
export async function reloadTimes(
  { page, file }: OpenPage,
  saves: number,
  change: (text: string, k: number) => string,
): Promise<ReloadTimes> {
  const text = await readFile(file, 'utf8');
  const all: number[] = [];
  for (let k = 0; k < saves; k++) {
    await settled(page);
    const before = await page.$eval('#picture', (canvas) => (canvas as HTMLCanvasElement).dataset.run ?? '');
    const started = performance.now();
    await writeFile(file, change(text, k));
    await shownRun(page, before);
    all.push(Math.round(performance.now() - started));
  }
  const sorted = all.toSorted((a, b) => a - b);
  return { saves, median: sorted[Math.floor(saves / 2)] as number, worst: sorted.at(-1) as number, all };
}

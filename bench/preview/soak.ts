/** A page that stays open while somebody works: whether it grows. */
import { readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import type { WebWorker } from 'puppeteer';
import { residentMib } from '../memory.js';
import type { OpenPage } from './page.js';

export interface Soak {
  readonly minutes: number;
  readonly rounds: number;
  /** What the page's JavaScript holds after a collection, MiB. */
  readonly pageHeap: readonly number[];
  /** The painting thread's: what JavaScript and its buffers hold after a collection, MiB. */
  readonly paintingHeld: readonly number[];
  readonly programResident: readonly number[];
  /** Of page, painting thread and program together, MiB. */
  readonly resident: readonly number[];
  /** Median of the last three over that of the second to fourth. */
  readonly growth: number;
  readonly heapGrowth: number;
  readonly paintingGrowth: number;
}

const LOOKS = 20;

/** Bytes. */
interface Held {
  readonly usedSize: number;
  readonly backingStorageSize: number;
}

/** Saves, draws, scrubs, plays and changes view and overlays, round after round. */
export async function soak({ page, file, program }: OpenPage, minutes: number, report: (line: string) => void): Promise<Soak> {
  const text = await readFile(file, 'utf8');
  const client = await page.createCDPSession();
  await client.send('HeapProfiler.enable');
  const painting = (page.workers()[0] as WebWorker).client;
  await painting.send('HeapProfiler.enable');
  const [pageHeap, paintingHeld, programResident, resident]: [number[], number[], number[], number[]] = [[], [], [], []];
  const started = performance.now();
  let rounds = 0;
  for (let look = 1; look <= LOOKS; look++) {
    do {
      rounds++;
      await writeFile(file, text.replace(/^walk: .*$/m, `walk: ${(4 + (rounds % 5)).toFixed(0)} km/h`).concat(`# ${rounds}\n`));
      await pause(1500);
      for (const key of ['n', 'm', '1', '4', '1', '4', 't', 'c', 'ArrowRight', 'ArrowLeft', 'Space'] as const) {
        await page.keyboard.press(key);
        await pause(250);
      }
      await page.keyboard.press('Space');
      await page.click(`#tab-${['draws', 'parameters', 'weather', 'objects'][rounds % 4]}`);
      await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
      await pause(1500);
    } while (performance.now() - started < (look / LOOKS) * minutes * 60_000);
    // Browsers let garbage lie for as long as there is room: what is resident then says nothing of what is held.
    for (const each of [client, painting]) await each.send('HeapProfiler.collectGarbage');
    const { JSHeapUsedSize } = await page.metrics();
    pageHeap.push(Math.round((JSHeapUsedSize ?? 0) / 2 ** 20));
    const { usedSize, backingStorageSize } = (await painting.send('Runtime.getHeapUsage')) as Held;
    paintingHeld.push(Math.round((usedSize + backingStorageSize) / 2 ** 20));
    programResident.push(pssOf(program.pid ?? 0));
    resident.push(residentMib());
    report(
      `${look}/${LOOKS}: ${rounds} rounds, page heap ${pageHeap.at(-1)} MiB, painting ${paintingHeld.at(-1)} MiB, program ${programResident.at(-1)} MiB, all ${resident.at(-1)} MiB`,
    );
  }
  return {
    minutes,
    rounds,
    pageHeap,
    paintingHeld,
    programResident,
    resident,
    growth: growthOf(resident),
    heapGrowth: growthOf(pageHeap),
    paintingGrowth: growthOf(paintingHeld),
  };
}

function growthOf(values: readonly number[]): number {
  const median = (some: readonly number[]): number => some.toSorted((a, b) => a - b)[Math.floor(some.length / 2)] as number;
  return median(values.slice(-3)) / median(values.slice(1, 4));
}
function pssOf(id: number): number {
  return Math.round(Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${id}/smaps_rollup`, 'utf8'))?.[1] ?? 0) / 1024);
}
function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

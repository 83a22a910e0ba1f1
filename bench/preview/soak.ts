/** A page that stays open while somebody works: whether it grows. */
import { readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { residentMib } from '../memory.js';
import type { OpenPage } from './page.js';

export interface Soak {
  readonly minutes: number;
  readonly rounds: number;
  /** Of page, painting thread and program together, MiB: what JavaScript holds after a collection, and all that is resident. */
  readonly pageHeap: readonly number[];
  readonly programResident: readonly number[];
  readonly resident: readonly number[];
  /** Median of the last three over that of the second to fourth. */
  readonly growth: number;
  readonly heapGrowth: number;
}

const LOOKS = 20;

/** Saves, draws, scrubs, plays and changes view and overlays, round after round. */
export async function soak({ page, file, program }: OpenPage, minutes: number, report: (line: string) => void): Promise<Soak> {
  const text = await readFile(file, 'utf8');
  const client = await page.createCDPSession();
  await client.send('HeapProfiler.enable');
  const [pageHeap, programResident, resident]: [number[], number[], number[]] = [[], [], []];
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
    await client.send('HeapProfiler.collectGarbage');
    const { JSHeapUsedSize } = await page.metrics();
    pageHeap.push(Math.round((JSHeapUsedSize ?? 0) / 2 ** 20));
    programResident.push(pssOf(program.pid ?? 0));
    resident.push(residentMib());
    report(
      `${look}/${LOOKS}: ${rounds} rounds, page heap ${pageHeap.at(-1)} MiB, program ${programResident.at(-1)} MiB, all ${resident.at(-1)} MiB`,
    );
  }
  return { minutes, rounds, pageHeap, programResident, resident, growth: growthOf(resident), heapGrowth: growthOf(pageHeap) };
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

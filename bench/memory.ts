/** Whether memory stays flat: resident memory of this process and of all browser processes below it, over many frames. */
import { readdirSync, readFileSync } from 'node:fs';
import type { RenderRequest } from '#contracts/renderer';
import { openSession } from '#renderers/three/host/session';

export interface MemoryCurve {
  readonly frames: number;
  /** MiB after each tenth of the frames. */
  readonly mib: readonly number[];
  /** Median of the last three tenths over that of the second to fourth; the first still fills caches. */
  readonly growth: number;
}

export async function memoryCurve(requests: readonly RenderRequest[], frames: number): Promise<MemoryCurve> {
  // One browser for all: what it leaks shows.
  const session = await openSession({ recycleAfter: frames + 1 });
  const mib: number[] = [];
  for (let done = 0; done < frames; ) {
    await session.render(requests[done % requests.length] as RenderRequest);
    done++;
    if (done % Math.floor(frames / 10) === 0) mib.push(residentMib());
  }
  await session.close();
  const median = (values: readonly number[]): number =>
    [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;
  return { frames, mib, growth: median(mib.slice(-3)) / median(mib.slice(1, 4)) };
}

/** Of this process and its descendants; proportional where the system says so, for browsers share much. */
export function residentMib(): number {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = readOrNothing(`/proc/${name}/stat`);
    parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
  }
  const ours = (id: number | undefined): boolean =>
    id !== undefined && (id === process.pid || (id > 1 && ours(parents.get(id))));
  let kib = 0;
  for (const id of parents.keys()) {
    if (!ours(id)) continue;
    kib += Number(/^Pss:\s+(\d+)/m.exec(readOrNothing(`/proc/${id}/smaps_rollup`))?.[1] ?? 0);
  }
  return Math.round(kib / 1024);
}

function readOrNothing(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

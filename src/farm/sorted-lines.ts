/**
 * Lines in the order of `Array.prototype.sort`, however many: what does not fit is sorted in runs that lie in temporary files, and merged. Memory is that
 * of one run and a batch of each file.
 */
import { type LineFile, type LineFolder, openLineFolder } from './line-files.js';

/** Of a run, UTF-16 code units. */
const RUN = 1 << 24;
/** Files that are merged at once. */
const FILES = 128;
/** Lines handed over at once. */
const BATCH = 4096;

export interface SortedLines {
  /** Lines without line feeds. @throws NearmissError NM7015 */
  add(lines: readonly string[]): Promise<void>;
  /** All that was added, in batches; once, and nothing is added after. @throws NearmissError NM7015 */
  sorted(): AsyncIterable<readonly string[]>;
  /** Removes what lies on disk; in any case. */
  close(): Promise<void>;
}

export interface SortOptions {
  readonly run?: number;
  readonly files?: number;
}

export function sortedLines({ run = RUN, files = FILES }: SortOptions = {}): SortedLines {
  let waiting: string[] = [];
  let units = 0;
  let folder: LineFolder | undefined;
  /** By how often their lines were merged: a level that is full becomes one file of the next. */
  const levels: LineFile[][] = [];

  async function spill(): Promise<void> {
    folder ??= await openLineFolder();
    await place(await folder.write([waiting.sort()]), 0, folder);
    waiting = [];
    units = 0;
  }
  async function place(file: LineFile, level: number, into: LineFolder): Promise<void> {
    const there = levels[level] ?? [];
    levels[level] = [...there, file];
    if (there.length + 1 < files) return;
    const full = levels[level];
    const merged = await into.write(mergeSorted(full.map((each) => each.read())));
    levels[level] = [];
    await Promise.all(full.map((each) => each.remove()));
    await place(merged, level + 1, into);
  }
  return {
    async add(lines) {
      for (const line of lines) {
        waiting.push(line);
        units += line.length;
        if (units >= run) await spill();
      }
    },
    async *sorted() {
      const last = waiting.sort();
      waiting = [];
      yield* mergeSorted([...levels.flat().map((file) => file.read()), batchesOf(last)]);
    },
    close: async () => await folder?.close(),
  };
}

async function* batchesOf(lines: readonly string[]): AsyncGenerator<readonly string[], void, undefined> {
  for (let from = 0; from < lines.length; from += BATCH) yield lines.slice(from, from + BATCH);
}

type Batches = AsyncGenerator<readonly string[], void, undefined>;

interface Run {
  line: string;
  at: number;
  batch: readonly string[];
  readonly batches: Batches;
}

/** Each of them sorted; so is what comes. Closes all, also when it is left early. */
export async function* mergeSorted(sources: readonly Batches[]): AsyncGenerator<readonly string[], void, undefined> {
  try {
    const heap: Run[] = [];
    for (const batches of sources) {
      const run: Run = { line: '', at: -1, batch: [], batches };
      if (await advance(run)) heap.push(run);
    }
    heap.sort((a, b) => (a.line < b.line ? -1 : a.line > b.line ? 1 : 0));
    let out: string[] = [];
    while (heap.length > 0) {
      const first = heap[0] as Run;
      out.push(first.line);
      if (out.length === BATCH) {
        yield out;
        out = [];
      }
      if (!inBatch(first) && !(await advance(first))) {
        const last = heap.pop() as Run;
        if (heap.length > 0) heap[0] = last;
      }
      sink(heap);
    }
    if (out.length > 0) yield out;
  } finally {
    await Promise.all(sources.map((batches) => batches.return()));
  }
}

/** The next line of the batch, where there is one. */
function inBatch(run: Run): boolean {
  const line = run.batch[++run.at];
  if (line === undefined) return false;
  run.line = line;
  return true;
}

/** The first line of the next batch. */
async function advance(run: Run): Promise<boolean> {
  do {
    const { value, done } = await run.batches.next();
    if (done === true) return false;
    run.batch = value as readonly string[];
    run.at = -1;
  } while (!inBatch(run));
  return true;
}

/** Puts the root where it belongs. */
function sink(heap: Run[]): void {
  let at = 0;
  for (;;) {
    const left = 2 * at + 1;
    const right = left + 1;
    let least = at;
    if (left < heap.length && (heap[left] as Run).line < (heap[least] as Run).line) least = left;
    if (right < heap.length && (heap[right] as Run).line < (heap[least] as Run).line) least = right;
    if (least === at) return;
    const [up, down] = [heap[least] as Run, heap[at] as Run];
    heap[at] = up;
    heap[least] = down;
    at = least;
  }
}

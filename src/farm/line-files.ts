/** Lines in temporary files: written once, read back in batches, gone with their folder. */
import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { infrastructureError } from '#core/errors';

/** Of a file, read at once; bytes. */
const READ = 1 << 16;
/** Lines written at once. */
const WRITE = 4096;
const LINE_FEED = 10;

export interface LineFolder {
  /** Takes lines, none of which holds a line feed. @returns what reads them again, as often as asked */
  write(batches: AsyncIterable<readonly string[]> | Iterable<readonly string[]>): Promise<LineFile>;
  /** Removes it with all its files. */
  close(): Promise<void>;
}

export interface LineFile {
  read(): AsyncGenerator<readonly string[], void, undefined>;
  remove(): Promise<void>;
}

/** @throws NearmissError NM7015 when the folder of temporary files can't be written */
export async function openLineFolder(): Promise<LineFolder> {
  const folder = await guarded(() => mkdtemp(join(tmpdir(), 'nearmiss-merge-')));
  let count = 0;
  return {
    async write(batches) {
      const path = join(folder, String(count++));
      await guarded(() => writeLines(path, batches));
      return fileAt(path);
    },
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Apart from what was written: a function that lives on keeps all that others beside it have used. */
function fileAt(path: string): LineFile {
  return { read: () => readLines(path), remove: () => rm(path, { force: true }) };
}

async function writeLines(path: string, batches: AsyncIterable<readonly string[]> | Iterable<readonly string[]>) {
  const file = await open(path, 'wx');
  try {
    for await (const batch of batches) {
      for (let from = 0; from < batch.length; from += WRITE)
        await file.writeFile(`${batch.slice(from, from + WRITE).join('\n')}\n`);
    }
  } finally {
    await file.close();
  }
}

async function* readLines(path: string): AsyncGenerator<readonly string[], void, undefined> {
  const file = await guarded(() => open(path, 'r'));
  try {
    yield* wholeLines(file);
  } finally {
    await file.close();
  }
}

/** A line may be longer than what is read at once. */
async function* wholeLines(file: FileHandle): AsyncGenerator<readonly string[], void, undefined> {
  let rest = Buffer.alloc(0);
  for (;;) {
    const { bytesRead, buffer } = await guarded(() => file.read(Buffer.allocUnsafe(READ), 0, READ));
    if (bytesRead === 0) return;
    const bytes = Buffer.concat([rest, buffer.subarray(0, bytesRead)]);
    const end = bytes.lastIndexOf(LINE_FEED);
    rest = bytes.subarray(end + 1);
    if (end >= 0) yield bytes.toString('utf8', 0, end).split('\n');
  }
}

/** What the disk says about it, told as what it is. */
async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Error) || !('syscall' in error)) throw error;
    const what = `the merge can't keep its lists in ${tmpdir()}: ${error.message}`;
    throw infrastructureError('NM7015', what, 'make room there, or set TMPDIR to a folder on a larger disk', error);
  }
}

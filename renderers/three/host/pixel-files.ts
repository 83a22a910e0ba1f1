/** Files that the drawing page writes pixels into: in the browser's private file system, which lies in its profile. */
import { randomBytes } from 'node:crypto';
import { type FileHandle, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';

export interface PixelFiles {
  /** A file that nobody uses; waits for one. */
  take(): Promise<number>;
  giveBack(file: number): void;
  /** Fills the memory with what the file starts with. */
  read(file: number, into: Uint8Array): Promise<void>;
  close(): Promise<void>;
}

/** Names that the page is to give its files, and to write into them. */
export function newMarks(count: number): readonly string[] {
  return Array.from({ length: count }, () => `nearmiss-${randomBytes(16).toString('hex')}`);
}

/** @returns nothing where the browser keeps such files somewhere else */
export async function findPixelFiles(profile: string, marks: readonly string[]): Promise<PixelFiles | undefined> {
  const found = new Map<string, FileHandle>();
  for (const path of await candidates(profile)) {
    const file = await open(path).catch(() => undefined);
    const start = Buffer.alloc((marks[0] as string).length);
    await file?.read(start, 0, start.length, 0);
    if (file !== undefined && marks.includes(start.toString())) found.set(start.toString(), file);
    else await file?.close();
  }
  const files = marks.flatMap((mark) => found.get(mark) ?? []);
  if (files.length === marks.length) return pixelFiles(files);
  await Promise.all(files.map((file) => file.close()));
  return undefined;
}

function pixelFiles(files: readonly FileHandle[]): PixelFiles {
  const free = files.map((_, i) => i);
  const waiting: ((file: number) => void)[] = [];
  return {
    take: async () => free.pop() ?? (await new Promise((resolve) => waiting.push(resolve))),
    giveBack(file) {
      const next = waiting.shift();
      if (next === undefined) free.push(file);
      else next(file);
    },
    async read(file, into) {
      const { bytesRead } = await (files[file] as FileHandle).read(into, 0, into.length, 0);
      if (bytesRead !== into.length) throw new Error(`a frame of ${into.length} bytes was written, and ${bytesRead} are there`);
    },
    close: async () => void (await Promise.all(files.map((file) => file.close()))),
  };
}

/** Everything in the file systems of the profile's users. */
async function candidates(profile: string): Promise<readonly string[]> {
  const users = await readdir(profile, { withFileTypes: true });
  const lists = users
    .filter((user) => user.isDirectory())
    .map(async (user) => {
      const folder = join(profile, user.name, 'File System');
      const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => []);
      return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    });
  return (await Promise.all(lists)).flat();
}

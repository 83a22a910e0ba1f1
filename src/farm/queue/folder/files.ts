/** Small JSON files that appear whole, and moves that only one can make. */
import { mkdir, readdir, readFile, rename, unlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { infrastructureError } from '#core/errors';

export interface Files {
  /** Whole or not at all; replaces what is there. */
  put(path: string, value: unknown): Promise<void>;
  /** Undefined where it is not there. */
  text(path: string): Promise<string | undefined>;
  /** Undefined where it is not there or no JSON. */
  get<T>(path: string): Promise<T | undefined>;
  /** @returns false where somebody else has moved it */
  move(from: string, to: string): Promise<boolean>;
  /** @returns whether it was there */
  drop(path: string): Promise<boolean>;
  /** Names in a folder, sorted; none where it is not there. */
  names(folder: string): Promise<readonly string[]>;
}

/** @param token tells this holder's unfinished files from those of others */
export function filesIn(root: string, token: string): Files {
  let count = 0;
  const at = (path: string): string => join(root, path);
  const placed = async (target: string, place: () => Promise<void>): Promise<void> => {
    try {
      await place();
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') throw error;
      await mkdir(dirname(target), { recursive: true });
      await place();
    }
  };
  return {
    put: (path, value) =>
      told(async () => {
        const unfinished = at(`unfinished/${token}-${count++}`);
        await placed(unfinished, () => writeFile(unfinished, JSON.stringify(value)));
        await placed(at(path), () => rename(unfinished, at(path)));
      }),
    text: (path) => told(() => readFile(at(path), 'utf8').catch(absent)),
    get: (path) =>
      told(async () => {
        const text = await readFile(at(path), 'utf8').catch(absent);
        return text === undefined ? undefined : parsed(text);
      }),
    move: (from, to) =>
      told(async () => {
        await mkdir(dirname(at(to)), { recursive: true });
        return (await rename(at(from), at(to)).then(() => true, absent)) ?? false;
      }),
    drop: (path) => told(async () => (await unlink(at(path)).then(() => true, absent)) ?? false),
    names: (folder) => told(async () => [...((await readdir(at(folder)).catch(absent)) ?? [])].sort()),
  };
}

function parsed<T>(text: string): T | undefined {
  try {
    return JSON.parse(text) as T;
  } catch {
    return undefined;
  }
}

function absent(error: unknown): undefined {
  if (codeOf(error) !== 'ENOENT') throw error;
  return undefined;
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}

async function told<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Error) || !('syscall' in error)) throw error;
    throw infrastructureError(
      'NM7801',
      `the queue's folder can't be used: ${error.message}`,
      'is it there, with room and permission?',
      error,
    );
  }
}

/**
 * Moves what an attempt has staged to where it belongs, while others may do the same with the same sample. Where nothing is, a folder moves as a whole.
 * Where something is, only files that differ are moved, each over the other, so that what another has put there whole is whole at every moment.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, mkdir, mkdtemp, readdir, readFile, rename, rm, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Of others who come in between: more than there are workers on one sample, ever. */
const TRIES = 32;
/** What `rename` says of a target that is there; EPERM and EACCES on some systems. */
const TAKEN = ['ENOTEMPTY', 'EEXIST', 'ENOTDIR', 'EISDIR', 'EPERM', 'EACCES'];

export interface Unit {
  /** A folder, or a file. */
  readonly staged: string;
  readonly target: string;
  /** A file of the folder that is put last, and says that all others are there. */
  readonly seal?: string;
  /** A folder on the same disk, for what has to make room. */
  readonly aside: string;
}

/** @throws the disk's own complaints */
export async function placeUnit(unit: Unit): Promise<void> {
  const { staged, target } = unit;
  for (let tries = 1; ; tries++) {
    try {
      await mkdir(dirname(target), { recursive: true });
      return await rename(staged, target);
    } catch (error) {
      const wasCleared = codeOf(error) === 'ENOENT' && (await exists(staged));
      const isTaken = TAKEN.includes(codeOf(error)) && (await exists(target));
      if (tries === TRIES || !(wasCleared || isTaken)) throw error;
      if (!isTaken) continue;
    }
    if (await withdrawOther(unit)) continue;
    if (await mend(unit)) return;
  }
}

/** Takes a folder away whose seal is another than ours; without a seal it is nothing yet. @returns whether one was taken away */
export async function withdrawOther({ staged, target, seal, aside }: Unit): Promise<boolean> {
  const own = seal === undefined ? undefined : await bytesAt(join(staged, seal));
  if (seal === undefined || own === undefined) return false;
  const isOther = async (folder: string): Promise<boolean> => {
    const sealed = await bytesAt(join(folder, seal));
    return sealed !== undefined && !sealed.equals(own);
  };
  if (!(await isOther(target))) return false;
  await mkdir(aside, { recursive: true });
  const taken = join(await mkdtemp(join(aside, 'old-')), 'it');
  try {
    await rename(target, taken);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return true;
    throw error;
  }
  // Another may have put ours there between the look and the move.
  if (!(await isOther(taken))) await rename(taken, target).catch(() => {});
  return true;
}

/** Makes what is there the same as what is staged, the seal last. @returns false where it was taken away meanwhile */
async function mend({ staged, target, seal }: Unit): Promise<boolean> {
  const [ours, theirs] = [await filesOf(staged), await filesOf(target)];
  for (const path of theirs) if (!ours.includes(path)) await rm(join(target, path), { force: true });
  await pruneEmpty(target);
  if (ours.includes('')) await rmdir(target).catch(() => {});
  const inOrder = [...ours.filter((path) => path !== seal), ...ours.filter((path) => path === seal)];
  for (const path of inOrder) {
    const [from, to] = [join(staged, path), join(target, path)];
    if (await isSameFile(from, to)) continue;
    if (!(await exists(target))) return false;
    await mkdir(dirname(to), { recursive: true });
    await rename(from, to);
  }
  return true;
}

/** Paths of the files below; '' where it is a file itself, none where nothing is there. */
async function filesOf(root: string, below = ''): Promise<readonly string[]> {
  const info = await lstat(join(root, below)).catch(() => undefined);
  if (info === undefined) return [];
  if (!info.isDirectory()) return [below];
  const names = await readdir(join(root, below)).catch(() => []);
  return (await Promise.all(names.map((name) => filesOf(root, join(below, name))))).flat().sort();
}

/** Folders below it that hold nothing: one could stand where a file belongs. */
async function pruneEmpty(folder: string): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    if (!entry.isDirectory()) continue;
    await pruneEmpty(join(folder, entry.name));
    await rmdir(join(folder, entry.name)).catch(() => {});
  }
}

/** Whatever can't be read is something else. */
async function isSameFile(a: string, b: string): Promise<boolean> {
  try {
    const [left, right] = await Promise.all([lstat(a), lstat(b)]);
    return left.size === right.size && (await hashOf(a)) === (await hashOf(b));
  } catch {
    return false;
  }
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path)) hash.update(piece as Buffer);
  return hash.digest('hex');
}

function bytesAt(path: string): Promise<Buffer | undefined> {
  return readFile(path).catch(() => undefined);
}

function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? '';
}

/** Folders one after the other: Node's own way of making all of a path never ends where the system says of a parent that is there that it is not (`/proc/x`, a mount that went away). */
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';

/** With all that it lies in; nothing where it is there. @throws the system's own error */
export async function makeFolder(path: string): Promise<void> {
  if (await isMade(path)) return;
  await makeFolder(dirname(path));
  if (!(await isMade(path))) await mkdir(path);
}

/** Makes it where its parent is there. @returns false where that is not */
async function isMade(path: string): Promise<boolean> {
  try {
    await mkdir(path);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return true;
    if (code === 'ENOENT' && dirname(path) !== path) return false;
    throw error;
  }
}

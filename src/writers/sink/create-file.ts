/** A file that is put only where there is none. Whoever comes second finds the first one's, whole. */
import { constants } from 'node:fs';
import { copyFile, link, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** @param folder on the same disk, empty @returns whether it was put @throws the disk's own complaints */
export async function createFile(target: string, content: string, folder: string): Promise<boolean> {
  const whole = join(folder, 'new');
  await writeFile(whole, content, { flush: true });
  await mkdir(dirname(target), { recursive: true });
  try {
    await link(whole, target).catch((error: unknown) => {
      if (isTaken(error)) throw error;
      // Disks there are that know no second name.
      return copyFile(whole, target, constants.COPYFILE_EXCL);
    });
    return true;
  } catch (error) {
    if (isTaken(error)) return false;
    throw error;
  }
}

function isTaken(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'EEXIST';
}

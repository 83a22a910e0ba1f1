import { readdir } from 'node:fs/promises';
import { usageError } from '#core/errors';
import { needFolder } from './stores.js';

/** For whatever is written at once: nothing of the user's may be in the way. @throws NearmissError NM7003 (exit 2) where it holds anything */
export async function needEmpty(folder: string): Promise<void> {
  const names = await readdir(needFolder(folder)).catch(() => []);
  if (names.length > 0)
    throw usageError('NM7003', `${folder} is not empty; nothing in it was changed`, 'choose an empty or a new folder');
}

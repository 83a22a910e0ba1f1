/** Files that somebody names. */
import { readFile } from 'node:fs/promises';
import { usageError } from '#core/errors';

/** @throws NearmissError (exit 2) NM8213 when it can't be read */
export async function readGiven(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const what = code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'it is a folder' : String(code);
    throw usageError('NM8213', `${path} can't be read: ${what}`, 'give a file of weights');
  }
}
